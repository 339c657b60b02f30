using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.GateDiff;
using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.GateDiff;

public sealed class GoldenSetComparisonTests : IDisposable
{
    private const string Rows = "id,y,x\na,0,1\nb,1,2\nc,0,3\nd,1,4\n";

    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void The_same_rows_in_another_order_and_layout_are_no_change()
    {
        Compare(Rows, "y,id,x\r\n1,d,4.0\r\n0,a,1\r\n0,c,3\r\n1,b,\"2\"\r\n").Should().BeEmpty();
    }

    [Fact]
    public void Rows_removed_and_added_and_labels_and_values_edited_are_counted_and_named()
    {
        Compare(Rows, "id,y,x\na,1,1\nc,0,3.5\nd,0,4\ne,1,5\nf,1,6\n").Should().Equal(
            "- golden set: 1 row removed of 4: b @3",
            "~ golden set: 2 rows added to 4: e, f @3",
            "~ golden set: 2 labels edited: a (0 → 1), d (1 → 0) @3",
            "~ golden set: 1 row with other values in x: c @3");
    }

    [Fact]
    public void No_more_than_the_first_ids_are_named()
    {
        var many = "id,y,x\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"r{i},0,1\n"));

        Compare(many, "id,y,x\nr3,0,1\n").Should().Equal("- golden set: 1,999 rows removed of 2,000: r0, r1, r2, r4, r5, … @3");
    }

    [Fact]
    public void Columns_that_came_or_went_are_named()
    {
        Compare(Rows, "id,y,z\na,0,1\nb,1,2\nc,0,3\nd,1,4\n").Should().Equal("~ golden set: 1 column removed: x @3", "~ golden set: 1 column added: z @3");
    }

    [Fact]
    public void A_column_whose_type_changed_with_one_value_is_compared_as_people_read_it()
    {
        Compare(Rows, Rows.Replace("d,1,4", "d,1,four")).Should().Equal("~ golden set: 1 row with other values in x: d @3");
    }

    [Fact]
    public void A_value_that_is_missing_now_is_another_value()
    {
        Compare(Rows, Rows.Replace("d,1,4", "d,1,")).Should().Equal("~ golden set: 1 row with other values in x: d @3");
        Compare(Rows, Rows.Replace("d,1,4", "d,,4")).Should().Equal("~ golden set: 1 label edited: d (1 → ) @3");
    }

    [Theory]
    [InlineData("id,y,x\na,0,1\na,1,2\n", "- golden set: 2 rows, was 4 rows; with ids that are missing or not unique they cannot be matched @3")]
    [InlineData("id,y,x\na,0,1\n,1,2\nc,1,2\nd,1,2\ne,1,2\n", "~ golden set: 5 rows, was 4 rows; with ids that are missing or not unique they cannot be matched @3")]
    public void Rows_that_cannot_be_told_apart_are_only_counted(string after, string expected) => Compare(Rows, after).Should().Equal(expected);

    [Fact]
    public void Without_an_id_rows_are_only_counted()
    {
        Compare(Rows, "id,y,x\na,0,1\n", id: "").Should().Equal("- golden set: 1 row, was 4 rows; without id they cannot be matched @3");
    }

    [Fact]
    public void Ids_and_labels_from_data_are_escaped()
    {
        Compare(Rows, Rows + "\"e\u001b[2J\",1,5\n").Should().Equal("~ golden set: 1 row added to 4: e\\u001b[2J @3");
    }

    private IReadOnlyList<string> Compare(string before, string after, string id = "id: id\n")
    {
        var spec = SpecPair.Parse($"{id}expect: {{ accuracy: \">= 0.5\" }}\n");
        return [.. GoldenSetComparison.Of(spec, Read(spec, "before.csv", before), spec, Read(spec, "after.csv", after)).Select(SpecPair.Line)];
    }

    private Table Read(SuiteSpec spec, string name, string text)
    {
        var path = workspace.Write(name, text);
        return DatasetReader.Read(spec.Golden with { File = new FileReference(spec.Golden.File.Written, path) }, workspace.Root, null, new DatasetOptions(), TestContext.Current.CancellationToken);
    }
}
