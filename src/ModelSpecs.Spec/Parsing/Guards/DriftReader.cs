using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Bindings;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>drift</c>.</summary>
internal static class DriftReader
{
    private const string Key = "drift";

    /// <summary>The guards, one of a mapping, or those of a list; none where nothing is said.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, ParseContext context)
    {
        foreach (var (keys, span) in GuardMappings.Of(reader, Key, DriftKeys.Mapping))
        {
            if (One(keys, span) is { } guard)
            {
                // Without a model nothing says which columns feed it: all of them are looked at.
                yield return guard with { OfEveryColumn = guard.Named.Count == 0 && !reader.Has("model") };
            }
        }
    }

    private static DriftSpec? One(MappingReader keys, SourceSpan place)
    {
        keys.Require(place);
        keys.ExcludePair("alpha", "psi_mark", "A column has drifted by its p-value or by its population stability index.");
        keys.Need("alpha", "share");
        keys.Need("psi_mark", "share");
        var (measures, targets) = (new List<GuardMeasure>(), new List<DriftTarget>());
        foreach (var measure in DriftKeys.ColumnMeasures)
        {
            OfColumns(keys, measure, measures, targets);
        }

        foreach (var measure in DriftKeys.SetMeasures)
        {
            foreach (var read in MeasureReader.Read(keys, measure))
            {
                measures.Add(read);
                targets.Add(new DriftTarget(measure, null));
            }
        }

        // A misspelt measure has its message.
        if (!DriftKeys.ColumnMeasures.Concat(DriftKeys.SetMeasures).Any(keys.Has) && !keys.HasUnknown)
        {
            keys.Context.Bag.Report(SpecDiagnostics.MissingKey, place, "'drift' says nothing that is measured", null, $"one of {string.Join(", ", DriftKeys.ColumnMeasures.Concat(DriftKeys.SetMeasures))}");
        }

        var correction = keys.Choice<DriftCorrection>("correction");
        if (correction is not null && !keys.Has("p_value") && (!keys.Has("share") || keys.Has("psi_mark")))
        {
            keys.Context.Bag.Report(SpecDiagnostics.DependentKey, keys.Entry("correction")!.Key.Span, "'correction' means nothing without p-values in 'drift'", null, null, "Add 'p_value', or 'share' without 'psi_mark', or remove 'correction'.");
        }

        var (reference, data) = (GoldenReader.Other(keys, "reference"), GoldenReader.Other(keys, "data"));
        var guard = reference is null ? null : new DriftSpec
        {
            Name = keys.Text("name"),
            Span = place,
            Measures = measures,
            Targets = targets,
            Reference = reference,
            Data = data,
            Named = keys.Texts("columns"),
            Alpha = keys.Number("alpha")?.Value ?? DriftSpec.DefaultAlpha,
            PsiMark = keys.Number("psi_mark")?.Value,
            Correction = correction?.Value ?? DriftCorrection.Holm,
            On = OnSlicesReader.Read(keys),
        };
        CheckProfile(keys, guard);
        return guard;
    }

    // A profile is made of rows already: how they were read, and which, is said where it is made.
    private static void CheckProfile(MappingReader keys, DriftSpec? guard)
    {
        if (guard is not { IsProfile: true })
        {
            return;
        }

        if (guard.Reference is { Format: not null } or { Nulls: not null } or { Where: not null } or { Columns.Count: > 0 })
        {
            keys.Context.Bag.Report(SpecDiagnostics.DriftNeedsRows, guard.Reference.File.Written.Span, "A profile holds no rows that could be read in another way", "'format', 'columns', 'nulls' or 'where' beside it", "'path' and 'sha256' alone", "Say them where the profile is made, or name the data set.");
        }

        if (guard.On.Every || guard.On.Named.Count > 0)
        {
            keys.Context.Bag.Report(SpecDiagnostics.DriftNeedsRows, keys.Entry(guard.On.Every ? "every_slice" : "slices")!.Key.Span, "A profile holds no rows that a slice could be made of", OneLine.Quote(guard.Reference.File.Written.Value), "a data set as the reference",
                "Name the data set, or make a profile of the slice's rows and hold it against `data` with the same `where`.");
        }
    }

    private static void OfColumns(MappingReader keys, string measure, List<GuardMeasure> measures, List<DriftTarget> targets)
    {
        if (keys.Entry(measure) is not { } entry)
        {
            return;
        }

        var either = (EitherShape)((EitherShape)keys.ShapeOf(measure)).Full;
        var (bound, mapping, list) = (DriftKeys.BoundOf(measure), (MappingShape)either.Short, (ListShape)either.Full);
        IReadOnlyList<YamlNode> items = entry.Value is YamlList given && given.Items.Any(item => item is YamlMap) ? ValueReader.Items(given, list, measure, keys.Context) : [entry.Value];
        foreach (var item in items)
        {
            if (item is not YamlMap map)
            {
                if (items.Count > 1)
                {
                    ValueReader.WrongType(item, mapping, measure, keys.Context);
                }
                else
                {
                    Add(MeasureReader.Read(item, bound, measure, measure, keys.Context), null);
                }

                continue;
            }

            var parts = new MappingReader(map, mapping.Mapping, OneLine.Quote(measure), keys.Context);
            parts.Require(item.Span);
            if (parts.Entry(CheckKeys.Is) is not { } bounds)
            {
                continue;
            }

            var columns = parts.Texts("columns");
            if (!parts.Has("columns"))
            {
                Add(MeasureReader.Read(bounds.Value, bound, measure, measure, keys.Context), null);
            }

            foreach (var column in columns)
            {
                Add(MeasureReader.Read(bounds.Value, bound, measure, $"{measure}({column.Value})", keys.Context), column);
            }
        }

        void Add(IEnumerable<GuardMeasure> read, Located<string>? column)
        {
            foreach (var one in read)
            {
                measures.Add(one);
                targets.Add(new DriftTarget(measure, column));
            }
        }
    }
}
