using System.Globalization;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Reads a metric's parameters into their canonical text, in catalogue order.</summary>
internal sealed class MetricParameterReader(ParseContext context, TaskHint task, IReadOnlyList<Located<string>> classes)
{
    private readonly HashSet<string> _classNames = new(classes.Select(name => name.Value), StringComparer.Ordinal);

    /// <summary>The parameters; null where one is wrong, which is reported.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Read(MetricDescriptor metric, MappingReader reader)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        var complete = true;
        foreach (var row in MetricParameterCatalogue.All)
        {
            var key = row.Key.Name;
            if ((metric.Parameters & row.Flag) == 0 || reader.Entry(key) is not { } entry)
            {
                continue;
            }

            if (Text(reader, key) is { } text && IsForTask(row, entry.Key.Span))
            {
                parameters.Add(new KeyValuePair<string, string>(key, text));
            }
            else
            {
                complete = false;
            }
        }

        if (complete && (metric.Parameters & (MetricParameters.Class | MetricParameters.Average)) == (MetricParameters.Class | MetricParameters.Average))
        {
            reader.Exclude("class", "average");
        }

        return complete ? parameters : null;
    }

    private string? Text(MappingReader reader, string key) => reader.ShapeOf(key) switch
    {
        ChoiceShape => reader.Word(key)?.Value,
        IntegerShape => reader.Integer(key)?.Value.ToString(CultureInfo.InvariantCulture),
        NumberShape => reader.Number(key) is { } number ? Ranges.Text(number.Value) : null,
        _ => Class(reader.Text(key)),
    };

    private string? Class(Located<string>? name)
    {
        if (name is null || classes.Count == 0 || _classNames.Contains(name.Value))
        {
            return name?.Value;
        }

        context.Bag.Report(SpecDiagnostics.UnknownClass, name.Span, "The class is not among those of 'classes'", OneLine.Quote(name.Value), ClassNames.List(classes), Suggestion.DidYouMean(name.Value, classes.Select(known => known.Value)));
        return null;
    }

    private bool IsForTask(MetricParameterDescriptor row, SourceSpan span)
    {
        if (row.Flag != MetricParameters.MultiClass || task.Task != TaskKind.Binary)
        {
            return true;
        }

        context.Bag.Report(SpecDiagnostics.KeyNotForTask, span, $"{OneLine.Quote(row.Key.Name)} means nothing for {task.Description}", null, null, "Remove it.");
        return false;
    }
}
