using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Reads the checks of <c>expect</c> and <c>gap</c> mappings.</summary>
/// <param name="context">The parse.</param>
/// <param name="task">What is known of the task.</param>
/// <param name="classes">Declared classes; empty: not known here.</param>
internal sealed class CheckListReader(ParseContext context, TaskHint task, IReadOnlyList<Located<string>> classes)
{
    private readonly MetricParameterReader _parameters = new(context, task, classes);

    /// <summary>A metric's parameters in a long form; null where one is wrong or missing, which is reported.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Parameters(MetricDescriptor metric, MappingReader reader, SourceSpan span)
    {
        var parameters = _parameters.Read(metric, reader);
        return _parameters.Require(metric, reader, span) ? parameters : null;
    }

    /// <summary>The checks of one mapping; wrong ones are reported and left out.</summary>
    /// <param name="reader">The mapping that holds the key.</param>
    /// <param name="key"><c>expect</c> or <c>gap</c>.</param>
    public IReadOnlyList<MetricCheckSpec> Read(MappingReader reader, string key)
    {
        return reader.Map(key) is { } map ? Read(map, ((ChecksShape)reader.ShapeOf(key)).Place, reader.Place) : [];
    }

    /// <summary>The checks of one mapping; wrong ones are reported and left out.</summary>
    /// <param name="map">The mapping from metrics.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="name">The same as read by people.</param>
    public IReadOnlyList<MetricCheckSpec> Read(YamlMap map, CheckPlace place, string name)
    {
        var checks = new List<MetricCheckSpec>();
        foreach (var metric in map.Entries)
        {
            if (context.Bag.IsFull)
            {
                break;
            }

            if (Metric(metric.Key, place) is { } row)
            {
                ReadMetric(row, metric, place, checks);
            }
        }

        ReportDuplicates(checks, name);
        ReportDirections(checks);
        return checks;
    }

    /// <summary>The row of a metric that is named; null where it is none of the task, which is reported.</summary>
    public MetricDescriptor? Metric(YamlScalar key, CheckPlace place)
    {
        if ((MetricCatalogue.Find(key.Text) ?? (place == CheckPlace.Gap ? GapMetrics.Find(key.Text) : null)) is not { } metric)
        {
            var suggestion = FairnessNames.Advice(key.Text) is { } advice ? advice : CustomMetricNames.HasPrefix(key.Text)
                ? $"After {CustomMetricNames.Prefix} stands the Name of your ICustomMetric: letters, digits and underscores, no digit first, at most {CustomMetricNames.Longest}."
                : MetricNames.Suggest(key.Text) is { } known
                ? $"Did you mean '{known}'?"
                : Suggestion.DidYouMean(key.Text, MetricCatalogue.All.Select(row => row.Name).Concat(BaselineKeys.Of(place)?.Keys.Select(row => row.Name) ?? []));
            context.Bag.Report(
                SpecDiagnostics.UnknownMetric,
                key.Span,
                $"Unknown metric {OneLine.Quote(key.Text)}",
                null,
                suggestion.Length > 0 ? null : $"one of {string.Join(", ", MetricsOfTask())}",
                suggestion);
            return null;
        }

        if (task.Task is { } kind && !metric.Tasks.Contains(kind))
        {
            context.Bag.Report(SpecDiagnostics.MetricNotForTask, key.Span, $"{OneLine.Quote(metric.Name)} is no metric of {task.Description}", null, $"one of {string.Join(", ", MetricsOfTask())}");
            return null;
        }

        return MetricCatalogue.In(metric, task.Task);
    }

    private IEnumerable<string> MetricsOfTask() =>
        MetricCatalogue.All.Where(row => task.Task is not { } kind || row.Tasks.Contains(kind)).Select(row => row.Name);

    private void ReadMetric(MetricDescriptor metric, YamlEntry entry, CheckPlace place, List<MetricCheckSpec> checks)
    {
        if (entry.Value is not YamlList list)
        {
            ReadCheck(metric, entry.Value, place, SpanOf(entry), checks);
            return;
        }

        if (list.Items.Count == 0)
        {
            ValueReader.Empty(list, new ComparisonShape(place), metric.Name, context);
        }

        foreach (var item in list.Items)
        {
            if (context.Bag.IsFull)
            {
                return;
            }

            if (item is YamlList)
            {
                ValueReader.WrongType(item, new ComparisonShape(place), metric.Name, context);
            }
            else
            {
                ReadCheck(metric, item, place, item.Span, checks);
            }
        }
    }

