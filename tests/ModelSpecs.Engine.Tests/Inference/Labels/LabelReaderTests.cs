using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Inference.Labels;

public sealed class LabelReaderTests
{
    [Theory]
    [InlineData("0\n1\n", new[] { "0", "1" })]
    [InlineData("0.0\n1.0\n", new[] { "0", "1" })]
    [InlineData("false\ntrue\n", new[] { "0", "1" })]
    [InlineData("0\n1\n", new[] { "False", "True" })]
    [InlineData("false\ntrue\n", new[] { "False", "True" })]
    [InlineData("FALSE\nTRUE\n", new[] { "false", "true" })]
    [InlineData("-1\n1\n", new[] { "-1.0", "1.0" })]
    [InlineData("no\nyes\n", new[] { "no", "yes" })]
    [InlineData("0.5\n1.5\n", new[] { "0.50", "1.5" })]
    public void A_label_means_the_class_of_its_value_however_it_is_written(string labels, string[] classes) =>
        Read(labels, classes).Classes.Should().Equal(0, 1);

    [Theory]
    [InlineData("No\nyes\n", new[] { "no", "yes" }, "Found 'No' in column 't' in line 2; expected 'no', 'yes'. Did you mean 'no'?")]
    [InlineData("yes\ntrue\n", new[] { "no", "yes" }, "Found 'true' in column 't' in line 3")]
    [InlineData("2\n1\n2\n", new[] { "0", "1" }, "Found '2' in column 't' in lines 2 and 4; expected '0', '1'")]
    [InlineData("a\nb\nc\na\n", new[] { "a" }, "Found 'b', 'c' in column 't' in lines 3 and 4; expected 'a'")]
    public void A_label_that_is_no_class_is_an_error_with_its_lines(string labels, string[] classes, string expected)
    {
        var read = () => Read(labels, classes);

        var problem = read.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC238");
        problem.Message.Should().Contain(expected);
    }

    [Fact]
    public void Classes_of_one_value_are_told_apart_by_their_spelling()
    {
        var matcher = new ClassMatcher(["1", "1.0", "01"]);

        matcher.IndexOf(LabelValue.Of("1.0")).Should().Be(1);
        matcher.IndexOf(LabelValue.Of("01")).Should().Be(2);
        matcher.IndexOf(LabelValue.Of(1L)).Should().Be(0);
        matcher.IndexOf(LabelValue.Of("1.00")).Should().Be(-1);
    }

    [Fact]
    public void A_missing_label_is_an_error_unless_it_is_declared()
    {
        var read = () => Read("1\n\n0\n\n", ["0", "1"]);
        read.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle()
            .Which.Message.Should().Contain("Found nulls in column 't' in lines 3 and 5 (2 of 4 rows)").And.Contain("golden: { labels_missing: drop }");

        var truth = Read("1\n\n0\n\n", ["0", "1"], "{ path: golden.csv, labels_missing: drop }");

        truth.Missing.Should().Equal(false, true, false, true);
        truth.Classes.Should().Equal(1, -1, 0, -1);
    }

    [Fact]
    public void Too_few_labels_are_an_error_where_a_floor_is_set()
    {
        Read("1\n\n0\n\n", ["0", "1"], "{ path: golden.csv, labels_missing: drop, labelled_at_least: 0.5 }").Missing.Should().HaveCount(4);
        var read = () => Read("1\n\n0\n\n", ["0", "1"], "{ path: golden.csv, labels_missing: drop, labelled_at_least: 0.51 }");

        var problem = read.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC237");
        problem.Message.Should().Contain("Found 50.00 % of 4 rows").And.Contain("labelled_at_least 51.00 %");
    }

    [Theory]
    [InlineData("1\n2.5\n-3\n", new[] { 1, 2.5, -3 })]
    [InlineData("1\n2\n-3\n", new[] { 1.0, 2, -3 })]
    public void A_regression_s_labels_are_numbers(string labels, double[] expected) => Read(labels).Values.Should().Equal(expected);

    [Fact]
    public void Missing_numbers_are_NaN_and_marked()
    {
        foreach (var labels in new[] { "1\n\n3\n", "1.0\n\n3.0\n" })
        {
            var truth = Read(labels, null, "{ path: golden.csv, labels_missing: drop }");

            truth.Values.Should().Equal(1, double.NaN, 3);
            truth.Missing.Should().Equal(false, true, false);
        }
    }

    [Theory]
    [InlineData("cheap\ndear\n", "Found text in column 't', 'cheap' in line 2; expected numbers")]
    [InlineData("true\nfalse\n", "Found booleans in column 't', 'true' in line 2")]
    [InlineData("1\nNaN\ninf\n", "in lines 3 and 4; expected finite numbers")]
    public void A_label_that_is_no_number_is_an_error(string labels, string expected)
    {
        var read = () => Read(labels);

        var problem = read.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC239");
        problem.Message.Should().Contain(expected);
    }

    [Fact]
    public void Dates_are_no_labels()
    {
        var read = () => Read("2024-01-01\n2024-01-02\n", ["a", "b"]);

        read.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("Found dates in column 't'");
    }

    private static Truth Read(string labels, string[]? classes = null, string golden = "golden.csv")
    {
        using var model = new ModelCase();
        model.Write("golden.csv", "p,t\n" + string.Concat(labels.TrimEnd('\n').Split('\n').Select(label => $"0,{label}\n")) + (labels.EndsWith("\n\n", StringComparison.Ordinal) ? "0,\n" : ""));
        var suite = model.Parse("predictions: { value: p }\n", $"spec: A\ngolden: {golden}\nlabel: t\n");
        var table = model.Read(suite);
        var predictions = classes is null
            ? new Predictions { Task = TaskKind.Regression, Rows = table.Rows, Values = new double[table.Rows] }
            : new Predictions { Task = TaskKind.Multiclass, Rows = table.Rows, Classes = classes, Labels = new int[table.Rows] };
        return LabelReader.Read(suite, table, predictions);
    }
}
