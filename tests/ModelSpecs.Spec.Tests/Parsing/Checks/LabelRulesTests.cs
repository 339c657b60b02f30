using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Parsing.Checks;

public sealed class LabelRulesTests
{
    private const string Start = "spec: s\ngolden: g.csv\nexpect: { accuracy: \">= 0.5\" }\n";

    [Theory]
    [InlineData("task: multilabel\n")]
    [InlineData("")]
    public void A_list_of_labels_is_a_multi_label_task(string task)
    {
        var spec = Parse(task + "label: [a, b]\npredictions: { scores: [pa, pb] }\nthreshold: 0.4\n").Spec!;

        spec.Task!.Value.Should().Be(TaskKind.Multilabel);
        spec.Labels.Select(label => label.Value).Should().Equal("a", "b");
        spec.LabelColumns.Should().Equal(spec.Labels);
        spec.Label.Value.Should().Be("a");
    }

    [Fact]
    public void Thresholds_are_read_by_label_and_predicted_labels_by_column()
    {
        var scored = Parse("label: [a, b]\npredictions: { scores: [pa, pb] }\nthreshold: { b: 0.3, a: 1_0 }\n").Spec!;
        var decided = Parse("label: [a, b, c]\npredictions: { labels: h0..h2 }\n").Spec!;

        scored.Threshold.Should().BeNull();
        scored.Thresholds.Select(own => (own.Label.Value, own.Value)).Should().Equal(("b", 0.3), ("a", 10));
        decided.Predictions!.Labels.Select(column => column.Value).Should().Equal("h0", "h1", "h2");
    }

    [Fact]
    public void One_label_is_the_only_label_column()
    {
        var spec = Parse("label: a\npredictions: { score: p }\n").Spec!;

        spec.Labels.Should().BeEmpty();
        spec.LabelColumns.Select(label => label.Value).Should().Equal("a");
    }

    [Theory]
    [InlineData("task: multilabel\nlabel: a\npredictions: { scores: [pa, pb] }\n", "MSPEC043: A multi-label task has a list of label columns. Found one column; expected at least two. Write label: [first, second], a column of 0 and 1 for each label.")]
    [InlineData("task: binary\nlabel: [a, b]\npredictions: { score: p }\n", "MSPEC043: A binary task has one label column. Found 2; expected one. Say task: multilabel if a row can have several labels.")]
    [InlineData("label: [a, b]\npredictions: { scores: [pa, pb, pc] }\n", "MSPEC043: 'predictions.scores' and 'label' differ in length. Found 3 score columns for 2 labels; expected a score column for each label, in the same order.")]
    [InlineData("label: [a, b]\nclasses: [a, b]\npredictions: { scores: [pa, pb] }\n", "MSPEC040: 'classes' means nothing for a multilabel task (label says so). Remove it, or say another task.")]
    [InlineData("label: [a, b]\npositive: a\npredictions: { scores: [pa, pb] }\n", "MSPEC040: 'positive' means nothing for a multilabel task (label says so). Remove it, or say another task.")]
    [InlineData("label: [a, b]\npredictions: { score: pa }\n", "MSPEC040: 'predictions.score' means nothing for a multilabel task (label says so). Remove it, or say another task.")]
    [InlineData("task: multilabel\nlabel: [a, b]\npredictions: { value: pa }\n", "MSPEC040: 'predictions.value' means nothing for a multilabel task. Remove it, or say another task.")]
    [InlineData("label: [a, b]\nthreshold: { a: 0.4, c: 0.5 }\npredictions: { scores: [pa, pb] }\n", "MSPEC033: 'threshold' names no label. Found 'c'; expected one of 'a', 'b'.")]
    [InlineData("label: [a, b]\nthreshold: { a: high }\npredictions: { scores: [pa, pb] }\n", "MSPEC007: Wrong value of 'a'. Found the text 'high'; expected a number.")]
    [InlineData("label: [a, b]\nthreshold: 0.4\npredictions: { labels: [pa, pb] }\n", "MSPEC043: 'threshold' needs scores. Found predictions.labels, which are decided already; expected predictions.scores. Remove threshold, or name the score columns.")]
    [InlineData("label: [a, b]\npredictions: { labels: [pa, pb, pc] }\n", "MSPEC043: 'predictions.labels' and 'label' differ in length. Found 3 label columns for 2 labels; expected a label column for each label, in the same order.")]
    [InlineData("label: [a, b]\npredictions: { labels: [pa, pb], scores: [qa, qb] }\n", "MSPEC019: 'scores' and 'labels' exclude each other in 'predictions'. Remove one of the two.")]
    [InlineData("label: a\nthreshold: { a: 0.4 }\npredictions: { score: pa }\n", "MSPEC043: This task has one threshold. Found a mapping; expected a number. Thresholds by label are for task: multilabel.")]
    [InlineData("task: binary\nlabel: a\nthreshold: { a: 0.4 }\npredictions: { score: pa }\n", "MSPEC043: A binary task has one threshold. Found a mapping; expected a number. Thresholds by label are for task: multilabel.")]
    [InlineData("label: a\npredictions: { labels: [pa, pb] }\n", "MSPEC040: 'predictions.labels' means nothing for a task of one label. Remove it, or say another task.")]
    [InlineData("task: binary\nlabel: a\npredictions: { labels: [pa, pb] }\n", "MSPEC040: 'predictions.labels' means nothing for a binary task. Remove it, or say another task.")]
    [InlineData("task: multilabel\nlabel: [a, a, b]\npredictions: { scores: [pa, pb] }\n", "MSPEC022: 'a' stands twice in 'label'. Remove one of the two.")]
    public void What_does_not_fit_several_labels_is_named(string rest, string expected) =>
        SpecText.Problems(Parse(rest)).Should().ContainSingle().Which.Should().EndWith(expected);

    [Theory]
    [InlineData("f1: { average: samples, is: \">= 0.1\" }", null)]
    [InlineData("roc_auc: { average: micro, is: \">= 0.1\" }", null)]
    [InlineData("recall: { class: b, is: \">= 0.1\" }", null)]
    [InlineData("recall: { class: c, is: \">= 0.1\" }", "MSPEC033")]
    [InlineData("roc_auc: { multi_class: ovo, is: \">= 0.1\" }", "MSPEC040")]
    public void Parameters_are_those_of_several_labels(string check, string? id)
    {
        var text = $"spec: s\ngolden: g.csv\nlabel: [a, b]\npredictions: {{ scores: [pa, pb] }}\nexpect: {{ {check} }}\n";

        SpecText.ParseWhole(text).Diagnostics.Select(problem => problem.Id).Should().Equal(id is null ? [] : [id]);
    }

    private static SpecParseResult Parse(string rest) => SpecText.ParseWhole(Start + rest);
}
