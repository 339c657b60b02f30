using System.IO.Compression;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Tests.Parity;

/// <summary>What is wrong with recorded data is a diagnostic of validate and of a run, and never a pass.</summary>
public sealed class ParityDiagnosticTests : IDisposable
{
    private const string Zoo = "parity: { zoo: { test_data: recorded } }\n";
    private static readonly byte[] Input = ParityCase.Tensor([1, 2], 0.5f, 0.25f);
    private readonly ParityCase parity = new();

    public static TheoryData<string> Ids { get; } = [.. SpecDiagnostics.All.Select(row => row.Id).Where(id => string.CompareOrdinal(id, "MSPEC483") >= 0 && string.CompareOrdinal(id, "MSPEC500") < 0)];

    public void Dispose() => parity.Dispose();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_page_of_a_diagnostic_shows_its_real_message(string id)
    {
        var lines = Provoke(id);

        var problems = await parity.ValidateAsync(lines);

        var message = problems.Should().ContainSingle(problem => problem.Id == id).Which.ToString().Replace(parity.Files.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        var page = Path.Combine(RepositoryRoot.Path, "docs", "diagnostics", id + ".md");
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            var start = text.LastIndexOf("```\n", text.LastIndexOf("\n```\n", StringComparison.Ordinal) - 1, StringComparison.Ordinal) + 4;
            await File.WriteAllTextAsync(page, text[..start] + message + text[text.IndexOf("\n```\n", start, StringComparison.Ordinal)..], TestContext.Current.CancellationToken);
        }

        (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).Should()
            .StartWith($"# {id}: {SpecDiagnostics.All.Single(row => row.Id == id).Title}\n").And.Contain($"```\n{message}\n```\n").And.Contain("## What to do\n");
        var run = await parity.RunAsync(lines);
        run.Diagnostics.Should().Contain(diagnostic => diagnostic.Id == id && diagnostic.Severity == "error");
        run.Checks.Should().NotBeEmpty().And.OnlyContain(check => check.Outcome == Outcome.Error && check.Fails);
    }

