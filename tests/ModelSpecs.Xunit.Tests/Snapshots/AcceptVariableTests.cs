using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Sessions;
using ModelSpecs.Xunit.Tests.Support;

namespace ModelSpecs.Xunit.Tests.Snapshots;

public sealed class AcceptVariableTests
{
    private static readonly TestSelection Whole = new(new Dictionary<string, int?> { ["Overall"] = 1, ["Young"] = 1, ["Country"] = 2 });

    private const string WithSnapshot = SpecFolder.Text + "snapshot: { recall: { max_drop: 0.02 } }\n";

    [Theory]
    [InlineData(WithSnapshot, "1", null, true, true)]
    [InlineData(WithSnapshot, "0", null, false, true)]
    [InlineData(WithSnapshot, null, "true", false, true)]
    [InlineData(WithSnapshot, "1", "true", null, false)]
    [InlineData(SpecFolder.Text, "1", null, false, true)]
    [InlineData(SpecFolder.Text, "1", "true", false, true)]
    public async Task The_environment_asks_for_it_and_a_build_server_refuses(string spec, string? accept, string? ci, bool? accepted, bool usable)
    {
        using var folder = new SpecFolder(spec);
        bool? asked = null;
        var session = folder.Session(engine => engine with
        {
            SelectionOf = _ => Whole,
            Variable = name => name switch { "MODELSPECS_ACCEPT" => accept, "CI" => ci, _ => null },
            Run = (_, options, _) =>
            {
                asked = options.Accept;
                return Task.FromResult(SampleResults.Suite(SpecFolder.Check("overall//roc_auc/min")));
            },
        });

        var run = await session.RunAsync(folder.Fingerprint, typeof(LoanSpec), TestContext.Current.CancellationToken);

        asked.Should().Be(accepted);
        (run.Problem is null).Should().Be(usable, run.Problem);
        if (!usable)
        {
            run.Problem.Should().StartWith($"{folder.File}(10,").And.Contain("error MSPEC446: MODELSPECS_ACCEPT is set, and nothing is accepted here. This is a build server (CI is set)");
        }
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    [InlineData(0, false)]
    public async Task A_filtered_run_of_rows_accepts_nothing_either(int rows, bool accepted)
    {
        using var folder = new SpecFolder(WithSnapshot);
        var plan = folder.Session().Parsed.Plan;
        var all = plan.Values.Sum(planned => planned.IsPerGroup ? 2 : 1);
        var selection = new TestSelection(rows == 0 ? new Dictionary<string, int?>() : new Dictionary<string, int?> { ["a.spec.yaml"] = rows == 3 ? all : all - 1, ["b.spec.yaml"] = 100 });

        var (selected, found) = await selection.CountAsync("a.spec.yaml", plan, _ => Task.FromResult(2));

        found.Should().Be(all);
        (selected == all).Should().Be(accepted);
    }

    public static TheoryData<string, int?, int> Filtered => new()
    {
        { "Young", null, 3 },
        { "Country", null, 2 },
        { "Country", 1, 3 },
    };

    [Theory]
    [MemberData(nameof(Filtered))]
    public async Task A_filtered_run_accepts_nothing(string method, int? rows, int selected)
    {
        var cases = new Dictionary<string, int?>(Whole.Cases);
        cases.Remove(method);
        if (rows is not null)
        {
            cases[method] = rows;
        }

        var problem = (await RunAsync(_ => new TestSelection(cases))).Problem;

        problem.Should().Contain($"error MSPEC447: MODELSPECS_ACCEPT is set, and nothing is accepted of a filtered run. Found {selected} of 4 tests of the spec; expected all of them.");
    }

    [Fact]
    public async Task Rows_that_are_made_while_a_theory_runs_are_all_of_them() =>
        (await RunAsync(_ => new TestSelection(new Dictionary<string, int?>(Whole.Cases) { ["Country"] = null }))).Problem.Should().BeNull();

    [Fact]
    public async Task Where_nobody_knows_which_tests_run_nothing_is_accepted() =>
        (await RunAsync(_ => null)).Problem.Should().Contain("error MSPEC447: ").And.EndWith("Use modelspecs accept.");

    [Fact]
    public void The_orderer_changes_no_order_and_notes_what_there_is()
    {
        var running = TestContext.Current.TestCase!;
        IReadOnlyCollection<global::Xunit.Sdk.ITestCase> cases = [running];

        new SpecTestOrderer().OrderTestCases(cases).Should().Equal(cases);

        SpecTestOrderer.SelectionOf(typeof(AcceptVariableTests))!.Cases.Should().ContainSingle().Which.Should().Be(
            new KeyValuePair<string, int?>(nameof(The_orderer_changes_no_order_and_notes_what_there_is), 1));
        SpecTestOrderer.SelectionOf(typeof(LoanSpec)).Should().BeNull();
    }

    private static async Task<SessionRun> RunAsync(Func<Type, TestSelection?> selectionOf)
    {
        using var folder = new SpecFolder(WithSnapshot);
        var session = folder.Session(engine => engine with
        {
            SelectionOf = selectionOf,
            Variable = name => name == "MODELSPECS_ACCEPT" ? "1" : null,
            Run = (_, _, _) => Task.FromResult(SampleResults.Suite(SpecFolder.Check("overall//roc_auc/min"))),
        });
        return await session.RunAsync(folder.Fingerprint, typeof(LoanSpec), TestContext.Current.CancellationToken);
    }
}

/// <summary>As the generator writes one: two facts, and a theory over the countries.</summary>
#pragma warning disable xUnit1000 // It is read and never run.
internal sealed class LoanSpec
#pragma warning restore xUnit1000
{
    [Fact]
    public void Overall()
    {
    }

    [Fact]
    public void Young()
    {
    }

    [Theory]
    [SpecGroups("loan.spec.yaml", ".", "country//recall/min")]
    public void Country(string? group, string? problem) => _ = (group, problem);
}
