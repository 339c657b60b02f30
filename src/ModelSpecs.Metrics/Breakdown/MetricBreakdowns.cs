using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Breakdown;

/// <summary>Takes a value apart: the same tables that the metric is read from, of one slice.</summary>
public static class MetricBreakdowns
{
    private static readonly string[] Ratios =
        ["prevalence", "precision", "recall", "f1", "specificity", "fpr", "fnr", "npv", "fbeta", "selection_rate", "alerts_per_million", "jaccard"];

    /// <summary>What a metric's value on one group is made of; nothing where it has no value.</summary>
    /// <param name="input">Truth and predictions.</param>
    /// <param name="axis">The way of slicing; null: the whole set.</param>
    /// <param name="group">The group of the axis.</param>
    /// <param name="request">The metric.</param>
    /// <param name="threads">Most threads used, at least 1.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentException">As in <see cref="SliceEvaluator.Evaluate"/>.</exception>
    public static MetricBreakdown Of(MetricInput input, SliceAxis? axis, int group, MetricRequest request, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Custom is not null)
        {
            return new MetricBreakdown();
        }

        var one = axis is null ? null : new SliceAxis(Array.ConvertAll(axis.Codes, code => code == group ? 0 : -1), 1);
        var classes = IsMeanOfClasses(input, request) ? Enumerable.Range(0, input.ClassCount).Select(ofClass => request with { Class = ofClass }).ToList() : [];
        var (tables, demand) = SliceEvaluator.Tables(input, one is null ? [] : [one], [request, .. classes], threads, cancellationToken);
        var slot = one is null ? 0 : tables.Layout.Slot(0, 0);
        var slice = new SliceStatistics(tables, slot);
        if (slice.Rows == 0 || !(slice.Weight > 0))
        {
            return new MetricBreakdown();
        }

