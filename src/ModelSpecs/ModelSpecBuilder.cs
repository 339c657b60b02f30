using ModelSpecs.Building;
using ModelSpecs.Loading;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Writing;

namespace ModelSpecs;

/// <summary>Writes a spec in code. Each method returns the builder itself; what is wrong is said by <see cref="Build"/>, in the words of a spec file.</summary>
public sealed class ModelSpecBuilder
{
    private readonly YamlMap _map = new();
    private readonly string _name;
    private readonly string _callerFile;
    private GoldenData? _data;

    internal ModelSpecBuilder(string name, string callerFile)
    {
        _name = name;
        _callerFile = callerFile;
        _map.Set("spec", YamlScalars.Of(name));
    }

    /// <summary>The ONNX model.</summary>
    /// <param name="path">Path relative to the source file that creates the spec, with forward slashes.</param>
    public ModelSpecBuilder Model(string path) => Set("model", YamlScalars.Of(path));

    /// <summary>The golden set: labelled rows to judge the model on.</summary>
    /// <param name="path">Path relative to the source file that creates the spec, with forward slashes.</param>
    public ModelSpecBuilder Golden(string path)
    {
        _data = null;
        return Set("golden", YamlScalars.Of(path));
    }

    /// <summary>The golden set as columns in memory.</summary>
    /// <param name="data">The columns; read when the spec is built.</param>
    public ModelSpecBuilder Golden(GoldenData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _data = data;
        return Set("golden", GoldenData.FileName);
    }

    /// <summary>The column that holds the truth; of several labels a row one column each.</summary>
    /// <param name="columns">One column, or several.</param>
    public ModelSpecBuilder Label(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return Set("label", columns.Count == 1 ? YamlScalars.Of(columns[0]) : YamlScalars.Of(columns));
    }

    /// <summary>The column that identifies a row; without it messages name rows by their number.</summary>
    /// <param name="column">The column.</param>
    public ModelSpecBuilder Id(string column) => Set("id", YamlScalars.Of(column));

    /// <summary>What the model predicts, where it cannot be inferred.</summary>
    /// <param name="task"><c>binary</c>, <c>multiclass</c>, <c>multilabel</c>, <c>regression</c> or <c>ranking</c>.</param>
    public ModelSpecBuilder Task(string task) => Set("task", YamlScalars.Of(task));

    /// <summary>The positive class of a binary task.</summary>
    /// <param name="name">Its name as the label column has it.</param>
    public ModelSpecBuilder Positive(string name) => Set("positive", YamlScalars.Of(name));

    /// <summary>Class names in the order of the model's scores.</summary>
    /// <param name="names">At least two.</param>
    public ModelSpecBuilder Classes(params IReadOnlyList<string> names) => Set("classes", YamlScalars.Of(names));

    /// <summary>The operating point: a score at or above it is positive.</summary>
    /// <param name="threshold">In the unit of the scores.</param>
    public ModelSpecBuilder Threshold(double threshold) => Set("threshold", YamlScalars.Of(threshold));

    /// <summary>Where a model input comes from. Inputs that are not named are matched by name.</summary>
    /// <param name="input">The model's input.</param>
    /// <param name="columns">One column, or those that make up its last axis.</param>
    public ModelSpecBuilder Inputs(string input, params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _map.Map("inputs").Set(input, columns.Count == 1 ? YamlScalars.Of(columns[0]) : YamlScalars.Of(columns));
        return this;
    }

    /// <summary>What an output of the model means, where that cannot be inferred.</summary>
    /// <param name="meaning"><c>score</c>, <c>label</c>, … as docs/spec.md has it.</param>
    /// <param name="output">The output, such as <c>probabilities[1]</c>.</param>
    public ModelSpecBuilder Output(string meaning, string output)
    {
        _map.Map("outputs").Set(meaning, YamlScalars.Of(output));
        return this;
    }

    /// <summary>A column of the golden set that already holds predictions; then no model is run.</summary>
    /// <param name="kind"><c>score</c>, <c>scores</c>, <c>label</c>, <c>labels</c> or <c>value</c>.</param>
    /// <param name="columns">One column, or several.</param>
    public ModelSpecBuilder Predictions(string kind, params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _map.Map("predictions").Set(kind, columns.Count == 1 ? YamlScalars.Of(columns[0]) : YamlScalars.Of(columns));
        return this;
    }

    /// <summary>Expects a metric of the whole golden set; several of one metric all hold.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="comparison">A bound, such as <c>&gt;= 0.80</c> or <c>&lt;= trivial - 20 %</c>.</param>
    /// <param name="parameters">Parameters of the metric, such as <c>("class", "7")</c>: texts, numbers, truth values.</param>
    public ModelSpecBuilder Expect(string metric, string comparison, params IReadOnlyList<(string Name, object Value)> parameters)
    {
        _map.Map("expect").List(metric).Add(CheckText.Of(comparison, parameters));
        return this;
    }

