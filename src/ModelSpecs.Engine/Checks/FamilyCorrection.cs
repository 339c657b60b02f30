using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>Corrects the failures of many checks for their number: only with <c>judge: lenient</c>, where a failure is a claim that may be wrong.</summary>
internal static class FamilyCorrection
{
    /// <summary>The checks with adjusted p-values; a failure that does not survive is inconclusive.</summary>
    public static IReadOnlyList<JudgedCheck> Apply(VerdictSpec verdict, IReadOnlyList<JudgedCheck> checks)
    {
        if (verdict.Correction == Correction.None)
        {
            return checks;
        }

        var corrected = checks.ToArray();
        var families = Enumerable.Range(0, corrected.Length).Where(i => IsTested(corrected[i].Judgement)).GroupBy(i => FamilyOf(verdict, corrected[i]), StringComparer.Ordinal);
        foreach (var family in families)
        {
            var members = family.ToArray();
            var p = Array.ConvertAll(members, i => OneSided(corrected[i].Judgement));
            var adjusted = new double[p.Length];
            if (verdict.Correction == Correction.Holm)
            {
                Corrections.Holm(p, adjusted);
            }
            else
            {
                Corrections.BenjaminiHochberg(p, adjusted);
            }

            for (var m = 0; m < members.Length; m++)
            {
                corrected[members[m]] = Adjusted(corrected[members[m]], adjusted[m], verdict, members.Length);
            }
        }

        return corrected;
    }

    /// <summary>Where a check stands in its family: how many are tested in it, and at which place from the smallest p-value (the first of equals); null: it is not tested.</summary>
    public static (int Rank, int Members, double P)? RankOf(VerdictSpec verdict, IReadOnlyList<JudgedCheck> checks, JudgedCheck check)
    {
        if (verdict.Correction == Correction.None || !IsTested(check.Judgement))
        {
            return null;
        }

        var family = FamilyOf(verdict, check);
        var members = checks.Where(other => IsTested(other.Judgement) && string.Equals(FamilyOf(verdict, other), family, StringComparison.Ordinal)).Select(other => OneSided(other.Judgement)).ToList();
        var own = OneSided(check.Judgement);
        return (1 + members.Count(p => p < own), members.Count, own);
    }

    private static bool IsTested(Judgement judgement) =>
        !judgement.ReportedOnly && judgement.Outcome != Outcome.Error && judgement.Noise is { } noise && double.IsFinite(noise.PValue);

    // A value that meets its bound says nothing against it, however far it is on the good side.
    private static double OneSided(Judgement judgement) => judgement.MeetsBound ? 1 : judgement.Noise!.Estimate.FamilyPValue(judgement.Noise.Bound);

    private static JudgedCheck Adjusted(JudgedCheck check, double adjusted, VerdictSpec verdict, int checks)
    {
        var judgement = check.Judgement with { Noise = check.Judgement.Noise! with { AdjustedPValue = adjusted } };
        if (judgement.Outcome == Outcome.Failed && adjusted >= 1 - verdict.Confidence)
        {
            judgement = judgement with
            {
                Outcome = Outcome.Inconclusive,
                Reason = FormattableString.Invariant($"among {checks} checks one like it is to be expected by chance (p = {Numbers.Format(judgement.Noise.PValue)}, corrected {Numbers.Format(adjusted)})"),
            };
        }

        return check with { Judgement = judgement };
    }

    private static string FamilyOf(VerdictSpec verdict, JudgedCheck check) => verdict.Family switch
    {
        CorrectionFamily.Slice => check.Planned.SliceName,
        CorrectionFamily.Metric => check.Planned.MetricCheck?.Metric.Display ?? check.Planned.Check.Subject,
        _ => "",
    };
}
