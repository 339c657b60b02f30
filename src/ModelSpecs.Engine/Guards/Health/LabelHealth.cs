using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary><c>labels_received</c> and <c>label_balance</c>.</summary>
internal static class LabelHealth
{
    private const int MostClasses = 10;

    /// <summary>Measures what is asked.</summary>
    public static void Measure(HealthRun run)
    {
        if (run.Spec.Asks(HealthSpec.LabelsReceived))
        {
            Received(run);
        }

        if (run.Spec.Asks(HealthSpec.LabelBalance) || run.Spec.Asks(HealthSpec.LabelRatio))
        {
            Balance(run);
        }
    }

    private static void Received(HealthRun run)
    {
        var rows = run.Rows;
        var labels = run.Scope.Suite.LabelColumns.Select(label => rows.Table.Find(label.Value)).OfType<Column>().ToList();
        var has = new bool[rows.Count];
        for (var i = 0; i < has.Length; i++)
        {
            has[i] = labels.TrueForAll(label => !label.IsNull(rows.RowOf(i)));
        }

        run.AddShare(HealthSpec.LabelsReceived, has, _ => "has no label yet", isGood: true,
            undefined: slice => slice.IsOfPredictions ? "only rows with a label are in a slice of predictions; name the other slices instead of every_slice" : null);
        foreach (var slice in rows.Slices)
        {
            foreach (var group in slice.Unlabelled)
            {
                // No check of the run is about such a group, so that none could fail.
                run.Withhold(FormattableString.Invariant($"not one of the {group.Rows:N0} rows of {OneLine.Quote(group.Name ?? "")} in slice {OneLine.Quote(slice.Name)} has a label"));
            }
        }

        if ((run.Spec.Delay?.From ?? run.Spec.Freshness?.Column) is { } named && rows.Table.Find(named.Value) is DateColumn times && rows.Count > 0)
        {
            run.Figures.Add(ReceivedOverTime(run, has, times));
        }
    }