    /// <summary>Expects a metric of every slice that does not expect it itself.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="comparison">A bound.</param>
    /// <param name="parameters">Parameters of the metric.</param>
    public ModelSpecBuilder ExpectOfEverySlice(string metric, string comparison, params IReadOnlyList<(string Name, object Value)> parameters)
    {
        _map.Map("every_slice").Map("expect").List(metric).Add(CheckText.Of(comparison, parameters));
        return this;
    }

    /// <summary>A slice: the rows for which a predicate is true.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="where">The predicate, such as <c>age &lt; 25 and not (employer is null)</c>; docs/slices.md.</param>
    /// <param name="say">What is said of it; null: it is measured and reported.</param>
    public ModelSpecBuilder Slice(string name, string where, Action<SliceSpecBuilder>? say = null) => AddSlice(name, slice => slice.Set("where", YamlScalars.Of(where)), say);

    /// <summary>One slice a value of a column, named as the column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="say">What is said of them; null: they are measured and reported.</param>
    public ModelSpecBuilder By(string column, Action<SliceSpecBuilder>? say = null) => By(column, column, say);

    /// <summary>One slice a value of a column.</summary>
    /// <param name="name">Name of the slices.</param>
    /// <param name="column">The column.</param>
    /// <param name="say">What is said of them; null: they are measured and reported.</param>
    public ModelSpecBuilder By(string name, string column, Action<SliceSpecBuilder>? say = null) => AddSlice(name, slice => slice.Set("by", YamlScalars.Of(column)), say);

    /// <summary>One slice an interval of a number: of <c>a</c> and <c>b</c> those below a, from a to below b, and from b.</summary>
    /// <param name="name">Name of the slices.</param>
    /// <param name="column">The column.</param>
    /// <param name="edges">The edges, ascending.</param>
    /// <param name="say">What is said of them; null: they are measured and reported.</param>
    public ModelSpecBuilder Bands(string name, string column, IReadOnlyList<double> edges, Action<SliceSpecBuilder>? say = null) => AddSlice(
        name,
        slice =>
        {
            slice.Set("by", YamlScalars.Of(column));
            slice.Set("edges", YamlScalars.Of(edges));
        },
        say);

    /// <summary>One slice a combination of the values of other slices that occurs.</summary>
    /// <param name="name">Name of the slices.</param>
    /// <param name="slices">Names of the slices to combine.</param>
    /// <param name="say">What is said of them; null: they are measured and reported.</param>
    public ModelSpecBuilder Cross(string name, IReadOnlyList<string> slices, Action<SliceSpecBuilder>? say = null) => AddSlice(name, slice => slice.Set("cross", YamlScalars.Of(slices)), say);

    /// <summary>Who answers for the model.</summary>
    /// <param name="owner">A name.</param>
    public ModelSpecBuilder Owner(string owner) => Set("owner", YamlScalars.Of(owner));

    /// <summary>What a person does when a check fails.</summary>
    /// <param name="runbook">A link or a relative path.</param>
    public ModelSpecBuilder Runbook(string runbook) => Set("runbook", YamlScalars.Of(runbook));

    /// <summary>Any other key of a spec, such as <c>verdict</c>, <c>snapshot</c> or <c>compare</c>.</summary>
    /// <param name="key">The key, as docs/spec.md has it.</param>
    /// <param name="yaml">Its value as YAML, of one line or several.</param>
    public ModelSpecBuilder Set(string key, string yaml)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(yaml);
        _map.Set(key, yaml);
        return this;
    }

    /// <summary>The spec file that says the same.</summary>
    public string ToYaml() => _map.Write();

    /// <summary>The spec. Its paths are relative to the source file that created the builder, and the defaults of that folder hold.</summary>
    /// <exception cref="SpecException">It is no valid spec: every problem is in the message, with its line of <see cref="ToYaml"/>.</exception>
    /// <exception cref="InvalidOperationException">It has a snapshot, which is held against the file of a golden set, and its golden set is in memory.</exception>
    public ModelSpec Build()
    {
        var spec = ModelSpec.ParseInCode(_name, ToYaml(), SpecLocator.OfProcess().FolderOf(_callerFile), _data);
        return _data is not null && spec.Suite.Snapshot is not null
            ? throw new InvalidOperationException("A snapshot names the file of its golden set. Found a golden set in memory; expected one in a file. Write the data to a file, or leave the snapshot out.")
            : spec;
    }

    /// <summary>Builds and evaluates the spec.</summary>
    /// <param name="options">How; null: as usual.</param>
    /// <param name="cancellationToken">Stops between blocks and batches.</param>
    /// <exception cref="SpecException">The spec is not valid, or its data or model does not fit it.</exception>
    public Task<ModelSpecResult> EvaluateAsync(EvaluationOptions? options = null, CancellationToken cancellationToken = default) => Build().EvaluateAsync(options, cancellationToken);

    private ModelSpecBuilder AddSlice(string name, Action<YamlMap> define, Action<SliceSpecBuilder>? say)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var slice = _map.Map("slices").Map(name);
        if (!slice.IsEmpty)
        {
            throw new ArgumentException($"The slice {OneLine.Quote(name)} is there already. Found it twice; expected each once: say all of it in one call.", nameof(name));
        }

        define(slice);
        say?.Invoke(new SliceSpecBuilder(slice));
        return this;
    }
}
