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

            if (Text(reader, key) is { } text && IsForTask(row, entry.Key.Span) && IsAverageOfTask(metric, key, text, entry.Value.Span))
            {
                parameters.Add(new KeyValuePair<string, string>(key, text));
            }
            else
            {
                complete = false;
            }
        }

        foreach (var (first, second, why) in MetricParameterCatalogue.Exclusive)
        {
            if (complete && reader.Takes(first) && reader.Takes(second))
            {
                reader.ExcludePair(first, second, why);
            }
        }

        if (complete)
        {
            NameTheClass(metric, reader);
        }

        return complete ? parameters : null;
    }

    /// <summary>Reports what a metric says nothing without; true where nothing is missing.</summary>
    public bool Require(MetricDescriptor metric, MappingReader? reader, SourceSpan span)
    {
        var complete = true;
        foreach (var (flag, anyOf) in MetricParameterCatalogue.Required)
        {
            if ((metric.Parameters & flag) == 0 || (reader is not null && anyOf.Any(reader.Has)))
            {
                continue;
            }

            complete = false;
            var row = MetricParameterCatalogue.All.First(parameter => parameter.Key.Name == anyOf[0]).Key;
            var example = $"{metric.Name}: {{ {row.Name}: {row.Example.Trim('"')}, is: … }}";
            context.Bag.Report(SpecDiagnostics.MissingKey, span, $"A check of {metric.Name} says nothing without {(anyOf.Count == 1 ? OneLine.Quote(anyOf[0]) : "one of " + string.Join(", ", anyOf))}", null, null, $"Write {example}.");
        }

        return complete;
    }

    /// <summary>A parameter that makes an averaged metric one of a single class leaves a multi-class task with the question of which.</summary>
    private void NameTheClass(MetricDescriptor metric, MappingReader reader)
    {
        if (task.Task is not (TaskKind.Multiclass or TaskKind.Multilabel) || (metric.Parameters & MetricParameters.Average) == 0 || reader.Has("class") || reader.Has("average"))
        {
            return;
        }

        foreach (var row in MetricParameterCatalogue.All)
        {
            if (row.IsAboutOneClass && reader.Takes(row.Key.Name) && reader.Entry(row.Key.Name) is { } entry)
            {
                context.Bag.Report(SpecDiagnostics.DependentKey, entry.Key.Span, $"{OneLine.Quote(row.Key.Name)} means nothing without 'class' in {reader.Place} of {task.Description}", null, null, "Add 'class'.");
                return;
            }
        }
    }

    private string? Text(MappingReader reader, string key) => reader.ShapeOf(key) switch
    {
        ChoiceShape => reader.Word(key)?.Value,
        IntegerShape => reader.Integer(key)?.Value.ToString(CultureInfo.InvariantCulture),
        TrueShape => reader.IsTrue(key) ? "true" : null,
        NamedShape => CostMatrixReader.Read(reader, key, this),
        TextShape { Use: TextUse.Column } => reader.Text(key)?.Value,
        NumberShape => reader.Number(key) is { } number ? Ranges.Text(number.Value) : null,
        _ => Class(reader.Text(key)),
    };

    /// <summary>The name of a class, or null where it is not among the declared ones, which is reported.</summary>
    public string? Class(Located<string>? name)
    {
        if (name is null || classes.Count == 0 || _classNames.Contains(name.Value))
        {
            return name?.Value;
        }

        context.Bag.Report(SpecDiagnostics.UnknownClass, name.Span, "The class is not among those of 'classes'", OneLine.Quote(name.Value), ClassNames.List(classes), Suggestion.DidYouMean(name.Value, classes.Select(known => known.Value)));
        return null;
    }

    /// <summary>A mean over rows has meaning only where a row has several labels; so has the pool of a ranking metric that pairs classes.</summary>
    private bool IsAverageOfTask(MetricDescriptor metric, string key, string text, SourceSpan span)
    {
        var isOfLabels = text == "samples" || (text == "micro" && (metric.Parameters & MetricParameters.MultiClass) != 0);
        if (key != "average" || !isOfLabels || task.Task == TaskKind.Multilabel)
        {
            return true;
        }

        context.Bag.Report(SpecDiagnostics.KeyNotForTask, span, $"'average: {text}' of {metric.Name} is for a task with several labels a row", task.Task is null ? null : task.Description, "macro or weighted", "Say task: multilabel if a row can have several labels.");
        return false;
    }

    private bool IsForTask(MetricParameterDescriptor row, SourceSpan span)
    {
        var isForTask = row.Flag switch
        {
            MetricParameters.MultiClass => task.Task is not (TaskKind.Binary or TaskKind.Multilabel),
            MetricParameters.Costs => task.Task != TaskKind.Multiclass || row.Key.Name is "matrix" or "total",
            _ => true,
        };
        if (isForTask)
        {
            return true;
        }

        context.Bag.Report(SpecDiagnostics.KeyNotForTask, span, $"{OneLine.Quote(row.Key.Name)} means nothing for {task.Description}", null, null, row.Flag == MetricParameters.Costs ? "Name the costs of the classes in a matrix." : "Remove it.");
        return false;
    }
}
