using ModelSpecs.Spec.Diagnostics;
using static ModelSpecs.Cli.Tests.Snapshots.SnapshotHarness;

namespace ModelSpecs.Cli.Tests.Snapshots;

/// <summary>Every diagnostic of a snapshot is brought about here, and its page shows the message that came.</summary>
public sealed class SnapshotDiagnosticPageTests : IDisposable
{
    private readonly CliHarness cli = new CliHarness().WithTinySpec();

    public static TheoryData<string> Ids { get; } = [.. SpecDiagnostics.All.Select(d => d.Id).Where(id => string.CompareOrdinal(id, "MSPEC440") >= 0 && string.CompareOrdinal(id, "MSPEC449") < 0)];

    public void Dispose() => cli.Dispose();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_page_of_a_diagnostic_shows_its_real_message(string id)
    {
        (await cli.RunAsync(Provoke(id))).Should().Be(ExitCodes.Wrong, cli.Out);

        var message = $"{cli.Error}\n{cli.Out}".Replace(cli.Folder, "/repo").Split('\n').First(line => line.Contains($"error {id}: "));
        var page = Repository.Read("docs", "diagnostics", id + ".md");
        page.Should().StartWith($"# {id}: {SpecDiagnostics.All.Single(d => d.Id == id).Title}\n").And.Contain($"```\n{message}\n```\n").And.Contain("## What to do\n");
    }

    private string[] Provoke(string id)
    {
        var verified = PathsOf(cli).VerifiedText;
        Verify(cli);
        switch (id)
        {
            case "MSPEC440":
                File.WriteAllText(verified, File.ReadAllText(verified)[..300]);
                return ["diff"];
            case "MSPEC441":
                File.WriteAllText(verified, "<<<<<<< HEAD\n" + File.ReadAllText(verified));
                return ["diff"];
            case "MSPEC442":
                File.WriteAllText(verified, File.ReadAllText(verified).Replace("\"modelspecs_snapshot\": 1", "\"modelspecs_snapshot\": 2"));
                return ["diff"];
            case "MSPEC443":
                File.Delete(Rows());
                return ["diff"];
            case "MSPEC444":
                File.WriteAllBytes(Rows(), File.ReadAllBytes(Rows())[..50]);
                return ["diff"];
            case "MSPEC445":
                File.Delete(verified);
                Receive(cli);
                Directory.CreateDirectory(verified);
                return ["accept"];
            case "MSPEC446":
                cli.Variables["CI"] = "true";
                return ["accept"];
            case "MSPEC447":
                Receive(cli, partial: true);
                return ["accept"];
            case "MSPEC448":
                Receive(cli);
                Verify(cli, recall: 0.75);
                Receive(cli);
                cli.Write("specs/tiny.spec.yaml", CliHarness.Spec + "# more\n");
                return ["accept"];
            default:
                throw new ArgumentException($"Nothing here brings about {id}.", nameof(id));
        }
    }

    private string Rows() => Directory.GetFiles(Path.Combine(cli.Folder, "specs"), "*.rows").Single();
}
