using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Sessions;

namespace ModelSpecs.Xunit.Tests.Support;

/// <summary>A spec on disk and an engine whose results are made by hand.</summary>
internal sealed class SpecFolder : IDisposable
{
    public const string Text = """
        spec: Loan default
        golden: golden.csv
        label: y
        task: binary
        predictions: { score: p }
        expect: { roc_auc: ">= 0.80" }
        slices:
          young: { where: age < 25, expect: { recall: ">= 0.70" } }
          country: { by: country, expect: { recall: ">= 0.1" } }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("modelspecs-xunit-").FullName;
    private int _runs;

    public SpecFolder(string text = Text)
    {
        File = Path.Combine(_folder, "loan.spec.yaml");
        System.IO.File.WriteAllText(File, text);
        Fingerprint = FingerprintOf();
    }

    public string File { get; }

    public string Fingerprint { get; }

    /// <summary>How often the spec was run.</summary>
    public int Runs => _runs;

    /// <summary>What a run gives.</summary>
    public Func<SuiteSpec, CancellationToken, Task<SuiteResult>> OnRun { get; set; } = (_, _) => Task.FromResult(SampleResults.Suite(
        Check("overall//roc_auc/min"), Check("young//recall/min"), Check("country/DE/recall/min"), Check("country/FR/recall/min")));

    /// <summary>What a scan gives.</summary>
    public Func<SliceSpec, IReadOnlyList<string>> OnScan { get; set; } = _ => ["DE", "FR"];

    public SpecSession Session() => Session(engine => engine);

    public SpecSession Session(Func<SpecEngine, SpecEngine> change) => new(new SpecPlace(File, _folder), change(new SpecEngine
    {
        Run = async (suite, _, cancellationToken) =>
        {
            Interlocked.Increment(ref _runs);
            return await OnRun(suite, cancellationToken);
        },
        Groups = (_, slice, _, _) => Task.FromResult(OnScan(slice)),
    }));

    public GeneratedSpec Tests(string? fingerprint = null) => new(typeof(SpecFolder), Session(), fingerprint ?? Fingerprint);

    public static CheckResult Check(string id, Outcome outcome = Outcome.Passed, bool? fails = null, bool skips = false, string? message = null) =>
        SampleResults.Check(outcome: outcome, fails: fails, skips: skips, message: message) with { Id = id };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FingerprintOf() => SpecParser.Parse(File, new DiskSpecFiles(_folder)).Spec is { } suite ? CheckPlan.FingerprintOf(CheckPlan.Of(suite)) : "";
}
