using System.Globalization;
using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Running;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>How often <c>recall: { max_drop: 0.05 }</c> fails the planted challenger on its bad slice, and a model that is no worse anywhere, by the size of the golden set.
/// Golden sets are drawn with replacement from the rows of <c>testdata/loan</c>; estimates, verdicts and corrections are the product's own.</summary>
internal static class PlantedPower
{
    private const double Margin = 0.05;

    private const int Young = 1;

    private static readonly int[] Sizes = [250, 500, 1000, 2000, 5000, 20_000];

    private static readonly VerdictSpec[] Policies =
    [
        new() { Judge = JudgePolicy.Point },
        new() { Judge = JudgePolicy.Lenient },
        new() { Judge = JudgePolicy.Lenient, Correction = Correction.Holm },
        new() { Judge = JudgePolicy.Sure },
    ];

    /// <summary>Writes the table.</summary>
    /// <param name="sets">Golden sets of each size.</param>
    /// <param name="write">Takes it line by line.</param>
    public static void Write(int sets, Action<string> write)
    {
        var rows = Read();
        write("| golden rows | defaults of the young | challenger: `young` fails, `point` | `lenient` | `lenient`, Holm | not passed, `sure` | twin: a check fails, `point` | `lenient` | `lenient`, Holm | not passed, `sure` |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var size in Sizes)
        {
            var random = new Random(CoverageSimulation.Seed(FormattableString.Invariant($"planted/{size}")));
            var (challenger, twin) = (new int[Policies.Length], new int[Policies.Length]);
            long defaults = 0;
            for (var set = 0; set < sets; set++)
            {
                var drawn = Draw(rows, size, random, exchange: false);
                defaults += drawn[Young].Positives;
                Count(drawn, challenger, checks => checks[Young]);
                // Of the young the two models differ as no two good ones do: the twin is judged on everybody else.
                var exchanged = Draw(rows.Where(row => !row.IsYoung).ToArray(), size, random, exchange: true);
                exchanged[Young] = default;
                Count(exchanged, twin, null);
            }

            var cells = string.Concat(challenger.Concat(twin).Select(count => string.Create(CultureInfo.InvariantCulture, $" {100.0 * count / sets:0.0} % |")));
            write(string.Create(CultureInfo.InvariantCulture, $"| {size:#,0} | {(double)defaults / sets:0} |{cells}\n"));
        }
    }

    // Of one check, or of all: failed; of `sure`, whose failures are those of `point`, not passed.
    private static void Count(Changes[] drawn, int[] counts, Func<IReadOnlyList<JudgedCheck?>, JudgedCheck?>? one)
    {
        for (var policy = 0; policy < Policies.Length; policy++)
        {
            var verdict = Policies[policy];
            var judged = drawn.Select(changes => changes.Positives == 0 ? null : new JudgedCheck(null!, null, Judge(changes, verdict))).ToArray();
            var corrected = new Queue<JudgedCheck>(FamilyCorrection.Apply(verdict, [.. judged.OfType<JudgedCheck>()]));
            var checks = judged.Select(check => check is null ? null : corrected.Dequeue()).ToList();
            bool Counts(JudgedCheck? check) => check is not null && (verdict.Judge == JudgePolicy.Sure ? check.Judgement.Outcome != Outcome.Passed : check.Judgement.Outcome == Outcome.Failed);
            counts[policy] += (one is null ? checks.Any(Counts) : Counts(one(checks))) ? 1 : 0;
        }
    }

    private static Judgement Judge(Changes changes, VerdictSpec verdict)
    {
        var estimate = new PairedShareEstimate((double)(changes.Gained - changes.Lost) / changes.Positives, changes.Gained, changes.Lost, changes.Positives);
        var noise = Noise.Of(estimate, -Margin, isDifference: true, lowerIsBetter: false, verdict);
        var meets = Verdicts.Meets(estimate.Value, Comparison.AtLeast, -Margin, 0);
        return new Judgement
        {
            Outcome = Verdicts.Decide(verdict.Judge, meets, noise, Comparison.AtLeast), Value = estimate.Value, Threshold = -Margin, MeetsBound = meets, Noise = noise,
        };
    }

    // Everybody, the young, each country.
    private static Changes[] Draw(Row[] rows, int size, Random random, bool exchange)
    {
        var changes = new Changes[Young + 1 + rows.Max(row => row.Country) + 1];
        for (var i = 0; i < size; i++)
        {
            var row = rows[random.Next(rows.Length)];
            if (!row.Defaulted)
            {
                continue;
            }

            // A twin answers as the one or the other: neither is better, and as many rows change sides as between two real models.
            var (was, now) = exchange && random.Next(2) == 0 ? (row.IsFoundNow, row.WasFound) : (row.WasFound, row.IsFoundNow);
            changes[0].Add(was, now);
            changes[Young + 1 + row.Country].Add(was, now);
            if (row.IsYoung)
            {
                changes[Young].Add(was, now);
            }
        }

        return changes;
    }

    private static Row[] Read()
    {
        var loan = Path.Combine(Repository(), "testdata", "loan");
        var folder = Directory.CreateTempSubdirectory("modelspecs-power-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "modelspecs.yaml"), "root: true\n");
            File.Copy(Path.Combine(loan, "golden.csv"), Path.Combine(folder, "golden.csv"));
            var (champion, _) = Outcomes(folder, loan, "champion", "");
            var (challenger, suite) = Outcomes(folder, loan, "challenger", ", late_payments");
            var table = DatasetReader.Read(suite.Golden, folder, ["age", "country"], new DatasetOptions(), CancellationToken.None);
            var (age, country) = (table.Find("age")!, table.Find("country")!);
            var countries = Enumerable.Range(0, table.Rows).Select(country.Format).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            return
            [
                .. Enumerable.Range(0, table.Rows).Select(row => new Row(
                    champion.Truth[row] == 1, champion.Predicted[row] == 1, challenger.Predicted[row] == 1,
                    int.Parse(age.Format(row), CultureInfo.InvariantCulture) < 25, countries.IndexOf(country.Format(row)))),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What a snapshot keeps of the rows is what the models predict.
    private static (ClassOutcomes Rows, SuiteSpec Suite) Outcomes(string folder, string loan, string model, string more)
    {
        File.Copy(Path.Combine(loan, model + ".onnx"), Path.Combine(folder, model + ".onnx"));
        var path = Path.Combine(folder, model + ".spec.yaml");
        File.WriteAllText(path, $$"""
            spec: {{model}}
            model: {{model}}.onnx
            golden: golden.csv
            label: defaulted
            id: loan_id
            positive: 1
            threshold: 0.30
            inputs: { X: [income, debt_ratio, age, history_months, amount, utilisation{{more}}] }
            outputs: { score: "probabilities[1]" }
            expect: { recall: ">= 0.01" }
            snapshot: true

            """);
        var suite = SpecParser.Parse(path, new DiskSpecFiles()).SpecOrThrow();
        SuiteRunner.RunAsync(suite, new RunOptions { Accept = true }, CancellationToken.None).GetAwaiter().GetResult();
        return ((ClassOutcomes)SnapshotStore.ReadVerified(new SnapshotPaths(suite.File, suite.Root)).Rows!, suite);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "testdata", "loan")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The checkout with testdata/loan is not above the program.");
        }

        return folder.FullName;
    }

    private sealed record Row(bool Defaulted, bool WasFound, bool IsFoundNow, bool IsYoung, int Country);

    private record struct Changes(long Positives, long Gained, long Lost)
    {
        public void Add(bool was, bool now)
        {
            Positives++;
            Gained += now && !was ? 1 : 0;
            Lost += was && !now ? 1 : 0;
        }
    }
}
