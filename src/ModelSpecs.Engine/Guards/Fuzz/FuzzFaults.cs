using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Fuzz;

/// <summary>What was wrong with a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Measure">As which it counts.</param>
/// <param name="What">What the model did.</param>
internal sealed record FuzzFault(int Row, string Measure, string What);

/// <summary>Runs rows and finds those that the model has no usable answer for.</summary>
/// <param name="probe">The model.</param>
/// <param name="areProbabilities">Whether its scores are probabilities as they are.</param>
/// <param name="sumToOne">Whether those of a row sum to 1.</param>
internal sealed class FuzzFaults(ModelProbe probe, bool areProbabilities, bool sumToOne)
{
    // As predictions are read: a softmax in 32-bit floats may end a rounding beyond its range.
    private const double Rounding = 1e-6;
    private const double SumTolerance = 1e-3;

    /// <summary>Measures in the order of <see cref="FuzzSpec.MeasureNames"/>.</summary>
    public static string Exceptions => FuzzSpec.MeasureNames[0];

    private static string WrongShape => FuzzSpec.MeasureNames[1];

    private static string NonFinite => FuzzSpec.MeasureNames[2];

    private static string OutOfRange => FuzzSpec.MeasureNames[3];

    /// <summary>The faults, by row; of a row at most one of each measure.</summary>
    public List<FuzzFault> Of(Table rows)
    {
        var (faults, notFinite) = (new List<FuzzFault>(), new HashSet<int>());
        probe.Run(rows, Look, Failed);
        return [.. faults.OrderBy(fault => fault.Row)];

        void Failed(ProbeFailure failure)
        {
            for (var row = failure.First; row < failure.First + failure.Count; row++)
            {
                var together = failure.Count == 1 ? "" : FormattableString.Invariant($" (only together with {failure.Count - 1:N0} others)");
                faults.Add(new FuzzFault(row, failure.IsShape ? WrongShape : Exceptions, $"{(failure.IsShape ? "gives " : "fails: ")}{failure.What}{together}"));
            }
        }

        void Look(int first, IReadOnlyList<RawOutput> outputs)
        {
            foreach (var output in outputs.Where(output => output.IsFloat))
            {
                for (var row = 0; row < output.Rows; row++)
                {
                    if (Strange(output, row) is { } place)
                    {
                        if (notFinite.Add(first + row))
                        {
                            faults.Add(new FuzzFault(first + row, NonFinite, $"{Name(output, place)} is {Text(output.Number(row, place))}"));
                        }
                    }
                    else if (areProbabilities && string.Equals(output.Name, probe.Score, StringComparison.Ordinal) && NoProbability(output, row) is { } why)
                    {
                        faults.Add(new FuzzFault(first + row, OutOfRange, why));
                    }
                }
            }
        }
    }

    private static int? Strange(RawOutput output, int row)
    {
        for (var k = 0; k < output.Width; k++)
        {
            if (!double.IsFinite(output.Number(row, k)))
            {
                return k;
            }
        }

        return null;
    }

    private string? NoProbability(RawOutput output, int row)
    {
        var (first, last, sum) = (probe.ScoreColumn ?? 0, probe.ScoreColumn ?? output.Width - 1, 0.0);
        for (var k = first; k <= last; k++)
        {
            var score = output.Number(row, k);
            if (score is < -Rounding or > 1 + Rounding)
            {
                return $"{Name(output, k)} is {Text(score)}";
            }

            sum += score;
        }

        return sumToOne && last > first && Math.Abs(sum - 1) > SumTolerance ? FormattableString.Invariant($"the probabilities of {OneLine.Quote(output.Name)} sum to {sum:G6}") : null;
    }

    private static string Name(RawOutput output, int column) => output.Width == 1 ? OneLine.Quote(output.Name) : OneLine.Quote(FormattableString.Invariant($"{output.Name}[{column}]"));

    private static string Text(double value) => double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? (value > 0 ? "infinite" : "-infinite") : FormattableString.Invariant($"{value:G6}");
}