    private void ReadCheck(MetricDescriptor metric, YamlNode node, CheckPlace place, SourceSpan span, List<MetricCheckSpec> checks)
    {
        switch (node)
        {
            case YamlMap map:
                ReadLongForm(metric, map, place, span, checks);
                break;
            case YamlScalar { IsNull: true }:
                ValueReader.Empty(node, new ComparisonShape(place), metric.Name, context);
                break;
            case YamlScalar when !_parameters.Require(metric, null, node.Span):
                break;
            case YamlScalar when place is CheckPlace.Snapshot or CheckPlace.Compare:
                ValueReader.WrongType(node, BaselineKeys.Shape, metric.Name, context);
                break;
            case YamlScalar scalar:
                Add(metric, [], scalar, place, place == CheckPlace.Gap ? CheckScope.GapDifference : CheckScope.Value, span, checks);
                break;
        }
    }

    private void ReadLongForm(MetricDescriptor metric, YamlMap map, CheckPlace place, SourceSpan span, List<MetricCheckSpec> checks)
    {
        var reader = new MappingReader(map, CheckKeys.Of(metric, place), $"a check of {metric.Name}", context, SpecDiagnostics.UnknownParameter);
        var parameters = Parameters(metric, reader, map.Span);
        if (place == CheckPlace.Gap)
        {
            var gaps = CheckKeys.GapsOf(metric);
            reader.Exclude([.. gaps.Select(gap => gap.Key.Name)]);
            if (!gaps.Any(gap => reader.Has(gap.Key.Name)))
            {
                context.Bag.Report(SpecDiagnostics.MissingKey, map.Span, $"A gap of {metric.Name} has no comparison", null, $"is: \"<= 0.08\" or {CheckKeys.Ratio}: \">= 0.80\"");
            }

            foreach (var (key, scope) in gaps)
            {
                AddKey(key.Name, scope);
            }
        }
        else if (place == CheckPlace.Robust && !reader.Has(BaselineKeys.MaxDrop))
        {
            if (!reader.Has(CheckKeys.Is))
            {
                context.Bag.Report(SpecDiagnostics.MissingKey, map.Span, $"A check of {metric.Name} has no comparison", null, $"is: with a comparison, or {BaselineKeys.MaxDrop}: with a number");
            }

            AddKey(CheckKeys.Is, CheckScope.Value);
        }
        else if (place is CheckPlace.Snapshot or CheckPlace.Compare or CheckPlace.Robust)
        {
            var section = place == CheckPlace.Snapshot ? CheckSection.Snapshot : place == CheckPlace.Compare ? CheckSection.Compare : CheckSection.Perturbed;
            foreach (var (comparison, bound) in ToleranceReader.Read(metric, reader, place, map.Span))
            {
                var parsed = new ParsedComparison(comparison, bound, map.Span);
                if (!IsAllowed(parsed, metric, place))
                {
                    return;
                }

                Add(metric, parameters, parsed, CheckScope.Value, section, span, checks);
            }
        }
        else
        {
            reader.Require(map.Span);
            AddKey(CheckKeys.Is, CheckScope.Value);
        }

        void AddKey(string key, CheckScope scope)
        {
            switch (reader.Entry(key)?.Value)
            {
                case null:
                    break;
                case YamlScalar { IsNull: false } scalar:
                    Add(metric, parameters, scalar, place, scope, span, checks);
                    break;
                case YamlScalar nothing:
                    ValueReader.Empty(nothing, reader.ShapeOf(key), key, context);
                    break;
                case { } other:
                    ValueReader.WrongType(other, reader.ShapeOf(key), key, context);
                    break;
            }
        }
    }

    private void Add(MetricDescriptor metric, IReadOnlyList<KeyValuePair<string, string>>? parameters, YamlScalar scalar, CheckPlace place, CheckScope scope, SourceSpan span, List<MetricCheckSpec> checks)
    {
        if (ComparisonParser.Parse(scalar, context) is { } parsed && IsAllowed(parsed, metric, place))
        {
            Add(metric, parameters, parsed, scope, CheckSection.Expect, span, checks);
        }
    }

