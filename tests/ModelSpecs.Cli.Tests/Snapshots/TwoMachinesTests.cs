using System.Diagnostics;
using System.Globalization;
using static ModelSpecs.Cli.Tests.Snapshots.SnapshotHarness;

namespace ModelSpecs.Cli.Tests.Snapshots;

/// <summary>What another machine does differently, and a snapshot does not: threads, cultures, time zones, line ends.</summary>
public sealed class TwoMachinesTests : IDisposable
{
    private const string Spec = """
        spec: Loan
        model: champion.onnx
        golden: { path: golden.csv, columns: { applied_at: date } }
        label: defaulted
        id: loan_id
        positive: 1
        threshold: 0.30
        inputs: { X: [income, debt_ratio, age, history_months, amount, utilisation] }
        outputs: { score: "probabilities[1]" }
        expect: { roc_auc: ">= 0.5", log_loss: "<= 1", f1: ">= 0.1", recall: ">= 0.1" }
        slices:
          young: age < 25
          quarter: { by: applied_at, every: quarter }
          recent: applied_at >= '2025-01-01'
        snapshot: true

        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CliHarness cli = new();

    public TwoMachinesTests()
    {
        var loan = Path.Combine(Repository.Root, "testdata", "loan");
        File.Copy(Path.Combine(loan, "champion.onnx"), Path.Combine(Directory.CreateDirectory(Path.Combine(cli.Folder, "specs")).FullName, "champion.onnx"));
        cli.Write("specs/golden.csv", string.Concat(File.ReadLines(Path.Combine(loan, "golden.csv")).Take(1501).Select(line => line + "\n")));
        cli.Write("specs/loan.spec.yaml", Spec);
    }

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("de-DE", 1)]
    [InlineData("ar-SA", 4)]
    public async Task The_bytes_are_the_same_in_another_culture_and_with_other_threads(string culture, int threads)
    {
        var first = await Accepted("--threads", "2");

        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture(culture);
            1.5.ToString("N1", CultureInfo.CurrentCulture).Should().NotBe("1.5", "the culture writes numbers another way");
            Same(await Accepted("--threads", threads.ToString(CultureInfo.InvariantCulture)), first);
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "de_DE.UTF-8", "1")]
    [InlineData("America/St_Johns", "ar_SA.UTF-8", "4")]
    public async Task The_bytes_are_the_same_of_a_process_in_another_time_zone_and_language(string zone, string language, string threads)
    {
        var first = await Accepted();
        Forget();
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "modelspecs.dll"), "run", "--no-cache", "--threads", threads])
        {
            WorkingDirectory = cli.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        (start.Environment["TZ"], start.Environment["LANG"], start.Environment["LC_ALL"], start.Environment["MODELSPECS_ACCEPT"]) = (zone, language, language, "1");
        foreach (var variable in (string[])["CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION"])
        {
            start.Environment.Remove(variable);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        process.ExitCode.Should().Be(0, await output + await error);
        Same(Bytes(), first);
    }

    [Theory]
    [InlineData("specs/loan.spec.yaml")]
    [InlineData("specs/golden.csv")]
    [InlineData("specs/loan.verified.json")]
    [InlineData("specs/loan.spec.yaml", "specs/golden.csv", "specs/loan.verified.json")]
    public async Task A_checkout_with_other_line_ends_passes_leaves_nothing_and_has_the_same_bytes(params string[] files)
    {
        var first = await Accepted();
        foreach (var file in files)
        {
            cli.Write(file, cli.Read(file).Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        (await cli.RunAsync("run")).Should().Be(0, cli.Out);
        cli.Out.Should().Contain("against the snapshot: no value changed; no prediction changed").And.NotContain("other golden").And.NotContain("other spec");
        Files(cli).Should().OnlyContain(file => file.Contains(".verified."));

        // And where the other checkout accepts, the first one finds nothing new.
        Same(await Accepted(), first);
    }

    [Fact]
    public async Task What_the_checkout_with_other_line_ends_received_can_be_accepted()
    {
        cli.Write("specs/golden.csv", cli.Read("specs/golden.csv").Replace("\n", "\r\n", StringComparison.Ordinal));
        (await cli.RunAsync("run")).Should().Be(1);

        (await cli.RunAsync("accept")).Should().Be(0, cli.Out);

        cli.Write("specs/golden.csv", cli.Read("specs/golden.csv").Replace("\r\n", "\n", StringComparison.Ordinal));
        (await cli.RunAsync("run")).Should().Be(0, cli.Out);
        cli.Write("specs/golden.csv", cli.Read("specs/golden.csv").Replace(",web,", ",branch,", StringComparison.Ordinal));
        (await cli.RunAsync("run")).Should().Be(1, "other content is another golden set");
        cli.Out.Should().Contain("other golden set");
    }

    [Theory]
    [InlineData(1e-6, null)]
    [InlineData(-1e-6, "of 6 rows 1 newly wrong")]
    public async Task A_millionth_is_no_difference_but_where_it_changes_a_prediction(double disturbance, string? flips)
    {
        File.Delete(Path.Combine(cli.Folder, "specs", "loan.spec.yaml"));
        // The fifth row lies on the threshold and is right.
        string Golden(double by) => string.Join('\n', CliHarness.Golden.Replace("1,0.7,50", "1,0.5,50", StringComparison.Ordinal).Split('\n').Select((line, i) => i == 0 || line.Length == 0
            ? line
            : string.Join(',', line.Split(',').Select((cell, c) => c == 1 ? (double.Parse(cell, CultureInfo.InvariantCulture) + by).ToString("R", CultureInfo.InvariantCulture) : cell))));
        cli.Write("specs/tiny.spec.yaml", CliHarness.Spec + "\nsnapshot: true\n");
        cli.Write("specs/golden.csv", Golden(0));
        cli.Variables["MODELSPECS_ACCEPT"] = "1";
        (await cli.RunAsync("run")).Should().Be(0, cli.Out);
        cli.Variables.Clear();

        cli.Write("specs/golden.csv", Golden(disturbance));
        (await cli.RunAsync("run")).Should().Be(flips is null ? 0 : 1, cli.Out);

        cli.Out.Should().Contain("against the snapshot: ").And.Contain(flips ?? "no value changed; no prediction changed");
    }

    private static CultureInfo Culture(string name)
    {
        // Tests run with invariant globalization: a culture by its name would be the invariant one.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var numbers = culture.NumberFormat;
        (numbers.NumberDecimalSeparator, numbers.NumberGroupSeparator, numbers.PercentDecimalSeparator) = name == "de-DE" ? (",", ".", ",") : ("٫", "٬", "٫");
        if (name == "ar-SA")
        {
            (numbers.NegativeSign, numbers.PositiveSign, numbers.NaNSymbol) = ("\u061C-", "\u061C+", "ليس رقمًا");
            numbers.NativeDigits = ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"];
            numbers.DigitSubstitution = DigitShapes.NativeNational;
        }

        (culture.DateTimeFormat.ShortDatePattern, culture.DateTimeFormat.DateSeparator) = ("dd.MM.yy", ".");
        return culture;
    }

    private async Task<Dictionary<string, byte[]>> Accepted(params string[] arguments)
    {
        Forget();
        cli.Variables["MODELSPECS_ACCEPT"] = "1";
        (await cli.RunAsync(["run", "--no-cache", .. arguments])).Should().Be(0, cli.Out);
        cli.Variables.Clear();
        return Bytes();
    }

    private void Forget()
    {
        foreach (var file in Files(cli))
        {
            File.Delete(Path.Combine(cli.Folder, "specs", file));
        }
    }

    private Dictionary<string, byte[]> Bytes() => Files(cli).ToDictionary(file => file, file => File.ReadAllBytes(Path.Combine(cli.Folder, "specs", file)), StringComparer.Ordinal);

    private static void Same(Dictionary<string, byte[]> now, Dictionary<string, byte[]> first)
    {
        now.Keys.Should().BeEquivalentTo(first.Keys);
        first.Should().HaveCount(2);
        foreach (var (file, bytes) in first)
        {
            now[file].Should().Equal(bytes, file);
        }
    }
}
