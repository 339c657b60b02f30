using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Cost;

/// <summary><c>cost</c>: the mean of what calls cost, on the whole and on slices, with the noise that any mean of a column has.</summary>
internal static class CostGuard
{
    private const string Column = "cost.per_call";
    private const int Named = 3;

    /// <summary>Measures the mean cost of a row.</summary>
    public static Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard)
    {
        var spec = (CostSpec)guard;
        var problems = scope.Diagnostics.Count;
        var costs = Costs(spec, scope.Data.Table, scope.Diagnostics);
        return Task.FromResult(scope.Diagnostics.Count > problems ? new GuardOutcome { Guard = guard } : Measure(scope, spec, costs));
    }

    /// <summary>Finds columns that are no numbers.</summary>
    public static void Validate(GuardValidation scope, GuardSpec guard) => Costs((CostSpec)guard, scope.Table, scope.Diagnostics);

    // NaN where a row has no value in one of the columns.
    private static double[] Costs(CostSpec spec, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        var costs = new double[table.Rows];
        Array.Fill(costs, spec.Constant);
        foreach (var (name, price) in spec.Priced.Select(priced => (priced.Column, priced.Price)))
        {
            if (MetricColumns.Read(name, Column, table, diagnostics) is { } values)
            {
                for (var row = 0; row < costs.Length; row++)
                {
                    costs[row] += price * values[row];
                }
            }
        }

        return costs;
    }

    private static GuardOutcome Measure(GuardScope scope, CostSpec spec, double[] costs)
    {
        var slices = scope.Slices.Where(slice => spec.On.Has(slice.Spec)).ToList();
        var missing = new HashSet<int>(Enumerable.Range(0, costs.Length).Where(row => !double.IsFinite(costs[row])));
        var estimates = SliceEvaluator.Estimate(
            new MetricInput
            {
                Task = MetricTask.Regression, Rows = costs.Length, Weights = scope.Data.Input.Weights, TrueValues = new double[costs.Length], PredictedValues = new double[costs.Length],
                Columns = new Dictionary<string, double[]>(StringComparer.Ordinal) { [Column] = costs },
            },
            [.. slices.Select(slice => slice.Axis)], [new MetricRequest("mean") { Column = Column }],
            IntervalPlan.Of(scope.Data, [], [], scope.Suite.Verdict.Judge == JudgePolicy.Point ? IntervalScope.Needed : IntervalScope.All, scope.Diagnostics), scope.Threads, scope.CancellationToken);
        var dearest = Enumerable.Range(0, costs.Length).Where(row => !missing.Contains(row)).OrderByDescending(row => costs[row]).ThenBy(row => row).ToList();
        var whole = estimates.Overall[0];
        var outcome = new GuardOutcome
        {
            Guard = spec,
            Notes = spec.Priced.Count == 0 ? ["The cost of a call is a number of the spec, the same for every row."]
                : [string.Create(CultureInfo.InvariantCulture, $"A call costs {spec.Terms}; all {costs.Length:N0} rows together {costs.Where(double.IsFinite).Sum():G6}.")],
            Figures = slices.Count == 0 ? [] : [Figure(spec, slices, estimates)],
        };
        outcome.Add(CostSpec.PerCall, null, ValueOf(whole, costs.Length, _ => true));
        for (var axis = 0; axis < slices.Count; axis++)
        {
            for (var g = 0; g < slices[axis].Groups.Count; g++)
            {
                var (codes, group) = (slices[axis].Axis.Codes, g);
                outcome.Add(CostSpec.PerCall, new SlicePlace(slices[axis].Spec.Name.Value, g), ValueOf(estimates.Groups[axis][g][0], slices[axis].Groups[g].Rows, row => codes[row] == group));
            }
        }

        return outcome;

        GuardValue ValueOf(Estimate estimate, int rows, Func<int, bool> isMember)
        {
            var without = missing.Count(isMember);
            if (without > 0 || rows == 0)
            {
                return GuardValue.Missing(rows == 0 ? "there is no row" : string.Create(CultureInfo.InvariantCulture, $"{without:N0} of {rows:N0} rows have no cost, the first {scope.Data.RowName(missing.Where(isMember).Min())}"), rows);
            }

            return new GuardValue
            {
                Value = estimate.Value, Rows = rows, Estimate = spec.Priced.Count == 0 ? null : estimate,
                Difference = (reference, factor) => reference == BoundReference.Overall && estimate.HasInterval && whole.HasInterval
                    ? new DifferenceEstimate(estimate, whole, factor, rows / (double)costs.Length) : null,
                Details = spec.Priced.Count == 0 ? [] : [.. dearest.Where(isMember).Take(Named).Select((row, i) => (i == 0 ? "dearest" : "", string.Create(CultureInfo.InvariantCulture, $"{costs[row]:G4}, {scope.Data.RowName(row)}")))],
            };
        }
    }

    private static FigureResult Figure(CostSpec spec, List<SliceGroups> slices, SliceEstimates estimates)
    {
        var bars = slices.SelectMany((slice, axis) => slice.Groups.Select((group, g) => (Name: slice.Spec.IsGroup ? $"{slice.Spec.Name.Value} = {group.Name}" : slice.Spec.Name.Value, estimates.Groups[axis][g][0].Value)))
            .Prepend((Name: "overall", estimates.Overall[0].Value)).ToList();
        return new FigureResult
        {
            Title = "Mean cost of a call by slice", Slice = "overall", X = "slice", Y = "cost of a call",
            Series = [new FigureSeriesResult("mean", "bars") { Labels = [.. bars.Select(bar => bar.Name)], Y = [.. bars.Select(bar => double.IsFinite(bar.Value) ? bar.Value : (double?)null)] }],
            Bounds = [.. spec.Measures.Where(measure => measure.Bound.Reference == BoundReference.Number).Select(measure => new FigureBoundResult(measure.Bound.Offset, measure.Bound.Text))],
        };
    }
}
