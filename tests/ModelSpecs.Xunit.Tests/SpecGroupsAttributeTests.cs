using System.Reflection;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Xunit.Sessions;
using ModelSpecs.Xunit.Tests.Support;
using Xunit.Sdk;

namespace ModelSpecs.Xunit.Tests;

public sealed class SpecGroupsAttributeTests : IDisposable
{
    private const string Country = "country//recall/min";

    private readonly SpecFolder _spec = new();

    public void Dispose() => _spec.Dispose();

    [Fact]
    public async Task Each_value_is_a_row_named_as_a_person_reads_it_with_its_trait()
    {
        _spec.OnScan = slice => slice.Name.Value == "country" ? ["DE", "(null)", "a=b\u202e"] : [];

        var rows = await Rows();

        rows.Select(row => row.TestDisplayName).Should().Equal("country = DE: recall >= 0.1", "country = (null): recall >= 0.1", "country = a=b\\u202e: recall >= 0.1");
        rows.Select(row => row.GetData()).Should().BeEquivalentTo(new object?[][] { ["DE", null], ["(null)", null], ["a=b\u202e", null] }, options => options.WithStrictOrdering());
        rows.Select(row => row.Traits!["Group"].Single()).Should().Equal("DE", "(null)", "a:b\\u202e");
        rows.Should().OnlyContain(row => row.Label == "", "else the arguments would be appended to the name");
    }

    [Fact]
    public async Task MSPEC406_a_group_without_values_is_one_row_that_fails()
    {
        _spec.OnScan = _ => [];

        var row = (await Rows()).Should().ContainSingle().Which;

        row.TestDisplayName.Should().Be("country: recall >= 0.1");
        row.GetData().Should().Equal(new object?[] { null, $"{_spec.File}(9,3): error MSPEC406: The slice 'country' has no values, so none of its checks is judged. Found no rows; expected at least one value in the golden set." });
        await Fails(row);
    }

    [Fact]
    public async Task Data_that_cannot_be_read_is_one_row_that_fails_with_every_problem()
    {
        var diagnostic = new SpecDiagnostic("MSPEC100", DiagnosticSeverity.Error, new SourceSpan("/a.spec.yaml", 2, 9, 2, 10), "No such file.");
        _spec.OnScan = _ => throw new SpecException([diagnostic, diagnostic with { Message = "Nor this." }]);

        var row = (await Rows()).Should().ContainSingle().Which;

        row.GetData()[1].Should().Be("/a.spec.yaml(2,9): error MSPEC100: No such file." + Environment.NewLine + "/a.spec.yaml(2,9): error MSPEC100: Nor this.");
        await Fails(row);
    }

    [Fact]
    public async Task A_scan_that_throws_is_one_row_that_fails()
    {
        _spec.OnScan = _ => throw new InvalidOperationException("boom");

        var row = (await Rows()).Should().ContainSingle().Which;

        row.GetData()[1].Should().BeOfType<string>().Which.Should().Contain("MSPEC949").And.Contain("boom");
        await Fails(row);
    }

    [Theory]
    [InlineData("spec: [", "MSPEC001")]
    [InlineData(null, "MSPEC404")]
    public async Task A_spec_that_changed_under_its_tests_is_one_row_that_fails(string? text, string id)
    {
        if (text is not null)
        {
            await File.WriteAllTextAsync(_spec.File, text, TestContext.Current.CancellationToken);
        }

        var row = (await Rows(text is null ? "city//recall/min" : Country)).Should().ContainSingle().Which;

        row.GetData()[1].Should().BeOfType<string>().Which.Should().Contain(id);
        await Fails(row);
    }

    [Fact]
    public async Task Checks_of_one_group_share_one_scan()
    {
        var scans = 0;
        _spec.OnScan = _ =>
        {
            Interlocked.Increment(ref scans);
            return ["DE"];
        };
        var session = _spec.Session();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => session.GroupsOfAsync(Country, TestContext.Current.CancellationToken))));

        scans.Should().Be(1);
    }

    [Fact]
    public async Task Through_the_attribute_a_class_finds_its_spec_by_the_folder_of_its_project()
    {
        var attribute = new SpecGroupsAttribute("no/such.spec.yaml", ".", Country);
        await using var tracker = new DisposalTracker();

        var rows = await attribute.GetData(typeof(SpecGroupsAttributeTests).GetMethod(nameof(Through_the_attribute_a_class_finds_its_spec_by_the_folder_of_its_project))!, tracker);

        rows.Should().ContainSingle().Which.GetData()[1].Should().BeOfType<string>().Which.Should().Contain("MSPEC405").And.Contain(Path.Combine(AppContext.BaseDirectory, "no", "such.spec.yaml"));
        attribute.SupportsDiscoveryEnumeration().Should().BeTrue();
    }

    private async Task<IReadOnlyList<ITheoryDataRow>> Rows(string check = Country) =>
        [.. SpecGroupsAttribute.RowsOf(await _spec.Session().GroupsOfAsync(check, TestContext.Current.CancellationToken))];

    private async Task Fails(ITheoryDataRow row) => await _spec.Tests()
        .Invoking(tests => tests.CheckGroup(Country, (string?)row.GetData()[0], (string?)row.GetData()[1])).Should().ThrowAsync<ModelSpecFailedException>();
}