        var made = classes.Count > 0 ? MeanOfClasses(slice, request, classes) : Single(slice, input, one, request, demand);
        return slice.OneClass(request) is { } about && input.Truth is not null && input.Predicted is not null && IsOfCounts(request) ? made with { Rows = RowsOf(slice.RowTally(about)) } : made;
    }

    private static bool IsOfCounts(MetricRequest request) => Ratios.Contains(request.Name) || request.Name is "lift" or "positives" or "cost";

    private static OutcomeRows RowsOf(ClassTally rows) => new((long)rows.TruePositives, (long)rows.FalsePositives, (long)rows.FalseNegatives, (long)rows.TrueNegatives);

    // Averages by class, and of several labels what is a mean over them.
    private static bool IsMeanOfClasses(MetricInput input, MetricRequest request)
    {
        if (request.Class is not null || input.Task is not (MetricTask.Multiclass or MetricTask.Multilabel) || request.Average is MetricAverage.Micro or MetricAverage.Samples)
        {
            return false;
        }

        return request.Name switch
        {
            "balanced_accuracy" => true,
            "roc_auc" => input.Task == MetricTask.Multilabel || request.Pairing == MulticlassPairing.OneVersusRest,
            "average_precision" => true,
            "log_loss" or "brier" or "ece" or "mce" => input.Task == MetricTask.Multilabel,
            _ => Ratios.Contains(request.Name),
        };
    }

    private static MetricBreakdown MeanOfClasses(SliceStatistics slice, MetricRequest request, List<MetricRequest> classes)
    {
        var recall = request.Name == "balanced_accuracy";
        var parts = new List<MetricPart>();
        for (var ofClass = 0; ofClass < classes.Count; ofClass++)
        {
            var support = slice.ClassWeight(ofClass);
            var weighted = request.Average == MetricAverage.Weighted;
            if (recall || weighted ? !(support > 0) : !slice.Includes(ofClass) && request.Name is not ("roc_auc" or "log_loss" or "brier" or "ece" or "mce"))
            {
                continue;
            }

            var of = recall ? new MetricRequest("recall") { Class = ofClass } : classes[ofClass];
            var value = KernelTable.Find(of.Name).Value(slice, of);
            parts.Add(new MetricPart(ofClass, -1, value.IsDefined ? value.Value : request.ZeroDivision ?? 0, weighted ? support : 1)
            {
                IsReplaced = !value.IsDefined || (value.Undefined is null && of.ZeroDivision is not null && IsEmpty(slice, of)),
                Terms = Ratios.Contains(of.Name) ? Counts(slice.Tally(ofClass), slice.Weight, of) : [],
            });
        }

        return new MetricBreakdown
        {
            Formula = request.Name == "mce" ? "largest mce of a label" : request.Average == MetricAverage.Weighted ? "Σ rows of the class × value / Σ rows of the class" : $"mean of the {(slice.Task == MetricTask.Multilabel ? "labels" : "classes")}",
            PartKind = MetricPartKind.Class,
            Parts = parts,
        };
    }

    private static bool IsEmpty(SliceStatistics slice, MetricRequest request) => !KernelTable.Find(request.Name).Value(slice, request with { ZeroDivision = null }).IsDefined;

    private static MetricBreakdown Single(SliceStatistics slice, MetricInput input, SliceAxis? axis, MetricRequest request, Demand demand)
    {
        if (request.Average == MetricAverage.Samples && slice.OneClass(request) is null && demand.Columns.Count == 1)
        {
            return Sum(slice, demand.Columns[0], "mean over rows of the value over the row's own labels");
        }

        if (Ratios.Contains(request.Name))
        {
            return Ratio(slice, request);
        }

        switch (request.Name)
        {
            case "n":
                return Made(new MetricTerm("rows", slice.Rows));
            case "positives":
                return slice.OneClass(request) is { } ofClass ? Made(new MetricTerm("rows of the class", slice.ClassRows(ofClass))) : new MetricBreakdown();
            case "accuracy" when slice.Task != MetricTask.Multilabel:
                return Made(new MetricTerm(MetricTerm.Sum, Hits(slice)), new MetricTerm(MetricTerm.Weight, slice.Weight));
            case "balanced_accuracy":
                return MeanOfClasses(slice, request, [.. Enumerable.Range(0, slice.ClassCount).Select(any => request with { Class = any })]);
            case "mcc" or "cohen_kappa":
                return Agreement(slice);
            case "lift":
                return LiftOf(slice, request);
            case "cost":
                return CostOf(slice, request, demand);
            case "roc_auc" or "average_precision":
                return Ranked.Of(input, axis, request);
            case "ece" or "mce":
                return Bins(slice, request);
            case "brier_skill" or "log_loss_skill":
                return Skill(slice, demand.Columns[0], request.Name);
            case "rmse":
                return Made(new MetricTerm("mse", slice.Sum(demand.Columns[0]) / slice.Weight));
            case "r2":
                return Made(new MetricTerm("Σ w (y − p)²", slice.Sum(demand.Columns[0])), new MetricTerm("Σ w (y − ȳ)²", slice.SquaredDeviation));
            case "queries":
                return Made(new MetricTerm("queries with a row in the slice", slice.QueryValues.Queries(slice.Slot)));
            case "irrelevant_queries":
                return new MetricBreakdown
                {
                    Formula = "queries − queries with a relevant row",
                    Terms = [new("queries with a relevant row", slice.QueryValues.Relevant(slice.Slot)), new("queries", slice.QueryValues.Queries(slice.Slot))],
                };
            case "mean" or "sum" or "std":
                return Column(slice, request);
            default:
                return demand.Queries.Count == 1 ? Queries(slice, request, demand)
                    : demand.Columns.Count == 1 ? Sum(slice, demand.Columns[0], null)
                    : new MetricBreakdown();
        }
    }

    private static MetricBreakdown Made(params MetricTerm[] terms) => new() { Terms = terms };

    private static MetricBreakdown Sum(SliceStatistics slice, RowColumn column, string? formula) =>
        Made(new MetricTerm(MetricTerm.Sum, slice.Sum(column)), new MetricTerm(MetricTerm.Weight, slice.Weight)) with { Formula = formula };

    private static double Hits(SliceStatistics slice)
    {
        var hits = 0.0;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            hits += slice.Tally(ofClass).TruePositives;
        }

        return hits;
    }

    private static MetricTerm[] Counts(ClassTally tally, double weight, MetricRequest request) =>
    [
        new("TP", tally.TruePositives), new("FP", tally.FalsePositives), new("FN", tally.FalseNegatives), new("TN", tally.TrueNegatives),
        new(MetricTerm.Weight, weight), .. request.Name == "fbeta" ? [new MetricTerm("β", request.Beta)] : Array.Empty<MetricTerm>(),
    ];

    private static MetricBreakdown Ratio(SliceStatistics slice, MetricRequest request)
    {
        if (slice.OneClass(request) is not { } ofClass)
        {
            if (request.Average != MetricAverage.Micro)
            {
                return new MetricBreakdown();
            }

            var pooled = default(ClassTally);
            for (var any = 0; any < slice.ClassCount; any++)
            {
                pooled += slice.Includes(any) ? slice.Tally(any) : default;
            }

            return Made(Counts(pooled, slice.Weight, request));
        }

        var tally = slice.Tally(ofClass);
        if (request.AtPrevalence is { } prevalence)
        {
            return Made(new MetricTerm("recall", tally.TruePositives / tally.Positives), new MetricTerm("fpr", tally.FalsePositives / tally.Negatives), new MetricTerm("π", prevalence)) with
            {
                Formula = request.Name == "precision" ? "recall · π / (recall · π + fpr · (1 − π))" : "10⁶ (recall · π + fpr · (1 − π))",
            };
        }

        return request.AtFpr is not null || request.AtPrecision is not null
            ? new MetricBreakdown
            {
                Formula = FormattableString.Invariant($"largest TP / (TP + FN) over thresholds whose {(request.AtFpr is { } fpr ? $"fpr is at most {fpr}" : $"precision is at least {request.AtPrecision}")}"),
            }
            : Made(Counts(tally, slice.Weight, request));
    }

    private static MetricBreakdown Agreement(SliceStatistics slice)
    {
        double products = 0, truths = 0, predictions = 0;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            var tally = slice.Tally(ofClass);
            products += tally.Positives * tally.Predicted;
            truths += tally.Positives * tally.Positives;
            predictions += tally.Predicted * tally.Predicted;
        }

        return Made(
            new MetricTerm("Σ TP", Hits(slice)), new MetricTerm(MetricTerm.Weight, slice.Weight),
            new MetricTerm("Σ pₖ tₖ", products), new MetricTerm("Σ pₖ²", predictions), new MetricTerm("Σ tₖ²", truths));
    }

    private static MetricBreakdown LiftOf(SliceStatistics slice, MetricRequest request)
    {
        if (slice.OneClass(request) is not { } ofClass)
        {
            return new MetricBreakdown();
        }

        if (request.AtTop is { } share)
        {
            return Made(new MetricTerm("share of the positives there", KernelTable.Find(request).Value(slice, request).Value * share), new MetricTerm("q", share)) with
            {
                Formula = "share of the positives there / q",
            };
        }

        var tally = slice.Tally(ofClass);
        return Made(new MetricTerm("precision", tally.TruePositives / tally.Predicted), new MetricTerm("prevalence", tally.Positives / slice.Weight));
    }

    private static MetricBreakdown CostOf(SliceStatistics slice, MetricRequest request, Demand demand)
    {
        if (request.Costs is not { } costs || demand.Columns.Count != 1)
        {
            return new MetricBreakdown();
        }

        var parts = new List<MetricPart>();
        if (slice.Task == MetricTask.Binary)
        {
            var tally = slice.Tally(1);
            parts.Add(new MetricPart(1, 1, costs[1, 1], tally.TruePositives));
            parts.Add(new MetricPart(0, 1, costs[0, 1], tally.FalsePositives));
            parts.Add(new MetricPart(1, 0, costs[1, 0], tally.FalseNegatives));
            parts.Add(new MetricPart(0, 0, costs[0, 0], tally.TrueNegatives));
        }

        var sum = Sum(slice, demand.Columns[0], request.Total ? "Σ w c(truth, prediction)" : null);
        return (request.Total ? sum with { Terms = [new("Σ w c(truth, prediction)", sum.Terms[0].Value)] } : sum) with { Parts = parts, PartKind = parts.Count > 0 ? MetricPartKind.Outcome : MetricPartKind.None };
    }

    private static MetricBreakdown Bins(SliceStatistics slice, MetricRequest request)
    {
        var bins = slice.Bins(BinLayout.Of(slice.Task, request), request.Class ?? 0);
        var parts = new List<MetricPart>();
        double distance = 0, largest = 0;
        for (var bin = 0; bin < bins.Count; bin++)
        {
            if (bins.Weight(bin) > 0)
            {
                var off = Math.Abs(bins.Confidence(bin) - bins.Hits(bin));
                distance += off;
                largest = Math.Max(largest, off / bins.Weight(bin));
                parts.Add(new MetricPart(bin, -1, bins.Hits(bin) / bins.Weight(bin), bins.Weight(bin)) { Terms = [new("confidence", bins.Confidence(bin) / bins.Weight(bin))] });
            }
        }

        var made = request.Name == "ece"
            ? Made(new MetricTerm(MetricTerm.Sum, distance), new MetricTerm(MetricTerm.Weight, slice.Weight))
            : Made(new MetricTerm("largest |mean confidence − share of hits| of a bin", largest));
        return made with { Parts = parts, PartKind = MetricPartKind.Bin };
    }

    private static MetricBreakdown Skill(SliceStatistics slice, RowColumn loss, string name)
    {
        var weights = new double[slice.ClassCount];
        for (var ofClass = 0; ofClass < weights.Length; ofClass++)
        {
            weights[ofClass] = slice.ClassWeight(ofClass);
        }

        var own = name[..^"_skill".Length];
        return Made(
            new MetricTerm($"{own} of the class shares", loss.TrivialMean(new ConstantPrediction { Task = slice.Task, ClassWeights = weights, Weight = slice.Weight })),
            new MetricTerm(own, slice.Sum(loss) / slice.Weight));
    }

    private static MetricBreakdown Column(SliceStatistics slice, MetricRequest request)
    {
        var column = slice.Column(request.Column!);
        var weight = new MetricTerm(MetricTerm.Weight, column.Weight(slice.Slot));
        return request.Name switch
        {
            "mean" => Made(new MetricTerm(MetricTerm.Sum, column.Sum(slice.Slot)), weight),
            "sum" => Made(new MetricTerm("Σ w x", column.Sum(slice.Slot))),
            _ => Made(new MetricTerm("Σ w (x − mean)²", column.SquaredDeviation(slice.Slot)), weight),
        };
    }

    private static MetricBreakdown Queries(SliceStatistics slice, MetricRequest request, Demand demand)
    {
        var (values, measure) = (slice.QueryValues, demand.Queries[0]);
        var (sum, weight) = (values.Sum(slice.Slot, measure), measure.NeedsRelevant ? values.RelevantWeight(slice.Slot) : values.Weight(slice.Slot));
        if (measure.NeedsRelevant && request.ZeroDivision is { } replacement)
        {
            (sum, weight) = (sum + (replacement * (values.Weight(slice.Slot) - weight)), values.Weight(slice.Slot));
        }

        return Made(new MetricTerm(MetricTerm.Sum, sum), new MetricTerm(MetricTerm.Weight, weight));
    }
}
