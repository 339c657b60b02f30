using System.Globalization;
using System.Text;

namespace ModelSpecs.Tests.Shared;

/// <summary>A small spec with a golden set that holds its predictions, in a folder of its own that goes with it.</summary>
internal sealed class CreditSample : IDisposable
{
    /// <summary>The spec unless another is given: <c>young: recall</c> fails, everything else passes.</summary>
    public const string Yaml = """
        spec: Credit
        golden: golden.csv
        label: defaulted
        id: loan
        predictions: { score: score }
        expect: { roc_auc: ">= 0.60" }
        slices:
          young: { where: age < 25, expect: { recall: ">= 0.95" }, owner: youth-desk }
          old: { where: age >= 60 }
          sound: { where: defaulted = 0 }
          country: { by: country, expect: { accuracy: ">= 0.50" } }
        """;

    public CreditSample(string yaml = Yaml)
    {
        Folder = Path.Combine(Path.GetTempPath(), "modelspecs-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "modelspecs.yaml"), "root: true\n");
        File.WriteAllText(Path.Combine(Folder, "golden.csv"), Golden());
        SpecFile = Path.Combine(Folder, "credit.spec.yaml");
        File.WriteAllText(SpecFile, yaml);
    }

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Full path of the spec.</summary>
    public string SpecFile { get; }

    /// <summary>200 loans; of the 6 young ones that default, 3 have a low score.</summary>
    public static string Golden()
    {
        var text = new StringBuilder("loan,age,country,defaulted,score\n");
        for (var i = 0; i < 200; i++)
        {
            var (age, defaulted) = (18 + (i % 50), i % 5 == 0);
            var score = defaulted ? age < 25 && i % 10 == 0 ? 0.2 : 0.9 : i % 7 == 0 ? 0.6 : 0.1;
            text.Append(CultureInfo.InvariantCulture, $"L{i},{age},{(i % 4) switch { 0 or 1 => "DE", 2 => "FR", _ => "AT" }},{(defaulted ? 1 : 0)},{score}\n");
        }

        return text.ToString();
    }

    /// <summary>Evaluates the spec without a cache.</summary>
    public Task<ModelSpecResult> EvaluateAsync(EvaluationOptions? options = null) =>
        ModelSpec.Load(SpecFile).EvaluateAsync((options ?? new EvaluationOptions()) with { UseCache = false }, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
