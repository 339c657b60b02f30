using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Kept;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Engine.Tests.Inference.Kept;

public sealed class PredictionCacheTests : IDisposable
{
    private const string Csv = "a,b,t\n0.25,0.75,1\n0.5,0.5,0\n1,0,1\n";
    private const string Spec = "inputs: { x: [a, b] }\nclasses: [\"0\", \"1\"]\n";

    private readonly ModelCase model = new("binary");
    private int sessions;

    public PredictionCacheTests() => model.Options = new InferenceOptions
    {
        Threads = 2,
        Cache = new CacheStore(model.PathOf(".modelspecs/cache"), 1 << 20),
        OpenSession = file =>
        {
            sessions++;
            return OnnxSession.Open(file);
        },
    };

    public void Dispose() => model.Dispose();

    [Fact]
    public async Task A_second_run_does_no_inference_and_gives_the_same()
    {
        var first = await model.PredictAsync(Spec, Csv);
        model.Options = model.Options with { OpenSession = _ => throw new InvalidOperationException("inference was done again") };

        var second = await model.PredictAsync(Spec, Csv);

        second.Should().BeEquivalentTo(first);
        sessions.Should().Be(1);
    }

    [Theory]
    [InlineData("threshold: 0.7\n")]
    [InlineData("positive: 0\n")]
    [InlineData("outputs: { activation: sigmoid }\n")]
    [InlineData("task: multiclass\n")]
    [InlineData("run: { threads: 1 }\n")]
    [InlineData("owner: somebody else\n")]
    [InlineData("expect: { accuracy: \">= 0.1\" }\n")]
    public async Task What_only_interprets_predictions_costs_no_inference(string change)
    {
        await model.PredictAsync(Spec, Csv);

        await model.PredictAsync(Spec + change, Csv);

        sessions.Should().Be(1);
    }

    [Theory]
    [InlineData("run: { batch_size: 2 }\n", null)]
    [InlineData("inputs: { x: [b, a] }\n", "inputs: { x: [a, b] }\n")]
    [InlineData("golden: { path: golden.csv, nulls: [\"\", \"-\"] }\n", "golden: golden.csv\n")]
    [InlineData("golden: { path: golden.csv, columns: { a: number, b: number } }\n", "golden: golden.csv\n")]
    public async Task What_predictions_depend_on_makes_them_anew(string change, string? instead)
    {
        const string Whole = "spec: A\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\n" + Spec;
        // Integers here, so that a declared type is a change.
        model.Write("golden.csv", "a,b,t\n0,1,1\n1,0,0\n");
        await model.PredictAsync(model.Parse("", Whole));

        await model.PredictAsync(model.Parse("", instead is null ? Whole + change : Whole.Replace(instead, change, StringComparison.Ordinal)));

        sessions.Should().Be(2);
    }

    [Fact]
    public async Task Another_golden_set_another_model_or_other_rows_make_them_anew()
    {
        await model.PredictAsync(Spec, Csv);
        await model.PredictAsync(Spec, Csv, rows: [0, 2]);
        (await model.PredictAsync(Spec, Csv, rows: [2, 0])).Scores.Should().Equal(0, 0.75);
        await model.PredictAsync(Spec, Csv.Replace("0.75", "0.50", StringComparison.Ordinal));
        model.Model("labelled_int");
        await model.PredictAsync(Spec, Csv);

        sessions.Should().Be(5);
        (await model.PredictAsync(Spec, Csv, rows: [2, 0])).Scores.Should().Equal(0, 0.75);
        sessions.Should().Be(6, "the model is another one now");
    }

