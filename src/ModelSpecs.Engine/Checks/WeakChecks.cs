using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>Points out relative checks that rest on too few rows to see the drop they name.</summary>
internal static class WeakChecks
{
    private const int MostNamed = 5;

    /// <summary>A warning for each statement of the spec, with the slices that are too small for it.</summary>
    public static IEnumerable<SpecDiagnostic> Of(IReadOnlyList<JudgedCheck> checks) => checks
        .Where(judged => Tolerance(judged) is { } tolerance && judged.Judgement.Noise!.Detectable > tolerance)
        .GroupBy(judged => judged.Planned.Check.Span)
        .Select(statement =>
        {
            var worst = statement.OrderByDescending(judged => judged.Judgement.Noise!.Detectable).ThenBy(judged => judged.Planned.IdOf(judged.Group), StringComparer.Ordinal).ToList();
            var check = worst[0].Planned.Check;
            var named = worst.Take(MostNamed).Select(judged =>
                FormattableString.Invariant($"{judged.Group ?? judged.Planned.SliceName} ({judged.Judgement.Rows:N0} rows see a change of {judged.Judgement.Noise!.Detectable:G2})"));
            var more = worst.Count > MostNamed ? FormattableString.Invariant($" and {worst.Count - MostNamed} more") : "";
            return SpecDiagnostics.WeakCheck.At(check.Span, FormattableString.Invariant(
                $"{check.Display}: a change of {Tolerance(worst[0]):G4} is too small to be seen with a probability of 80 %. Found {string.Join(", ", named)}{more}; expected enough rows. Add rows, allow more, or set min_rows."));
        });

    // What a relative check allows; 0 allows nothing, and no number of rows sees that.
    private static double? Tolerance(JudgedCheck judged) =>
        judged.Judgement is { ReportedOnly: false, Noise: { IsDifference: true, Interval: not null } noise } && noise.Bound != 0 && judged.Planned.Check.Bound.Reference == BoundReference.Overall
            ? Math.Abs(noise.Bound)
            : null;
}
