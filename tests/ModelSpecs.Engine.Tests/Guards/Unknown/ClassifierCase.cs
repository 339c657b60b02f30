using System.Globalization;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Unknown;

/// <summary>A folder with a model whose logits, or probabilities, are the columns themselves, and sets of rows; gone with it.</summary>
internal sealed class ClassifierCase : IDisposable
{
    /// <summary>Three classes whose logits are the columns.</summary>
    public const string Logits = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\nid: id\nclasses: [cat, dog, emu]\ninputs: { x: [a, b, c] }\n";

    /// <summary>Two classes whose probabilities are the columns.</summary>
    public const string Probabilities = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\nid: id\nclasses: [no, yes]\ninputs: { x: [a, b] }\n";

    public ClassifierCase(string model = "logits") => Files = new ModelCase(model);

    public ModelCase Files { get; }

    /// <summary>Writes rows of numbers and a label, each with an id of its line.</summary>
    public ClassifierCase Rows(string file, IEnumerable<(double[] Columns, string Label)> rows)
    {
        var all = rows.ToList();
        var names = "abcdefgh"[..all[0].Columns.Length].Select(name => name.ToString());
        Files.Write(file, $"id,{string.Join(',', names)},t,side\n" + string.Concat(all.Select((row, i) =>
            $"{Path.GetFileNameWithoutExtension(file)}{i},{string.Join(',', row.Columns.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))},{row.Label},{(i % 2 == 0 ? "even" : "odd")}\n")));
        return this;
    }

    /// <summary>Golden rows that the model knows: one logit stands out by so much, and where it is wrong a little less.</summary>
    public ClassifierCase Golden(int rows = 60, double lead = 6)
    {
        string[] classes = ["cat", "dog", "emu"];
        return Rows("golden.csv", Enumerable.Range(0, rows).Select(i => (Lead(i % 3, lead + (i % 5)), classes[i % 3])));
    }

    /// <summary>Logits of which one stands out.</summary>
    public static double[] Lead(int at, double lead)
    {
        var logits = new double[3];
        logits[at] = lead;
        return logits;
    }

    public Task<SuiteResult> RunAsync(string lines, string head = Logits) =>
        SuiteRunner.RunAsync(Files.Parse(lines, head), new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);

    public async Task<SuiteResult> ValidRunAsync(string lines, string head = Logits)
    {
        var result = await RunAsync(lines, head);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().BeEmpty();
        return result;
    }

    public void Dispose() => Files.Dispose();
}