    private static FigureResult ReceivedOverTime(HealthRun run, bool[] has, DateColumn times)
    {
        var rows = run.Rows;
        var dated = Enumerable.Range(0, rows.Count).Where(i => !times.IsNull(rows.RowOf(i))).ToList();
        var days = dated.Count == 0 ? 0 : (dated.Max(i => times.Ticks[rows.RowOf(i)]) - dated.Min(i => times.Ticks[rows.RowOf(i)])) / TimeSpan.TicksPerDay;
        var (period, every) = days <= 62 ? ("day", (Func<DateTime, DateTime>)(time => time.Date))
            : days <= 730 ? ("week", time => time.Date.AddDays(-(((int)time.DayOfWeek + 6) % 7)))
            : ("month", time => new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc));
        var shares = dated.GroupBy(i => every(new DateTime(times.Ticks[rows.RowOf(i)], DateTimeKind.Utc))).OrderBy(group => group.Key)
            .Select(group => (group.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (double)group.Count(i => has[i]) / group.Count())).ToList();
        return HealthFigures.Bars($"Labels received, by {period} of {times.Name}", $"{period} that begins", "share of rows with a label", shares, run.Spec.Measures.Where(measure => measure.Name == HealthSpec.LabelsReceived));
    }

    private static void Balance(HealthRun run)
    {
        if (run.Spec.Data is not null)
        {
            OfOtherSet(run);
            return;
        }

        var data = run.Scope.Data;
        var input = data.Input;
        var names = Enumerable.Range(0, input.ClassCount).Select(data.ClassName).ToList();
        if (input.Truth is not { } truth || names.Count == 0)
        {
            AddMissing(run, "the labels are numbers, not classes");
            return;
        }

        // The run's own rows and slices: a balance is of labels, which all of these have.
        var width = input.Task == MetricTask.Multilabel ? names.Count : 1;
        var whole = new long[names.Count];
        var ofSlices = run.Rows.Slices.Select(slice => new long[slice.Groups][]).ToList();
        var rowsOf = run.Rows.Slices.Select(slice => new long[slice.Groups]).ToList();
        for (var row = 0; row < input.Rows; row++)
        {
            Count(whole, row);
            for (var s = 0; s < ofSlices.Count; s++)
            {
                if (run.Rows.Slices[s].Slice.Axis.Codes[row] is >= 0 and var group)
                {
                    rowsOf[s][group]++;
                    Count(ofSlices[s][group] ??= new long[names.Count], row);
                }
            }
        }

        Add(run, null, names, whole, input.Rows);
        for (var s = 0; s < ofSlices.Count; s++)
        {
            for (var group = 0; group < ofSlices[s].Length; group++)
            {
                Add(run, new SlicePlace(run.Rows.Slices[s].Name, group), names, ofSlices[s][group] ?? new long[names.Count], rowsOf[s][group]);
            }
        }

        Draw(run, names, whole, input.Rows);

        void Count(long[] counts, int row)
        {
            if (width == 1)
            {
                counts[truth[row]]++;
                return;
            }

            for (var label = 0; label < width; label++)
            {
                counts[label] += truth[(row * width) + label];
            }
        }
    }

    private static void OfOtherSet(HealthRun run)
    {
        var (rows, suite) = (run.Rows, run.Scope.Suite);
        if (suite.LabelColumns.Count > 1 || run.Scope.Data.Input.Truth is null)
        {
            AddMissing(run, suite.LabelColumns.Count > 1 ? "of another set the balance of one label column is measured, and here are several" : "the labels are numbers, not classes");
            return;
        }

        // The classes that the run knows: one that the set lacks is its rarest.
        var names = run.Scope.Data.Predictions.Classes;
        if (Categories.Of(rows.Column(suite.Label), new RowSelection(rows.Table, rows.Selection)) is not { IsTooMany: false } labels)
        {
            AddMissing(run, "the column holds no labels");
            return;
        }

        var matcher = new ClassMatcher(names);
        var classes = labels.Values.Select(matcher.IndexOf).ToArray();
        if (Array.IndexOf(classes, -1) is >= 0 and var strange)
        {
            AddMissing(run, $"the label {OneLine.Quote(labels.Values[strange].Text)} is none of the classes");
            return;
        }

        var counts = new long[names.Count];
        foreach (var code in labels.Codes.Where(code => code >= 0))
        {
            counts[classes[code]]++;
        }

        Add(run, null, [.. names], counts, counts.Sum());
        Draw(run, [.. names], counts, counts.Sum());
    }

    private static void Add(HealthRun run, SlicePlace? place, List<string> names, long[] counts, long rows)
    {
        if (rows == 0 || counts.Max() == 0)
        {
            var none = GuardValue.Missing("no row has a class");
            run.Outcome.Add(HealthSpec.LabelBalance, place, none).Add(HealthSpec.LabelRatio, place, none);
            return;
        }

        var order = Enumerable.Range(0, counts.Length).OrderBy(k => counts[k]).ThenBy(k => k).ToList();
        var (rarest, most) = (order[0], order[^1]);
        (string, string)[] details = [.. order.Take(MostClasses).Select((k, i) => (i == 0 ? "classes" : "", $"{OneLine.Escape(names[k])}: {HealthText.Share(counts[k], rows)}"))];
        run.Outcome.Add(HealthSpec.LabelBalance, place, new GuardValue
        {
            Value = (double)counts[rarest] / rows, Rows = rows, Format = HealthText.Percent, Details = details, Shown = $"{HealthText.Share(counts[rarest], rows)} of class {OneLine.Quote(names[rarest])}",
        });
        run.Outcome.Add(HealthSpec.LabelRatio, place, new GuardValue
        {
            Value = (double)counts[rarest] / counts[most], Rows = rows, Format = HealthText.Percent, Details = details,
            Shown = $"{HealthText.Percent((double)counts[rarest] / counts[most])}, {HealthText.Count(counts[rarest])} of {OneLine.Quote(names[rarest])} to {HealthText.Count(counts[most])} of {OneLine.Quote(names[most])}",
        });
    }

    private static void Draw(HealthRun run, List<string> names, long[] counts, long rows) => run.Figures.Add(HealthFigures.Bars("Labels by class", "class", "share of labelled rows",
        [.. names.Select((name, k) => (name, (double)counts[k] / Math.Max(1, rows)))], run.Spec.Measures.Where(measure => measure.Name == HealthSpec.LabelBalance)));

    private static void AddMissing(HealthRun run, string why)
    {
        run.AddMissing(HealthSpec.LabelBalance, why);
        run.AddMissing(HealthSpec.LabelRatio, why);
    }
}