    private void Add(
        MetricDescriptor metric, IReadOnlyList<KeyValuePair<string, string>>? parameters, ParsedComparison parsed, CheckScope scope, CheckSection section, SourceSpan span, List<MetricCheckSpec> checks)
    {
        if (parameters is null)
        {
            return;
        }

        var check = new MetricCheckSpec
        {
            Metric = new MetricReference { Name = metric.Name, Parameters = parameters },
            Comparison = parsed.Comparison,
            Bound = parsed.Bound,
            Scope = scope,
            Section = section,
            Span = span,
        };
        if (IsCountInPercent(check))
        {
            context.Bag.Report(SpecDiagnostics.MalformedComparison, parsed.Span, $"{metric.Name} is a number of rows and no share", OneLine.Quote(check.Bound.Text), "a number such as 100", "A share of the rows is prevalence.");
            return;
        }

        if (BoundRules.Check(check, metric, parsed.Span, context))
        {
            checks.Add(check);
        }
    }

    /// <summary>A check of a share of rows, such as <c>newly_wrong: "&lt;= 1 %"</c>; null where it is wrong, which is reported.</summary>
    public MetricCheckSpec? Share(YamlEntry entry, ValueShape shape, CheckScope scope)
    {
        switch (entry.Value)
        {
            case YamlScalar { IsNull: true }:
                ValueReader.Empty(entry.Value, shape, entry.Key.Text, context);
                return null;
            case YamlScalar scalar when ComparisonParser.Parse(scalar, context) is { } parsed:
                return Share(entry, parsed, scope);
            case YamlScalar:
                return null;
            default:
                ValueReader.WrongType(entry.Value, shape, entry.Key.Text, context);
                return null;
        }
    }

    private MetricCheckSpec? Share(YamlEntry entry, ParsedComparison parsed, CheckScope scope)
    {
        if (task.Task is TaskKind.Regression)
        {
            context.Bag.Report(SpecDiagnostics.MetricNotForTask, entry.Key.Span, $"{OneLine.Quote(entry.Key.Text)} has no meaning for {task.Description}, whose predictions all change", null, "a tolerance of a metric, such as mae: { max_drop: 0.02 }");
            return null;
        }

        if (task.Task is TaskKind.Ranking)
        {
            context.Bag.Report(SpecDiagnostics.MetricNotForTask, entry.Key.Span, $"{OneLine.Quote(entry.Key.Text)} has no meaning for {task.Description}: a score is neither right nor wrong, and says something beside the others of its query alone", null, "a tolerance of a metric, such as ndcg: { max_drop: 0.02 }");
            return null;
        }

        if (parsed.Bound.Reference != BoundReference.Number || parsed.Comparison is Comparison.AtLeast or Comparison.MoreThan)
        {
            context.Bag.Report(SpecDiagnostics.ReferenceNotAllowed, parsed.Span, $"{entry.Key.Text} is a share of rows that may be at most so large", OneLine.Quote(parsed.Bound.Text), "a comparison such as \"<= 1 %\"");
            return null;
        }

        var (never, always) = (parsed.Bound.Offset < 0 || (parsed.Bound.Offset == 0 && parsed.Comparison == Comparison.LessThan), parsed.Bound.Offset >= 1);
        if (never || always)
        {
            context.Bag.Report(always ? SpecDiagnostics.NeverFails : SpecDiagnostics.NeverPasses, parsed.Span, $"The check of {entry.Key.Text} can never {(always ? "fail" : "pass")}", parsed.Bound.Text, "a share from 0 to 1, or \"<= 1 %\"");
            return null;
        }

        return new MetricCheckSpec
        {
            Metric = new MetricReference { Name = entry.Key.Text },
            Comparison = parsed.Comparison,
            Bound = parsed.Bound,
            Scope = scope,
            Span = SpanOf(entry),
        };
    }

    private static bool IsCountInPercent(MetricCheckSpec check) => check.Metric.Name is "n" or "positives" && check.Scope != CheckScope.GapRatio
        && check.Bound.Reference == BoundReference.Number && check.Bound.Text.EndsWith("%", StringComparison.Ordinal);

