using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Reads <c>over_time</c> of a slice.</summary>
internal sealed class TrendReader(ParseContext context, CheckListReader checks)
{
    private const string Key = "over_time";
    private static readonly ChecksShape Shape = new(CheckPlace.Time);

    /// <summary>The checks, in the order written; wrong ones are reported and left out.</summary>
    public IReadOnlyList<TrendCheckSpec> Read(MappingReader reader)
    {
        reader.Need(Key, "every");
        var read = new List<TrendCheckSpec>();
        foreach (var entry in reader.Map(Key)?.Entries ?? [])
        {
            if (!context.Bag.IsFull && checks.Metric(entry.Key, CheckPlace.Time) is { } metric)
            {
                foreach (var item in entry.Value is YamlList list ? list.Items : [entry.Value])
                {
                    Add(metric, item, read);
                }
            }
        }

        return read;
    }

    private void Add(MetricDescriptor metric, YamlNode node, List<TrendCheckSpec> read)
    {
        if (node is not YamlMap map)
        {
            ValueReader.WrongType(node, Shape, metric.Name, context);
            return;
        }

        var reader = new MappingReader(map, CheckKeys.Of(metric, CheckPlace.Time), $"{metric.Name} of '{Key}'", context, SpecDiagnostics.UnknownParameter);
        var parameters = checks.Parameters(metric, reader, map.Span);
        if (!CheckKeys.OverTime.Any(key => reader.Has(key.Name)))
        {
            context.Bag.Report(SpecDiagnostics.MissingKey, map.Span, $"What {metric.Name} must not do over time is not said", null, "trend: not falling, or change_point: no fall");
        }

        foreach (var key in CheckKeys.OverTime)
        {
            if (reader.Entry(key.Name) is not { } entry || reader.Choice<TrendDirection>(key.Name) is not { } direction || parameters is null)
            {
                continue;
            }

            var check = new TrendCheckSpec
            {
                Metric = new MetricReference { Name = metric.Name, Parameters = parameters },
                IsChangePoint = key.Name == "change_point",
                Forbidden = direction.Value,
                Span = entry.Key.Span,
            };
            if (read.Exists(other => string.Equals(other.Identity, check.Identity, StringComparison.Ordinal)))
            {
                context.Bag.Report(SpecDiagnostics.DuplicateCheck, check.Span, $"The check {OneLine.Quote(check.Subject)} stands twice", null, null, "What must go neither way is `steady` or `none`.");
            }
            else
            {
                read.Add(check);
            }
        }
    }
}
