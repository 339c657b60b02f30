using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Tests.Guards.Unknown;

/// <summary>What the three guards cannot be measured of is a diagnostic, and never a pass.</summary>
public sealed class UnknownDiagnosticTests : IDisposable
{
    private const string Lines = "unknown: { data: foreign.csv, confident: \"<= 5 %\" }\n";
    private readonly ClassifierCase guard = new ClassifierCase().Golden().Rows("foreign.csv", [(ClassifierCase.Lead(0, 1), "?")]);

    public static TheoryData<string> Ids { get; } = [.. SpecDiagnostics.All.Select(row => row.Id).Where(id => id is "MSPEC550" or "MSPEC551" or "MSPEC553")];

    public void Dispose() => guard.Dispose();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_page_of_a_diagnostic_shows_its_real_message(string id)
    {
        var (lines, head) = Provoke(id);

        var run = await guard.RunAsync(lines, head);

        var problem = run.Diagnostics.Should().ContainSingle(diagnostic => diagnostic.Id == id).Subject;
        problem.Severity.Should().Be("error");
        run.Checks.Should().NotBeEmpty().And.OnlyContain(check => check.Outcome == Outcome.Error && check.Fails);
        var message = $"{problem.File.Replace(guard.Files.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}({problem.Line},{problem.Column}): error {id}: {problem.Message}";
        var page = Path.Combine(RepositoryRoot.Path, "docs", "diagnostics", id + ".md");
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            var start = text.LastIndexOf("```\n", text.LastIndexOf("\n```\n", StringComparison.Ordinal) - 1, StringComparison.Ordinal) + 4;
            await File.WriteAllTextAsync(page, text[..start] + message + text[text.IndexOf("\n```\n", start, StringComparison.Ordinal)..], TestContext.Current.CancellationToken);
        }

        (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).Should()
            .StartWith($"# {id}: {SpecDiagnostics.All.Single(row => row.Id == id).Title}\n").And.Contain($"```\n{message}\n```\n").And.Contain("## What to do\n");
    }

    [Fact]
    public async Task A_regression_has_no_confidence_which_validate_finds_too()
    {
        guard.Files.Model("linear").Write("golden.csv", "a,b,t\n1,2,21\n2,3,32\n").Write("foreign.csv", "a,b\n1,2\n");
        var suite = guard.Files.Parse(Lines, "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\ninputs: { x: [a, b] }\n");

        (await Validate(suite)).Should().ContainSingle().Which.Message.Should().StartWith("unknown: the predictions have no confidence. Found a regression task;");
        (await guard.RunAsync("selective: { aurc: \"<= 0.1\" }\n", "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\ninputs: { x: [a, b] }\n"))
            .Diagnostics.Should().ContainSingle().Which.Message.Should().StartWith("selective: the predictions have no confidence. Found a regression task;");
    }

    [Fact]
    public async Task Validate_finds_a_file_that_is_not_there_and_a_column_that_it_lacks()
    {
        File.Delete(guard.Files.PathOf("foreign.csv"));
        (await Validate(guard.Files.Parse(Lines, ClassifierCase.Logits))).Should().ContainSingle().Which.Id.Should().Be("MSPEC100");

        guard.Files.Write("foreign.csv", "a,b\n1,2\n");
        (await Validate(guard.Files.Parse(Lines, ClassifierCase.Logits))).Should().ContainSingle().Which.Message.Should().Contain("Found 'c'").And.Contain("foreign.csv");

        guard.Files.Write("foreign.csv", "a,b,c\n1,2,three\n");
        (await Validate(guard.Files.Parse(Lines, ClassifierCase.Logits))).Should().ContainSingle().Which.Message.Should().Contain("'three'");

        guard.Files.Write("foreign.csv", "a,b,c\n1,2,3\n");
        (await Validate(guard.Files.Parse(Lines, ClassifierCase.Logits))).Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<SpecDiagnostic>> Validate(ModelSpecs.Spec.Model.SuiteSpec suite) =>
        [.. (await SuiteValidator.ValidateAsync(suite, new RunOptions { Threads = 1 }, TestContext.Current.CancellationToken)).Where(d => d.Severity == DiagnosticSeverity.Error)];

    private (string Lines, string Head) Provoke(string id)
    {
        switch (id)
        {
            case "MSPEC550":
                guard.Files.Model("scores");
                return (Lines, ClassifierCase.Logits);
            case "MSPEC551":
                guard.Files.Model("binary");
                guard.Rows("golden.csv", [([0.25, 0.75], "yes"), ([0.75, 0.25], "no")]).Rows("foreign.csv", [([0.5, 0.5], "?")]);
                return ("unknown: { data: foreign.csv, by: energy, roc_auc: \">= 0.85\" }\n", ClassifierCase.Probabilities);
            default:
                return ("fuzz: { columns: { side: { from: 0, to: 1 } } }\n", ClassifierCase.Logits);
        }
    }
}
