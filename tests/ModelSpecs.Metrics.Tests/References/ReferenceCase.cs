using System.Reflection;
using System.Text.Json;
using ModelSpecs.Metrics.Cost;

namespace ModelSpecs.Metrics.Tests.References;

/// <summary>One input of the reference files, with scikit-learn's values.</summary>
internal sealed class ReferenceCase
{
    private static readonly string Root = typeof(ReferenceCase).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    private ReferenceCase(string name, MetricInput input, IReadOnlyList<(MetricRequest Request, double? Value, string Text)> values)
    {
        Name = name;
        Input = input;
        Values = values;
    }

    public string Name { get; }

    public MetricInput Input { get; }

    public IReadOnlyList<(MetricRequest Request, double? Value, string Text)> Values { get; }

    public static string FullPath(string path) => Path.Combine(Root, path);

    public static JsonDocument Open(string task) =>
        JsonDocument.Parse(File.ReadAllBytes(FullPath($"tests/ModelSpecs.Metrics.Tests/References/{task}.json")));

    public static IReadOnlyList<ReferenceCase> Read(string task)
    {
        using var document = Open(task);
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(element => Parse(task, element))];
    }

    private static ReferenceCase Parse(string task, JsonElement element)
    {
        var weights = Doubles(element, "weights");
        var input = task == "regression"
            ? new MetricInput
            {
                Task = MetricTask.Regression,
                Rows = element.GetProperty("trueValues").GetArrayLength(),
                TrueValues = Doubles(element, "trueValues"),
                PredictedValues = Doubles(element, "predictedValues"),
                Weights = weights,
                Columns = Columns(element),
            }
            : task == "ranking"
            ? new MetricInput
            {
                Task = MetricTask.Ranking,
                Rows = element.GetProperty("trueValues").GetArrayLength(),
                TrueValues = Doubles(element, "trueValues"),
                Scores = Doubles(element, "scores"),
                Queries = Integers(element, "queries"),
                Weights = weights,
                Columns = Columns(element),
            }
            : new MetricInput
            {
                Task = Enum.Parse<MetricTask>(task, ignoreCase: true),
                Rows = element.GetProperty("truth").GetArrayLength() / (task == "multilabel" ? element.GetProperty("classes").GetInt32() : 1),
                ClassCount = element.GetProperty("classes").GetInt32(),
                ClassesDeclared = element.GetProperty("declared").GetBoolean(),
                Truth = Integers(element, "truth"),
                Predicted = Integers(element, "predicted"),
                Scores = Doubles(element, "scores"),
                ScoresAreProbabilities = true,
                Weights = weights,
                Columns = Columns(element),
            };
        return new ReferenceCase(
            element.GetProperty("name").GetString()!,
            input,
            [.. element.GetProperty("values").EnumerateArray().Select(value => (Request(value), Number(value.GetProperty("value")), value.GetRawText()))]);
    }

    private static MetricRequest Request(JsonElement element)
    {
        var request = new MetricRequest(element.GetProperty("metric").GetString()!);
        foreach (var parameter in element.EnumerateObject())
        {
            var value = parameter.Value;
            request = parameter.Name switch
            {
                "class" => request with { Class = value.GetInt32() },
                "average" => request with { Average = Enum.Parse<MetricAverage>(value.GetString()!, ignoreCase: true) },
                "multi_class" => request with { Pairing = value.GetString() == "ovo" ? MulticlassPairing.OneVersusOne : MulticlassPairing.OneVersusRest },
                "zero_division" => request with { ZeroDivision = value.GetDouble() },
                "bins" => request with { Bins = value.GetInt32() },
                "strategy" => request with { Strategy = Enum.Parse<BinStrategy>(value.GetString()!, ignoreCase: true) },
                "epsilon" => request with { Epsilon = value.GetDouble() },
                "beta" => request with { Beta = value.GetDouble() },
                "k" => request with { TopK = value.GetInt32(), AtMost = value.GetInt32() },
                "alpha" => request with { Alpha = value.GetDouble() },
                "at_fpr" => request with { AtFpr = value.GetDouble() },
                "at_precision" => request with { AtPrecision = value.GetDouble() },
                "at_prevalence" => request with { AtPrevalence = value.GetDouble() },
                "at_top" => request with { AtTop = value.GetDouble() },
                "of" => request with { Column = value.GetString() },
                "q" => request with { Quantile = value.GetDouble() },
                "costs" => request with { Costs = new CostMatrix(value.GetArrayLength(), [.. value.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(cost => cost.GetDouble()))]) },
                "total" => request with { Total = value.GetBoolean() },
                "metric" or "value" => request,
                _ => throw new InvalidDataException($"Unknown parameter {parameter.Name}."),
            };
        }

        return request;
    }

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static double[]? Doubles(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select(value => value.GetDouble())] : null;

    /// <summary>The column of a case that has one; null is a row without a value.</summary>
    private static Dictionary<string, double[]>? Columns(JsonElement element) => !element.TryGetProperty("latency", out var latency) ? null : new(StringComparer.Ordinal)
    {
        ["latency"] = [.. latency.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())],
    };

    private static int[] Integers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];
}