    [Theory]
    [InlineData("input_1.pb", "input_0.pb", "input_1.pb and output_0.pb")]
    [InlineData("output_1.pb", "output_0.pb", "input_0.pb and output_1.pb")]
    [InlineData("output_00.pb", "output_0.pb", "input_0.pb and no output_*.pb")]
    [InlineData("input_x.pb", "input_0.pb", "no input_*.pb")]
    public async Task A_set_is_numbered_from_0_without_gaps(string to, string from, string found)
    {
        parity.Recorded("test_data_set_0", Input, Input);
        var folder = parity.Files.PathOf("recorded/test_data_set_0");
        File.Move(Path.Combine(folder, from), Path.Combine(folder, to));

        (await parity.ValidateAsync(Zoo)).Should().ContainSingle().Which.Message.Should().Contain($"Found {found}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_out_of_the_root_is_refused(bool ofFolder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        using var outside = new ParityCase();
        outside.Recorded("test_data_set_0", Input, Input);
        if (ofFolder)
        {
            Directory.CreateSymbolicLink(parity.Files.PathOf("recorded"), outside.Files.PathOf("recorded"));
        }
        else
        {
            parity.Recorded("test_data_set_0", Input, Input);
            File.Delete(parity.Files.PathOf("recorded/test_data_set_0/output_0.pb"));
            File.CreateSymbolicLink(parity.Files.PathOf("recorded/test_data_set_0/output_0.pb"), outside.Files.PathOf("recorded/test_data_set_0/output_0.pb"));
        }

        (await parity.ValidateAsync(Zoo)).Should().ContainSingle().Which.Message.Should().Contain("out of the root");
    }

    [Fact]
    public async Task A_tensor_that_was_not_downloaded_is_named_as_that()
    {
        parity.Recorded("test_data_set_0", Input, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"u8.ToArray());

        (await parity.ValidateAsync(Zoo)).Should().ContainSingle().Which.Message.Should().Contain("recorded/test_data_set_0/output_0.pb: This is a Git LFS pointer");
    }

    [Fact]
    public async Task Every_broken_file_of_every_set_is_named()
    {
        parity.Recorded("test_data_set_0", Input, [0x08]).Recorded("test_data_set_1", [0xFF], Input).Recorded("test_data_set_2", Input, Input);

        (await parity.ValidateAsync(Zoo)).Select(problem => problem.Id).Should().Equal("MSPEC484", "MSPEC484");
    }

    [Fact]
    public async Task Every_name_that_the_model_does_not_have_is_named()
    {
        NumpyFiles.WriteNpz(parity.Files.PathOf("r.npz"), ("xx", [1, 2], new float[] { 1, 2 }), ("probabilities", [1, 2], new float[] { 1, 2 }));

        var problems = await parity.ValidateAsync("parity: { npz: { arrays: r.npz, inputs: r.npz, outputs: [probability, probabilities] } }\n");

        problems.Select(problem => problem.Message).Should().HaveCount(4)
            .And.ContainSingle(message => message.Contains("no output 'probability'", StringComparison.Ordinal) && message.Contains("Did you mean 'probabilities'?", StringComparison.Ordinal))
            .And.ContainSingle(message => message.Contains("no output 'xx'", StringComparison.Ordinal))
            .And.ContainSingle(message => message.Contains("no input 'xx'", StringComparison.Ordinal))
            .And.ContainSingle(message => message.Contains("input 'x' is not recorded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_array_of_golden_rows_has_as_many()
    {
        NumpyFiles.WriteNpy(parity.Files.PathOf("p.npy"), [3, 2], new float[6]);

        (await parity.ValidateAsync("parity: { array: { arrays: { probabilities: p.npy } } }\n")).Should().ContainSingle(problem => problem.Id == "MSPEC218")
            .Which.Message.Should().Contain("Found float [3, 2] of 'probabilities'; expected a first axis of 4").And.Contain("Say inputs:");
    }

    [Fact]
    public async Task An_archive_that_unpacks_to_more_than_is_read_stops_at_the_limit()
    {
        using (var archive = new ZipArchive(File.Create(parity.Files.PathOf("bomb.npz")), ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("probabilities.npy", CompressionLevel.Fastest).Open();
            var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (375000000, 2), }".PadRight(117) + "\n";
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(header)]);
            entry.Write(new byte[1 << 20]);
        }

        (await parity.ValidateAsync("parity: { bomb: { arrays: bomb.npz } }\n")).Should().ContainSingle().Which.Message.Should().Contain("too large").And.Contain("at most 2,000,000,000 bytes");
    }

    [Theory]
    [InlineData("(400000000,)", "bytes with its header")]
    [InlineData("(2000000000, 2000000000, 2000000000)", "bytes with its header")]
    [InlineData("(0, 2)", "first axis of 4")]
    public async Task A_shape_that_the_file_does_not_bear_out_is_refused_by_its_header(string shape, string said)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        await File.WriteAllBytesAsync(parity.Files.PathOf("p.npy"), [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(header)], TestContext.Current.CancellationToken);

        var problems = await parity.ValidateAsync("parity: { array: { arrays: { probabilities: p.npy } } }\n");

        problems.Should().ContainSingle().Which.Message.Should().MatchRegex(said);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_named_where_it_is_written()
    {
        var problems = await parity.ValidateAsync("parity: { recorded: { columns: { probabilities: [pa, pc] } } }\n");

        problems.Should().ContainSingle(problem => problem.Id == SpecDiagnostics.UnknownColumn.Id).Which.Should().Match<SpecDiagnostic>(problem => problem.Span.Line == 9 && problem.Message.Contains("'pc'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_few_columns_are_an_error_that_says_both()
    {
        var check = await parity.CheckAsync("parity: { recorded: { columns: { probabilities: pa } } }\n");

        check.Outcome.Should().Be(Outcome.Error);
        check.Message.Should().Contain("output 'probabilities' is float [?, 2] here and 1 column of number in the reference: the shapes differ");
    }

    private string Provoke(string id)
    {
        switch (id)
        {
            case "MSPEC483":
                parity.Recorded("test_data_set_0", Input, Input);
                File.Delete(parity.Files.PathOf("recorded/test_data_set_0/output_0.pb"));
                return Zoo;
            case "MSPEC484":
                parity.Recorded("test_data_set_0", Input, Input[..10]);
                return Zoo;
            case "MSPEC485":
                return "parity: { recorded: { columns: { probability: [pa, pb] } } }\n";
            case "MSPEC486":
                parity.Files.Write("golden.csv", ParityCase.Golden.Replace("0.25,0.75\n", "0.25,\n"));
                return "parity: { recorded: { columns: { probabilities: [pa, pb] } } }\n";
            default:
                throw new ArgumentException($"Nothing here brings about {id}.", nameof(id));
        }
    }
}