    [Fact]
    public async Task A_damaged_entry_is_ignored_and_written_again()
    {
        var first = await model.PredictAsync(Spec, Csv);
        foreach (var damage in new Action<string>[]
        {
            path => File.WriteAllBytes(path, []),
            path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^3]),
            path =>
            {
                var bytes = File.ReadAllBytes(path);
                bytes[^5] ^= 1;
                File.WriteAllBytes(path, bytes);
            },
        })
        {
            sessions = 0;
            damage(Directory.GetFiles(model.PathOf(".modelspecs/cache/predictions"), "*", SearchOption.AllDirectories).Single());

            (await model.PredictAsync(Spec, Csv)).Should().BeEquivalentTo(first);
            (await model.PredictAsync(Spec, Csv)).Should().BeEquivalentTo(first);

            sessions.Should().Be(1);
        }
    }

    [Fact]
    public async Task An_entry_of_another_number_of_rows_is_ignored()
    {
        await model.PredictAsync(Spec, Csv);
        var key = Path.GetFileName(Directory.GetFiles(model.PathOf(".modelspecs/cache/predictions"), "*", SearchOption.AllDirectories).Single());
        new PredictionCache(model.Options.Cache).Write(key, [Raw(RawKind.Single)]);

        await model.PredictAsync(Spec, Csv);

        sessions.Should().Be(2);
    }

    [Fact]
    public async Task Without_a_cache_nothing_is_written()
    {
        model.Options = model.Options with { Cache = null };

        await model.PredictAsync(Spec, Csv);

        Directory.Exists(model.PathOf(".modelspecs")).Should().BeFalse();
    }

    [Fact]
    public async Task Runs_at_the_same_time_do_not_disturb_each_other()
    {
        model.Write("golden.csv", Csv);
        var suite = model.Parse(Spec);
        var table = model.Read(suite);

        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Predictor.PredictAsync(suite, table, model.Options, TestContext.Current.CancellationToken))));

        foreach (var one in all)
        {
            one.Should().BeEquivalentTo(all[0]);
        }
    }

    [Fact]
    public async Task A_model_that_was_loaded_once_is_not_loaded_to_validate()
    {
        model.Write("golden.csv", Csv);
        var suite = model.Parse(Spec);
        var table = model.Read(suite);
        Predictor.Validate(suite, table, model.Options);
        Predictor.Validate(suite, table, model.Options);
        sessions.Should().Be(1);

        await model.PredictAsync(suite);
        Predictor.Validate(suite, table, model.Options);
        sessions.Should().Be(2);
    }

    [Theory]
    [InlineData(nameof(RawKind.Single))]
    [InlineData(nameof(RawKind.Double))]
    [InlineData(nameof(RawKind.Integer))]
    [InlineData(nameof(RawKind.Boolean))]
    [InlineData(nameof(RawKind.Text))]
    public void Outputs_of_every_kind_come_back_as_they_were(string kind)
    {
        var raw = Raw(Enum.Parse<RawKind>(kind));
        using var stream = new MemoryStream();
        RawOutputFile.Write(stream, [raw, raw]);

        RawOutputFile.Read(stream.ToArray()).Should().BeEquivalentTo([raw, raw], options => options.WithStrictOrdering());
    }

    [Fact]
    public void Bytes_that_are_no_outputs_are_refused()
    {
        using var stream = new MemoryStream();
        RawOutputFile.Write(stream, [Raw(RawKind.Text)]);
        var whole = stream.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            var read = () => RawOutputFile.Read(whole.AsMemory(0, length));
            read.Should().Throw<Exception>().Which.Should().Match(e => e is InvalidDataException || e is OverflowException);
        }

        var longer = () => RawOutputFile.Read((byte[])[.. whole, 0]);
        longer.Should().Throw<InvalidDataException>();
    }

    private static RawOutput Raw(RawKind kind) => new()
    {
        Name = "naïve output", Kind = kind, Rows = 2, Width = 2, Keys = ["a", "ü"], KeysAreIntegers = kind == RawKind.Single,
        Singles = kind == RawKind.Single ? [1.5f, float.NaN, -0f, 3] : null,
        Doubles = kind == RawKind.Double ? [1.5, double.NaN, -0.0, 3] : null,
        Integers = kind is RawKind.Integer or RawKind.Boolean ? [0, 1, long.MinValue, 1] : null,
        Codes = kind == RawKind.Text ? [0, 1, 1, 0] : null,
        Texts = kind == RawKind.Text ? ["", new string('x', 300)] : [],
    };
}
