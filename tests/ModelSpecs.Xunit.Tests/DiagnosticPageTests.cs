using System.Reflection;
using ModelSpecs.Results;
using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Tests.Support;

namespace ModelSpecs.Xunit.Tests;

/// <summary>The page of each diagnostic of a test run shows the message that really comes.</summary>
public sealed class DiagnosticPageTests : IDisposable
{
    private readonly SpecFolder _spec = new();

    public void Dispose() => _spec.Dispose();

    [Theory]
    [InlineData("MSPEC404")]
    [InlineData("MSPEC405")]
    [InlineData("MSPEC406")]
    [InlineData("MSPEC407")]
    public async Task The_page_shows_the_real_message(string id)
    {
        var failure = await this.Awaiting(_ => Provoke(id)).Should().ThrowAsync<ModelSpecFailedException>();

        var message = failure.Which.Message.Replace(_spec.File, "/repo/specs/loan.spec.yaml");
        var page = File.ReadAllText(Path.Combine(RepositoryRoot, "docs/diagnostics", id + ".md"));
        page.Should().Contain(message.Replace("/repo/", id == "MSPEC405" ? "/build/repo/" : "/repo/"));
    }

    private static string RepositoryRoot => typeof(DiagnosticPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "RepositoryRoot").Value!;

    private async Task Provoke(string id)
    {
        switch (id)
        {
            case "MSPEC404":
                await _spec.Tests("0").Check("young//recall/min");
                break;
            case "MSPEC405":
                File.Delete(_spec.File);
                await _spec.Tests().Check("young//recall/min");
                break;
            case "MSPEC406":
                _spec.OnScan = _ => [];
                var row = SpecGroupsAttribute.RowsOf(await _spec.Session().GroupsOfAsync("country//recall/min", TestContext.Current.CancellationToken)).Single().GetData();
                await _spec.Tests().CheckGroup("country//recall/min", (string?)row[0], (string?)row[1]);
                break;
            default:
                await _spec.Tests().CheckGroup("country//recall/min", "XX", null, "m", _spec.File, 9);
                break;
        }
    }
}
