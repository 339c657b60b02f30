using CultureInfo = System.Globalization.CultureInfo;
using System.Text;
using ModelSpecs.Engine.Compare;
using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results.Compare;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Compare;

/// <summary>Golden sets with a column of scores for each candidate.</summary>
internal static class CompareSets
{
    /// <summary>Rows of id, age, truth and one score a candidate: the candidate misses positives where it is told to, and is right elsewhere.</summary>
    /// <param name="rows">How many: every fourth is young, every third positive.</param>
    /// <param name="misses">By candidate: how many young and how many old positives it misses.</param>
    public static string Csv(int rows, params (string Name, int Young, int Old)[] misses)
    {
        var text = new StringBuilder("id,age,truth").Append(string.Concat(misses.Select(candidate => $",{candidate.Name}"))).Append('\n');
        var left = misses.Select(candidate => (candidate.Young, candidate.Old)).ToArray();
        for (var i = 0; i < rows; i++)
        {
            var (young, positive) = (i % 4 == 0, i % 3 == 0);
            text.Append(CultureInfo.InvariantCulture, $"r{i},{(young ? 20 : 40)},{(positive ? 1 : 0)}");
            for (var c = 0; c < left.Length; c++)
            {
                var isMissed = positive && (young ? left[c].Young-- > 0 : left[c].Old-- > 0);
                text.Append(CultureInfo.InvariantCulture, $",{(isMissed ? 0.2 : positive ? 0.8 : 0.1):R}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A spec over them; <paramref name="rest"/> says what is expected.</summary>
    public static string Spec(string rest, string score = "a") =>
        $"spec: A suite\ngolden: golden.csv\nlabel: truth\nid: id\npredictions: {{ score: {score} }}\n{rest}\n";

    /// <summary>A candidate that is a column of scores.</summary>
    public static Candidate Column(string name, double? threshold = null) => new(name, new ChampionSpec
    {
        Span = SourceSpan.CommandLine,
        Predictions = new PredictionsSpec { Score = new Located<string>(name, SourceSpan.CommandLine) },
        Threshold = threshold is { } value ? new Located<double>(value, SourceSpan.CommandLine) : null,
    });

    /// <summary>Compares columns under a spec.</summary>
    public static Task<CompareResult> CompareAsync(this SpecWorkspace workspace, string spec, params string[] columns) =>
        workspace.CompareAsync(spec, new CompareOptions { Tool = "test" }, [.. columns.Select(column => Column(column))]);

    /// <summary>Compares candidates under a spec.</summary>
    public static Task<CompareResult> CompareAsync(this SpecWorkspace workspace, string spec, CompareOptions options, params Candidate[] candidates) =>
        CandidateComparison.RunAsync(workspace.Parse(spec), candidates, options with { Run = workspace.Options }, TestContext.Current.CancellationToken);

    /// <summary>A cell of the result.</summary>
    public static ComparedCell Cell(this CompareResult result, string slice, string metric, string candidate) =>
        result.Slices.Single(one => one.Slice == slice && one.Group is null).Metrics.Single(one => one.Metric == metric).Cells.Single(cell => cell.Candidate == candidate);
}
