using System.Globalization;
using ModelSpecs.Results.Gate;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>Changes of <c>verdict</c>: how a value is held against its bound, and what comes of doubt.</summary>
internal static class PolicyChanges
{
    /// <summary>Finds them.</summary>
    public static void Find(ChangeList changes)
    {
        var (was, now) = (changes.Before.Verdict, changes.After.Verdict);

        // Fewer rows than that are left out of gaps and cells, or are inconclusive.
        Compare("min_rows", was.MinRows.ToString(CultureInfo.InvariantCulture), now.MinRows.ToString(CultureInfo.InvariantCulture), Toward(now.MinRows > was.MinRows));
        Compare("inconclusive", Word(was.Inconclusive), Word(now.Inconclusive), Toward(now.Inconclusive > was.Inconclusive));
        Compare("judge", Word(was.Judge), Word(now.Judge), Toward(Leniency(now.Judge) > Leniency(was.Judge)));
        Compare("confidence", Text(was.Confidence), Text(now.Confidence), now.Judge switch
        {
            // A wider interval is harder to clear, and harder to miss.
            JudgePolicy.Sure => Toward(now.Confidence < was.Confidence),
            JudgePolicy.Lenient => Toward(now.Confidence > was.Confidence),
            _ => GateEffect.Changed,
        });
        Compare("correction", Word(was.Correction), Word(now.Correction), Toward(Caution(now.Correction) > Caution(was.Correction)));
        Compare("family", Word(was.Family), Word(now.Family), GateEffect.Changed);
        Compare("intervals", Intervals(was.Intervals), Intervals(now.Intervals), GateEffect.Changed);

        void Compare(string key, string old, string @new, GateEffect effect)
        {
            if (string.Equals(old, @new, StringComparison.Ordinal))
            {
                return;
            }

            var text = $"verdict.{key} is {@new}, was {old}";
            if (changes.After.VerdictPlaces.TryGetValue(key, out var place))
            {
                changes.Add(effect, GateChangeKinds.Verdict, text, place, old, @new);
            }
            else
            {
                changes.AddGone(effect, GateChangeKinds.Verdict, text, changes.Before.VerdictPlaces.TryGetValue(key, out var gone) ? gone : changes.Before.Name.Span, old, @new);
            }
        }
    }

    private static GateEffect Toward(bool looser) => looser ? GateEffect.Loosened : GateEffect.Tightened;

    private static int Leniency(JudgePolicy policy) => policy switch { JudgePolicy.Sure => 0, JudgePolicy.Point => 1, _ => 2 };

    // Holm takes more failures back than Benjamini and Hochberg do.
    private static int Caution(Correction correction) => correction switch { Correction.None => 0, Correction.BenjaminiHochberg => 1, _ => 2 };

    private static string Intervals(IntervalSpec intervals) => string.Create(CultureInfo.InvariantCulture,
        $"{Word(intervals.Proportions)}, {Word(intervals.RocAuc)}, {Word(intervals.Bootstrap)}, {intervals.Replicates} replicates, seed {intervals.Seed}");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => value switch
        {
            ProportionMethod.ClopperPearson => "clopper_pearson",
            AreaMethod.LogitDelong => "logit_delong",
            Correction.BenjaminiHochberg => "benjamini_hochberg",
            _ => value.ToString().ToLowerInvariant(),
        };
}