    private bool IsAllowed(ParsedComparison parsed, MetricDescriptor metric, CheckPlace place)
    {
        var reference = parsed.Bound.Reference;
        var (problem, expected) = (reference, place) switch
        {
            (_, CheckPlace.Robust) when metric.Needs is MetricNeeds.Truth or MetricNeeds.Column && !CustomMetricNames.HasPrefix(metric.Name) =>
                ($"{metric.Name} does not depend on the prediction, so no change of the inputs moves it", "a metric of the predictions"),
            (BoundReference.Trivial, CheckPlace.Robust) => ("The best constant is the same on changed rows, so trivial says nothing here", "a number, overall, snapshot or champion"),
            (BoundReference.Number, _) => (null, null),
            (BoundReference.Champion, _) when metric.Needs is MetricNeeds.Truth or MetricNeeds.Column => ($"{metric.Name} does not depend on the prediction, so the champion has the same", "a number or snapshot"),
            (BoundReference.Snapshot or BoundReference.Champion, _) => ((string?)null, (string?)null),
            (_, CheckPlace.Gap) => ("A gap is compared with a number, snapshot or champion", "a number, such as \"<= 0.08\""),
            (BoundReference.Overall, CheckPlace.Overall) => ("The whole golden set cannot be compared with overall, which is itself", "a number or trivial, or the check in a slice"),
            (BoundReference.Trivial, _) when CustomMetricNames.HasPrefix(metric.Name) => ($"Nobody knows the constant that is best for {metric.Name}, so trivial has no value", "a number or overall"),
            (BoundReference.Trivial, _) when metric.Needs is MetricNeeds.Truth or MetricNeeds.Column => ($"{metric.Name} does not depend on the prediction, so trivial says nothing", "a number"),
            _ => ((string?)null, (string?)null),
        };
        if (problem is not null)
        {
            context.Bag.Report(SpecDiagnostics.ReferenceNotAllowed, parsed.Span, problem, OneLine.Quote(parsed.Bound.Text), expected);
        }

        return problem is null;
    }

    private void ReportDuplicates(List<MetricCheckSpec> checks, string place)
    {
        var known = new Dictionary<string, MetricCheckSpec>(StringComparer.Ordinal);
        foreach (var check in checks)
        {
            if (context.Bag.IsFull)
            {
                return;
            }

            if (known.TryGetValue(check.Identity, out var first))
            {
                context.Bag.Report(SpecDiagnostics.DuplicateCheck, check.Span, $"Two checks of {place} bound {check.Metric.Display} from the same side", $"'{first.Display}' and '{check.Display}'", "one", first.Bound.Reference == check.Bound.Reference
                    ? "Keep the stricter one."
                    : "Keep one here; what is held against the snapshot or the champion besides is a tolerance under snapshot: or compare:.");
            }
            else
            {
                known.Add(check.Identity, check);
            }
        }
    }

    // A bound against the metric's direction is a slip, unless a bound from the other side makes a band of the two.
    private void ReportDirections(List<MetricCheckSpec> checks)
    {
        var sides = new HashSet<string>(checks.Select(check => check.Identity), StringComparer.Ordinal);
        foreach (var check in checks)
        {
            if (context.Bag.IsFull)
            {
                return;
            }

            var direction = check.Scope switch
            {
                CheckScope.GapDifference => MetricDirection.LowerIsBetter,
                CheckScope.GapRatio => MetricDirection.HigherIsBetter,
                _ => MetricCatalogue.Find(check.Metric.Name)!.Direction,
            };
            if (direction != MetricDirection.None
                && IsMinimum(check) != (direction == MetricDirection.HigherIsBetter)
                && !sides.Contains(OtherSide(check).Identity))
            {
                context.Bag.Report(
                    SpecDiagnostics.AgainstDirection,
                    check.Span,
                    $"The check '{OneLine.Escape(check.Display)}' fails where the model gets better",
                    null,
                    null,
                    $"Of {check.Metric.Name} {(check.Scope is CheckScope.GapDifference or CheckScope.GapRatio ? "gaps " : "")}{(direction == MetricDirection.HigherIsBetter ? "more is better: write >=" : "less is better: write <=")}, or say both sides if a band is meant.");
            }
        }
    }

    private static MetricCheckSpec OtherSide(MetricCheckSpec check) =>
        check with { Comparison = IsMinimum(check) ? Comparison.AtMost : Comparison.AtLeast };

    private static bool IsMinimum(MetricCheckSpec check) => check.Comparison is Comparison.AtLeast or Comparison.MoreThan;

    private static SourceSpan SpanOf(YamlEntry entry)
    {
        var key = entry.Key.Span;
        var value = entry.Value.Span;
        return string.Equals(key.File, value.File, StringComparison.Ordinal) && (value.EndLine, value.EndColumn).CompareTo((key.EndLine, key.EndColumn)) > 0
            ? key with { EndLine = value.EndLine, EndColumn = value.EndColumn }
            : key;
    }
}
