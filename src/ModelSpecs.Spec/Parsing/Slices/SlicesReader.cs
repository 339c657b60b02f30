using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Checks;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Slices;

/// <summary>Reads <c>slices</c>.</summary>
internal sealed class SlicesReader(ParseContext context, CheckListReader checks)
{
    // PlannedCheck.Overall, which stands to the right of parsing.
    private const string Overall = "overall";

    /// <summary>The slices in the order written; wrong ones are reported and left out.</summary>
    public IReadOnlyList<SliceSpec> Read(MappingReader reader)
    {
        if (reader.Map("slices") is not { } map)
        {
            return [];
        }

        var shape = (NamedShape)reader.ShapeOf("slices");
        if (map.Entries.Count > SpecLimits.Slices)
        {
            context.Bag.Report(SpecDiagnostics.LimitExceeded, map.Span, "Too many slices", $"{map.Entries.Count}", $"at most {SpecLimits.Slices}", "One slice by a column stands for all its values.");
            return [];
        }

        var slices = new List<SliceSpec>(map.Entries.Count);
        foreach (var slice in map.Entries)
        {
            if (Slice(slice, (EitherShape)shape.Value) is { } read)
            {
                slices.Add(read);
            }
        }

        CrossRules.Check(map, slices, context);
        return slices;
    }

    private SliceSpec? Slice(YamlEntry entry, EitherShape shape)
    {
        var isNamed = CheckName(entry.Key);
        var name = new Located<string>(entry.Key.Text, entry.Key.Span);
        var place = $"slice {OneLine.Quote(name.Value)}";
        SliceSpec? slice;
        switch (entry.Value)
        {
            case YamlMap map:
                slice = Mapping(new MappingReader(map, PartKeys.Slice, place, context), name);
                break;
            case YamlScalar { IsNull: false } scalar:
                slice = PredicateValue.Read(scalar, (TextShape)shape.Short, name.Value, context) is { } where
                    ? new PredicateSlice { Name = name, Where = where }
                    : null;
                break;
            case YamlScalar:
                ValueReader.Empty(entry.Value, shape, name.Value, context);
                return null;
            default:
                ValueReader.WrongType(entry.Value, shape, name.Value, context);
                return null;
        }

        return isNamed ? slice : null;
    }

    private bool CheckName(YamlScalar key)
    {
        var problem = key.Text switch
        {
            Overall => "'overall' is the name of the whole golden set",
            _ when key.Text.Trim().Length == 0 => "A slice needs a name",
            _ when key.Text.Length > SpecLimits.NameCharacters => $"The name of a slice has at most {SpecLimits.NameCharacters} characters",
            _ => null,
        };
        if (problem is not null)
        {
            context.Bag.Report(SpecDiagnostics.NameNotAllowed, key.Span, problem, OneLine.Quote(key.Text), "another name");
        }

        return problem is null;
    }

    private SliceSpec? Mapping(MappingReader reader, Located<string> name)
    {
        reader.Exclude("where", "by", "cross");
        SliceSpec? slice = reader.Has("where") ? Where(reader, name)
            : reader.Has("by") ? By(reader, name)
            : reader.Has("cross") ? Cross(reader, name)
            : null;
        if (!reader.Has("where") && !reader.Has("by") && !reader.Has("cross"))
        {
            context.Bag.Report(SpecDiagnostics.MissingKey, name.Span, $"Slice {OneLine.Quote(name.Value)} does not say which rows it has", null, "one of where, by, cross");
        }

        Depend(reader);
        // Read whatever the kind: a slice that is wrong in one key is not silent about the others.
        var expect = checks.Read(reader, "expect");
        var gap = checks.Read(reader, "gap");
        var overTime = new TrendReader(context, checks).Read(reader);
        var minRows = reader.Integer("min_rows");
        var owner = reader.Text("owner")?.Value;
        var runbook = LinkValue.Read(reader, "runbook");
        var action = reader.Text("action")?.Value;
        string[] tags = [.. reader.Texts("tags").Select(tag => tag.Value)];
        return slice is null ? null : slice with
        {
            Expect = expect,
            Gap = gap,
            OverTime = overTime,
            MinRows = minRows,
            Owner = owner,
            Runbook = runbook,
            Action = action,
            Tags = tags,
        };
    }

    private static void Depend(MappingReader reader)
    {
        if (!reader.Has("where") && !reader.Has("cross"))
        {
            // Without any of the three, what is missing is said already.
            reader.Exclude("edges", "every");
            reader.Exclude("edges", "values");
            reader.Need("others", "values");
            return;
        }

        foreach (var key in (string[])["edges", "every", "values", "others"])
        {
            reader.Need(key, "by");
        }

        if (reader.Has("where"))
        {
            NeedGroup(reader, "max_groups");
            NeedGroup(reader, "gap");
        }
    }

    private static void NeedGroup(MappingReader reader, string key)
    {
        if (reader.Entry(key) is { } entry && !reader.Has("by") && !reader.Has("cross"))
        {
            reader.Context.Bag.Report(SpecDiagnostics.DependentKey, entry.Key.Span, $"{OneLine.Quote(key)} means nothing in {reader.Place}, which is one slice, not a group", null, null, "Use it with by or cross.");
        }
    }

    private PredicateSlice? Where(MappingReader reader, Located<string> name) =>
        PredicateValue.Read(reader.Entry("where")!.Value, (TextShape)reader.ShapeOf("where"), "where", context) is { } where
            ? new PredicateSlice { Name = name, Where = where }
            : null;

    private ColumnSlice? By(MappingReader reader, Located<string> name)
    {
        var by = reader.Text("by");
        var edges = Edges(reader);
        var every = reader.Choice<TimePeriod>("every");
        var values = reader.Texts("values");
        var others = reader.Word("others");
        var groups = reader.Integer("max_groups");
        if (by is null)
        {
            return null;
        }

        var slice = new ColumnSlice { Name = name, By = by, Edges = edges, Every = every?.Value, Values = values, OthersAllowed = others is not null };
        return groups is null ? slice : slice with { MaxGroups = groups.Value };
    }

    private static CrossSlice Cross(MappingReader reader, Located<string> name)
    {
        var slice = new CrossSlice { Name = name, Of = reader.Texts("cross") };
        return reader.Integer("max_groups") is { } groups ? slice with { MaxGroups = groups.Value } : slice;
    }

    private List<double> Edges(MappingReader reader)
    {
        if (reader.Entry("edges") is not { } entry)
        {
            return [];
        }

        var shape = (ListShape)reader.ShapeOf("edges");
        var edges = new List<double>();
        foreach (var item in ValueReader.Items(entry.Value, shape, "edges", context))
        {
            if (ValueReader.Number(item, (NumberShape)shape.Item, "edges", context) is not { } edge)
            {
                continue;
            }

            if (edges.Count > 0 && edge.Value <= edges[edges.Count - 1])
            {
                context.Bag.Report(SpecDiagnostics.EdgesNotAscending, edge.Span, "The edges do not ascend", $"{((YamlScalar)item).Text} after {Ranges.Text(edges[edges.Count - 1])}", "each edge larger than the one before");
            }
            else
            {
                edges.Add(edge.Value);
            }
        }

        return edges;
    }
}
