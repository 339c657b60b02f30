using System.Text;

namespace ModelSpecs.Engine.Tests.Baselines;

/// <summary>Small golden sets with two models' scores: the second is wrong on the first young rows.</summary>
internal static class BaselineSets
{
    /// <summary>Rows with id, age, country, truth, and the scores of the first and of the second model.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="worse">Young positives that the second model misses.</param>
    /// <param name="noise">Added to every second score.</param>
    public static string Csv(int rows, int worse, double noise = 0)
    {
        var text = new StringBuilder("id,age,country,truth,first,second\n");
        var missed = 0;
        for (var i = 0; i < rows; i++)
        {
            var (young, positive) = (i % 4 == 0, i % 3 == 0);
            var score = positive ? 0.6 + (0.3 * (i % 7) / 7) : 0.1 + (0.3 * (i % 5) / 5);
            var other = young && positive && missed++ < worse ? 0.2 : score + noise;
            text.Append(FormattableString.Invariant($"r{i},{(young ? 20 : 40)},{(i % 2 == 0 ? "DE" : "FR")},{(positive ? 1 : 0)},{score:R},{other:R}\n"));
        }

        return text.ToString();
    }

    /// <summary>The head of a spec over them.</summary>
    /// <param name="score">Column with the predictions.</param>
    public static string Head(string score) =>
        $"spec: A suite\ngolden: golden.csv\nlabel: truth\nid: id\npredictions: {{ score: {score} }}\nslices: {{ young: age < 25, country: {{ by: country }} }}\n";
}
