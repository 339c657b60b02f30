using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary>What the parts of one health check share: the rows, and where they put what they measured.</summary>
internal sealed class HealthRun(GuardScope scope, HealthSpec spec, HealthRows rows)
{
    private readonly List<FigureResult> figures = [];
    private readonly List<string> notes = [];

    /// <summary>The run.</summary>
    public GuardScope Scope => scope;

    /// <summary>What is asked.</summary>
    public HealthSpec Spec => spec;

    /// <summary>The rows.</summary>
    public HealthRows Rows => rows;

    /// <summary>What is drawn.</summary>
    public ICollection<FigureResult> Figures => figures;

    /// <summary>What a reader should know.</summary>
    public ICollection<string> Notes => notes;

    /// <summary>What was measured; its figures and notes are those above.</summary>
    public GuardOutcome Outcome => field ??= new GuardOutcome { Guard = spec, Figures = figures, Notes = notes };

    /// <summary>Says why no metric of the spec can be believed; the first reason stands.</summary>
    public void Withhold(string why)
    {
        Outcome.WithholdsMetrics ??= why;
        notes.Add($"The metrics are withheld: {why}.");
    }

    /// <summary>Adds the share of rows that are hit, on the whole and on each slice.</summary>
    /// <param name="measure">Name of the measure.</param>
    /// <param name="hits">Whether a row is hit.</param>
    /// <param name="describe">A row that is hit, for people, without its name.</param>
    /// <param name="of">Rows that count; null: all.</param>
    /// <param name="details">More lines of a failure on the whole.</param>
    /// <param name="isGood">Whether a failure names the rows that count and are not hit.</param>
    /// <param name="undefined">Why there is no number on a slice; null: there is one.</param>
    public void AddShare(string measure, bool[] hits, Func<int, string> describe, bool[]? of = null, IReadOnlyList<(string Name, string Text)>? details = null, bool isGood = false, Func<HealthSlice, string?>? undefined = null)
    {
        var whole = new Tally();
        for (var i = 0; i < hits.Length; i++)
        {
            whole.Count(i, hits[i], of is null || of[i], isGood);
        }

        Outcome.Add(measure, null, Value(whole, describe, details ?? []));
        foreach (var slice in rows.Slices)
        {
            var groups = new Tally[slice.Groups];
            for (var group = 0; group < groups.Length; group++)
            {
                groups[group] = new Tally();
            }

            for (var i = 0; i < hits.Length; i++)
            {
                if (slice.Codes[i] is >= 0 and var group)
                {
                    groups[group].Count(i, hits[i], of is null || of[i], isGood);
                }
            }

            for (var group = 0; group < groups.Length; group++)
            {
                Outcome.Add(measure, new SlicePlace(slice.Name, group), undefined?.Invoke(slice) is { } why ? GuardValue.Missing(why) : Value(groups[group], describe, []));
            }
        }
    }

    /// <summary>Adds, on the whole and on each slice, what is made of the rows there.</summary>
    /// <param name="measure">Name of the measure.</param>
    /// <param name="value">Makes a value of positions of rows, in their order.</param>
    /// <param name="on">Whether slices are measured too.</param>
    public void AddOfRows(string measure, Func<IReadOnlyList<int>, GuardValue> value, bool on = true)
    {
        Outcome.Add(measure, null, value([.. Enumerable.Range(0, rows.Count)]));
        foreach (var slice in on ? rows.Slices : [])
        {
            var members = new List<int>[slice.Groups];
            for (var i = 0; i < slice.Codes.Length; i++)
            {
                if (slice.Codes[i] is >= 0 and var group)
                {
                    (members[group] ??= []).Add(i);
                }
            }

            for (var group = 0; group < slice.Groups; group++)
            {
                Outcome.Add(measure, new SlicePlace(slice.Name, group), value(members[group] ?? []));
            }
        }
    }

    /// <summary>Adds that there is no number, on the whole and on each slice.</summary>
    public void AddMissing(string measure, string why) => AddOfRows(measure, _ => GuardValue.Missing(why));

    private GuardValue Value(Tally tally, Func<int, string> describe, IReadOnlyList<(string Name, string Text)> details) => tally.Whole == 0
        ? GuardValue.Missing("there is no row to count")
        : new GuardValue
        {
            Value = (double)tally.Part / tally.Whole,
            Rows = tally.Whole,
            Shown = HealthText.Share(tally.Part, tally.Whole),
            Format = HealthText.Percent,
            Details =
            [
                .. details,
                .. tally.First.Select((row, i) => (i == 0 ? "rows" : "", $"{rows.NameOf(row)}: {describe(row)}")),
                .. tally.Bad > tally.First.Count ? [("", $"and {HealthText.Count(tally.Bad - tally.First.Count)} more")] : Array.Empty<(string, string)>(),
            ],
        };

    private sealed class Tally
    {
        public long Part { get; private set; }

        public long Whole { get; private set; }

        public long Bad { get; private set; }

        public List<int> First { get; } = [];

        public void Count(int row, bool isHit, bool counts, bool isGood)
        {
            if (!counts)
            {
                return;
            }

            Whole++;
            Part += isHit ? 1 : 0;
            if (isHit != isGood)
            {
                Bad++;
                if (First.Count < HealthText.Named)
                {
                    First.Add(row);
                }
            }
        }
    }
}
