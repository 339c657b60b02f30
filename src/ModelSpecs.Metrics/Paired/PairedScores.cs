using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Ranking;

namespace ModelSpecs.Metrics.Paired;

/// <summary>Resamples the rows of a slice for metrics of a binary task's scores: each side is sorted and binned once, and a replicate is how often each row was drawn. The draws are those of
/// <see cref="RowResampler"/>, which would gather and sort every one of them.</summary>
/// <param name="now">One side.</param>
/// <param name="then">The other.</param>
/// <param name="options">Replicates and seed.</param>
internal sealed class PairedScores(MetricInput now, MetricInput then, IntervalOptions options)
{
    private readonly ScoreOrder.SortBuffers buffers = new();

    /// <summary>Whether a metric is among them; it is one that <see cref="IntervalFamily.Runs"/> resamples.</summary>
    public static bool Has(MetricRequest request) => request.Name is "average_precision" or "log_loss_skill" or "brier_skill" or "ece" or "mce";

    /// <summary>Replicates of the difference of each request, NaN where one has no value, around the measured ones.</summary>
    /// <param name="rows">Rows of the slice, in order.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="measured">The slice's own differences.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public double[][] Run(ReadOnlySpan<int> rows, MetricRequest[] requests, double[] measured, CancellationToken cancellationToken)
    {
        var random = new RandomStream(options.Seed, RowResampler.Purpose);
        var all = rows.Length;
        var sample = all > RowResampler.MostUnits ? Sample(rows, ref random) : rows.ToArray();
        var (ofNow, ofThen) = (new Side(now.Gather(sample), requests, buffers), new Side(then.Gather(sample), requests, buffers));
        var drawn = new int[sample.Length];
        Array.Fill(drawn, 1);
        var centres = all == sample.Length ? measured : Array.ConvertAll(requests, request => ofNow.Value(request, drawn) - ofThen.Value(request, drawn));
        var scale = Math.Sqrt((double)sample.Length / all);
        var replicates = Array.ConvertAll(requests, _ => new double[options.Replicates]);
        for (var replicate = 0; replicate < options.Replicates; replicate++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(drawn);
            for (var draw = 0; draw < drawn.Length; draw++)
            {
                drawn[random.NextIndex(drawn.Length)]++;
            }

            for (var i = 0; i < requests.Length; i++)
            {
                replicates[i][replicate] = measured[i] + (scale * (ofNow.Value(requests[i], drawn) - ofThen.Value(requests[i], drawn) - centres[i]));
            }
        }

        return replicates;
    }

    // The first of a shuffle, as of units.
    private static int[] Sample(ReadOnlySpan<int> rows, ref RandomStream random)
    {
        var shuffled = rows.ToArray();
        for (var i = 0; i < RowResampler.MostUnits; i++)
        {
            var other = i + random.NextIndex(shuffled.Length - i);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled[..RowResampler.MostUnits];
    }

    private sealed class Side
    {
        private readonly MetricInput input;
        private readonly uint[] order = [];
        private readonly Dictionary<int, int[]> bins = [];
        private readonly double[] losses = [];
        private readonly double[] squares = [];

        public Side(MetricInput input, MetricRequest[] requests, ScoreOrder.SortBuffers buffers)
        {
            this.input = input;
            foreach (var request in requests)
            {
                switch (request.Name)
                {
                    case "average_precision" when order.Length == 0:
                        order = ScoreOrder.Of(new ScoreColumn(input.Scores!, 0, 1, input.Rows, lowestFirst: false), buffers, 1, CancellationToken.None);
                        break;
                    case "ece" or "mce":
                        bins[request.Bins] = Array.ConvertAll(input.Scores!, score => CalibrationBins.UniformBin(score, request.Bins));
                        break;
                    case "log_loss_skill":
                        losses = new double[input.Rows];
                        new LogLossColumn().Fill(input, 0, losses);
                        break;
                    case "brier_skill":
                        squares = new double[input.Rows];
                        new BrierColumn().Fill(input, 0, squares);
                        break;
                }
            }
        }

        public double Value(MetricRequest request, int[] drawn) => request.Name switch
        {
            "average_precision" => AveragePrecision(drawn),
            "log_loss_skill" => Skill(losses, drawn, share => (share * LogLossColumn.Loss(share, isPositive: true)) + ((1 - share) * LogLossColumn.Loss(share, isPositive: false))),
            "brier_skill" => Skill(squares, drawn, share => share * (1 - share)),
            _ => CalibrationError(bins[request.Bins], request.Bins, isLargest: request.Name == "mce", drawn),
        };

        private double AveragePrecision(int[] drawn)
        {
            var truth = input.Truth!;
            long positives = 0, all = 0, tied = 0;
            var sum = 0.0;
            foreach (var entry in order)
            {
                if (entry >= ScoreOrder.StartsRun && tied > 0)
                {
                    sum += (double)tied * positives / all;
                    tied = 0;
                }

                var row = entry & ~ScoreOrder.StartsRun;
                all += drawn[row];
                if (truth[row] == 1)
                {
                    positives += drawn[row];
                    tied += drawn[row];
                }
            }

            // Without a positive 0/0.
            return (tied > 0 ? sum + ((double)tied * positives / all) : sum) / positives;
        }

        private double Skill(double[] loss, int[] drawn, Func<double, double> trivial)
        {
            var (sum, positives, rows) = (0.0, 0L, drawn.Length);
            for (var row = 0; row < rows; row++)
            {
                sum += drawn[row] == 0 ? 0 : drawn[row] * loss[row];
                positives += input.Truth![row] == 1 ? drawn[row] : 0;
            }

            return positives == 0 || positives == rows ? double.NaN : 1 - (sum / rows / trivial((double)positives / rows));
        }

        private double CalibrationError(int[] binOfRow, int count, bool isLargest, int[] drawn)
        {
            Span<double> gaps = count <= 256 ? stackalloc double[count] : new double[count];
            Span<long> weights = count <= 256 ? stackalloc long[count] : new long[count];
            gaps.Clear();
            weights.Clear();
            for (var row = 0; row < drawn.Length; row++)
            {
                var bin = binOfRow[row];
                gaps[bin] += drawn[row] * (input.Scores![row] - input.Truth![row]);
                weights[bin] += drawn[row];
            }

            var (sum, largest) = (0.0, 0.0);
            for (var bin = 0; bin < count; bin++)
            {
                sum += Math.Abs(gaps[bin]);
                largest = weights[bin] > 0 ? Math.Max(largest, Math.Abs(gaps[bin]) / weights[bin]) : largest;
            }

            return isLargest ? largest : sum / drawn.Length;
        }
    }
}
