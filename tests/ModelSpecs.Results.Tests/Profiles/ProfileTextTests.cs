using System.Text;
using ModelSpecs.Results.Json;
using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Results.Tests.Profiles;

public sealed class ProfileTextTests
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly ProfileDocument Document = new()
    {
        Rows = 100, Floor = 10, Data = [Hash], Model = Hash,
        Columns =
        [
            new ColumnProfile("in\"come \u202e", ColumnProfile.Number, 3)
            {
                Numbers = new NumberProfile
                {
                    Mean = 1.25, Deviation = 0.1, Edges = [1.5], Knots = [double.NegativeInfinity, -0.0, 1.5, 1e300], At = [10, 12, 15, 20], Between = [0, 10, 10, 10, 10], Above = double.PositiveInfinity, RankError = 0.001,
                },
            },
            new ColumnProfile("few", ColumnProfile.Number, 0)
            {
                Numbers = new NumberProfile { Mean = 0.5, Deviation = 0.5, IsFewValued = true, Edges = [0], Knots = [0, 1], At = [60, 40], Between = [0, 0, 0] },
            },
            new ColumnProfile("gone", ColumnProfile.Date, 95),
            new ColumnProfile("country", ColumnProfile.Category, 10) { Categories = new CategoryProfile([new("DE", 50), new("FR", 30)], 10, 3) },
        ],
        Predictions = [new ColumnProfile("prediction", ColumnProfile.Category, 0) { Categories = new CategoryProfile([new("no", 60), new("yes", 40)], 0, 0) }],
    };

    [Fact]
    public void What_was_written_is_read_back()
    {
        var bytes = ProfileText.Write(Document);
        var read = ProfileText.Read(bytes);

        ProfileText.Write(read).Should().Equal(bytes);
        read.Columns[0].Name.Should().Be("in\"come \u202e");
        read.Columns[0].Numbers!.Knots.Should().Equal(double.NegativeInfinity, 0, 1.5, 1e300);
        read.Columns[0].Numbers!.Above.Should().Be(double.PositiveInfinity);
        read.Columns[2].Numbers.Should().BeNull();
        read.Columns[3].Categories!.Rows.Select(row => (row.Key, row.Value)).Should().Equal(("DE", 50), ("FR", 30));
        (read.Columns[1].Numbers!.IsFewValued, read.Model, read.Predictions.Count).Should().Be((true, Hash, 1));
        Encoding.UTF8.GetString(bytes).Should().NotContain("\u202e").And.NotContain("-0,", "-0 is 0").And.Contain("\"knots\": [\"-Infinity\", 0, 1.5, 1E+300]");
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "\"rows\": 100", "\"rows\": 0", "A count of the profile (rows) is none. Found 0" },
        { "\"rows\": 100", "\"rows\": 1e3", "A count of the profile (rows) is none" },
        { "\"rows\": 100", "\"rows\": 100, \"row\": 1", "Unknown key in the profile. Found 'row'" },
        { "\"rows\": 100", "\"rows\": 100, \"rows\": 100", "says a key twice" },
        { "\"modelspecs_profile\": 1", "\"modelspecs_profile\": 2", "written by a newer version" },
        { "\"floor\": 10,", "", "the profile has no 'floor'" },
        { Hash + "\"]", Hash[1..] + "\"]", "A hash of data is none" },
        { "[\"" + Hash + "\"]", "[\"" + Hash + "\", \"" + Hash + "\"]", "data is not in order" },
        { "\"kind\": \"date\"", "\"kind\": \"time\"", "has an unknown kind. Found 'time'" },
        { "\"missing\": 95", "\"missing\": 101", "expected a whole number from 0 to 100" },
        { "\"at\": [60, 40]", "\"at\": [60, 41]", "The counts of columns 'few' do not add up. Found 101 or more; expected 100" },
        { "\"at\": [60, 40]", "\"at\": [60]", "do not belong together" },
        { "\"at\": [60, 40]", "\"at\": [100, -0.5]", "A count of columns 'few' is none" },
        { "\"knots\": [0, 1]", "\"knots\": [1, 0]", "do not ascend" },
        { "\"knots\": [0, 1]", "\"knots\": [0, 1e999]", "A number of columns 'few' is none" },
        { "\"edges\": [0]", "\"edges\": [0.5]", "is no knot" },
        { "\"few_values\": true", "\"few_values\": false", "is not true" },
        { "\"mean\": 0.5", "\"mean\": \"Infinity\"", "cannot be" },
        { "\"deviation\": 0.5", "\"deviation\": \"Infinity\"", "cannot be" },
        { "\"DE\": 50", "\"DE\": 51", "The counts of columns 'country' do not add up" },
        { "\"DE\": 50", "\"DE\": 50, \"DE\": 50", "says a key twice" },
        { "\"rest\": 10", "\"rest\": 10, \"knots\": [1]", "cannot have 'knots'" },
        { "\"rest_categories\": 3", "\"rest_categories\": 0", "do not add up" },
        { "\"columns\": {", "\"columns\": [], \"x\": {", "Unknown key" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_hold_together_is_not_read(string text, string instead, string said)
    {
        var whole = Encoding.UTF8.GetString(ProfileText.Write(Document));
        whole.Should().Contain(text);

        var read = () => ProfileText.Read(Encoding.UTF8.GetBytes(whole.Replace(text, instead, StringComparison.Ordinal)));
        read.Should().Throw<ResultsFormatException>().Which.Message.Should().Contain(said).And.NotContain("\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"modelspecs_profile\": 1,")]
    [InlineData("version https://git-lfs.github.com/spec/v1")]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}")]
    public void Something_else_is_no_profile(string text)
    {
        var read = () => ProfileText.Read(Encoding.UTF8.GetBytes(text));
        read.Should().Throw<ResultsFormatException>();
    }

    [Fact]
    public void Counts_that_would_overflow_are_said_not_to_add_up()
    {
        var counts = string.Join(", ", Enumerable.Repeat("9007199254740992", 1_999));
        var knots = string.Join(", ", Enumerable.Range(0, 1_999));
        var text = $"{{\"modelspecs_profile\": 1, \"rows\": 9007199254740992, \"floor\": 1, \"data\": [], \"columns\": {{\"a\": {{\"kind\": \"number\", \"missing\": 0, \"mean\": 1, \"deviation\": 1, \"edges\": [], \"knots\": [{knots}], \"at\": [{counts}], \"between\": [{counts}, 0]}}}}}}";

        var read = () => ProfileText.Read(Encoding.UTF8.GetBytes(text));
        read.Should().Throw<ResultsFormatException>().Which.Message.Should().Contain("do not add up");
    }

    [Fact]
    public void Every_cut_of_a_profile_is_refused()
    {
        var bytes = ProfileText.Write(Document);
        for (var length = 0; length < bytes.Length - 2; length += 7)
        {
            var read = () => ProfileText.Read(bytes.AsMemory(0, length));
            read.Should().Throw<ResultsFormatException>();
        }
    }
}
