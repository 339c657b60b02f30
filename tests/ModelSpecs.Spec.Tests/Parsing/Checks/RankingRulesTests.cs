using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Parsing.Checks;

public sealed class RankingRulesTests
{
    private const string Ranking = "task: ranking\nquery: q\nlabel: rel\n";

    [Theory]
    [InlineData("task: ranking\n")]
    [InlineData("")]
    public void A_query_column_makes_a_ranking(string task)
    {
        var spec = Parse(task + "query: q\nlabel: rel\npredictions: { score: s }\n", "{ ndcg: { k: 10, zero_division: 0, is: \">= 0.5\" } }").Spec!;

        spec.Task!.Value.Should().Be(TaskKind.Ranking);
        spec.Query!.Value.Should().Be("q");
        spec.Expect.Should().ContainSingle().Which.Metric.Display.Should().Be("ndcg(zero_division=0, k=10)");
    }

    [Theory]
    [InlineData("task: ranking\nlabel: rel\npredictions: { score: s }\n", "MSPEC006: A ranking says nothing without 'query'. Expected the column whose equal values are rows of one query. Add query: with that column.")]
    [InlineData("task: regression\nquery: q\nlabel: rel\npredictions: { value: s }\n", "MSPEC040: 'query' means nothing for a regression task. Remove it, or say task: ranking.")]
    [InlineData("query: q\nlabel: [a, b]\npredictions: { scores: [s, t] }\n", "MSPEC040: 'query' means nothing for a multilabel task (label says so). Remove it, or say task: ranking.")]
    [InlineData(Ranking + "predictions: { score: s }\nthreshold: 0.5\n", "MSPEC040: 'threshold' means nothing for a ranking task. Remove it, or say another task.")]
    [InlineData(Ranking + "predictions: { score: s }\nclasses: [a, b]\n", "MSPEC040: 'classes' means nothing for a ranking task. Remove it, or say another task.")]
    [InlineData("query: q\nlabel: rel\npredictions: { score: s }\npositive: a\n", "MSPEC040: 'positive' means nothing for a ranking task (query says so). Remove it, or say another task.")]
    [InlineData(Ranking + "predictions: { label: s }\n", "MSPEC040: 'predictions.label' means nothing for a ranking task. Remove it, or say another task.")]
    [InlineData(Ranking + "predictions: { value: s }\n", "MSPEC040: 'predictions.value' means nothing for a ranking task. Remove it, or say another task.")]
    [InlineData(Ranking + "model: m.onnx\noutputs: { score: s, activation: sigmoid }\n", "MSPEC040: 'outputs.activation' means nothing for a ranking task. Remove it, or say another task.")]
    [InlineData("task: ranking\nquery: q\nlabel: [a, b]\npredictions: { score: s }\n", "MSPEC043: A ranking task has one label column. Found 2; expected one. Say task: multilabel if a row can have several labels.")]
    public void What_does_not_fit_a_ranking_is_named(string rest, string expected) =>
        SpecText.Problems(Parse(rest, "{ n: \">= 1\" }")).Should().ContainSingle().Which.Should().EndWith(expected);

    [Fact]
    public void Clusters_are_refused_since_queries_are_what_is_resampled()
    {
        var text = "spec: s\ngolden: { path: g.csv, cluster: c }\n" + Ranking + "predictions: { score: s }\nexpect: { ndcg: \">= 0.5\" }\n";

        SpecText.Problems(SpecText.ParseWhole(text)).Should().ContainSingle().Which.Should().EndWith("MSPEC040: 'golden.cluster' means nothing for a ranking task. Remove it: whole queries are resampled for intervals.");
    }

    [Fact]
    public void A_metric_of_another_task_is_refused_and_those_of_a_ranking_elsewhere()
    {
        SpecText.Problems(Parse(Ranking + "predictions: { score: s }\n", "{ accuracy: \">= 0.5\" }")).Should().ContainSingle();
        SpecText.Problems(Parse("task: regression\nlabel: y\npredictions: { value: s }\n", "{ ndcg: \">= 0.5\" }")).Should().ContainSingle();
    }

    [Theory]
    [InlineData("snapshot: { newly_wrong: \"<= 1 %\" }", "newly_wrong")]
    [InlineData("compare: { champion: { predictions: { score: t } }, changed_predictions: \"<= 1 %\" }", "changed_predictions")]
    public void Rows_of_a_ranking_do_not_change_sides(string rest, string check) =>
        SpecText.Problems(Parse(Ranking + "predictions: { score: s }\n" + rest + "\n", "{ ndcg: \">= 0.5\" }")).Should().ContainSingle().Which.Should().EndWith(
            $"MSPEC034: '{check}' has no meaning for a ranking task: a score is neither right nor wrong, and says something beside the others of its query alone. Expected a tolerance of a metric, such as ndcg: {{ max_drop: 0.02 }}.");

    [Fact]
    public void A_ranking_may_drop_from_its_snapshot_and_its_champion() =>
        Parse(Ranking + "predictions: { score: s }\nsnapshot: { ndcg: { max_drop: 0.02 } }\ncompare: { champion: { predictions: { score: t } }, mrr: { max_drop: 1 % } }\n", "{ ndcg: \">= champion - 0.1\" }")
            .Diagnostics.Should().BeEmpty();

    private static SpecParseResult Parse(string rest, string expect) => SpecText.ParseWhole($"spec: s\ngolden: g.csv\n{rest}expect: {expect}\n");
}
