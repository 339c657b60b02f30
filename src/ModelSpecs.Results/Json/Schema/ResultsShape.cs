using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ModelSpecs.Results.Json.Schema;

/// <summary>What a value of the results may be: the one source of the published schema and of the check of results from elsewhere, made from the records.</summary>
internal abstract record ResultsShape
{
    /// <summary>Whether it may be <c>null</c>.</summary>
    public bool Nullable { get; init; }

    /// <summary>The shape of a run.</summary>
    public static RecordShape Run { get; } = (RecordShape)new Builder().Of(typeof(RunResult), "RunResult", "");

    /// <summary>Makes shapes of types; a record that occurs twice has one.</summary>
    private sealed class Builder
    {
        private readonly Dictionary<Type, RecordShape> records = [];

        public ResultsShape Of(Type type, string record, string key)
        {
            if (System.Nullable.GetUnderlyingType(type) is { } underlying)
            {
                return Of(underlying, record, key) with { Nullable = true };
            }

            return type switch
            {
                _ when type == typeof(string) => new TextShape(ResultsLimits.Text(record, key), Words(record, key)),
                _ when type == typeof(bool) => new BooleanShape(),
                _ when type == typeof(int) => new WholeNumberShape(key == "schemaVersion" ? 1 : int.MinValue, int.MaxValue),
                _ when type == typeof(long) => new WholeNumberShape(long.MinValue, long.MaxValue),
                _ when type == typeof(double) => new NumberShape(ByName: true),
                { IsEnum: true } => new TextShape(ResultsLimits.TextCharacters, [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)]),
                _ => OfJson(ResultsJsonContext.Readable.GetTypeInfo(type) ?? throw new NotSupportedException($"{type} is no type of the results."), record, key),
            };
        }

        private ResultsShape OfJson(JsonTypeInfo info, string record, string key) => info.Kind switch
        {
            JsonTypeInfoKind.Object => OfRecord(info),
            JsonTypeInfoKind.Enumerable => new ListShape(Of(info.ElementType!, record, key), ResultsLimits.List(record, key)),
            JsonTypeInfoKind.Dictionary => new MapShape(Of(info.ElementType!, record, key)),
            _ => throw new NotSupportedException($"{info.Type} has no shape."),
        };

        private RecordShape OfRecord(JsonTypeInfo info)
        {
            if (records.TryGetValue(info.Type, out var known))
            {
                return known;
            }

            var properties = new Dictionary<string, PropertyShape>(StringComparer.Ordinal);
            var shape = records[info.Type] = new RecordShape(info.Type.Name, properties);
            // What is left out of the file has no getter.
            foreach (var property in info.Properties.Where(property => property.Get is not null))
            {
                properties.Add(property.Name, OfProperty(info.Type.Name, property));
            }

            return shape;
        }

        private PropertyShape OfProperty(string record, JsonPropertyInfo property)
        {
            var shape = property.CustomConverter switch
            {
                NumberLine => new ListShape(new NumberShape(ByName: false) { Nullable = true }, ResultsLimits.List(record, property.Name)),
                TextLine => new ListShape(new TextShape(ResultsLimits.Text(record, property.Name), []) { Nullable = true }, ResultsLimits.List(record, property.Name)),
                _ => Of(property.PropertyType, record, property.Name),
            };

            // Parameters of a record's constructor are required, its properties where they say so.
            var parameter = property.AssociatedParameter;
            var nullable = parameter is { IsMemberInitializer: false } ? parameter.IsNullable : property.IsSetNullable;
            var required = property.IsRequired || parameter is { IsMemberInitializer: false, HasDefaultValue: false };
            return new PropertyShape(property.PropertyType.IsValueType || !nullable ? shape : shape with { Nullable = true }, required || (record, property.Name) == ("RunResult", "schemaVersion"));
        }

        // Words that decide something, and that the records hold as text.
        private static IReadOnlyList<string> Words(string record, string key) => (record, key) switch
        {
            ("DiagnosticResult", "severity") => [DiagnosticResult.Error, DiagnosticResult.Warning],
            ("CheckResult", "comparison") => [">=", ">", "<=", "<"],
            _ => [],
        };
    }
}

/// <summary>An object with known keys; others are allowed, being additions of a later version, and never read.</summary>
/// <param name="Name">Name of the record.</param>
/// <param name="Properties">By key, in the order in which they are written.</param>
internal sealed record RecordShape(string Name, IReadOnlyDictionary<string, PropertyShape> Properties) : ResultsShape;

/// <summary>A key of an object.</summary>
/// <param name="Shape">Of its value.</param>
/// <param name="Required">Whether it must be there.</param>
internal sealed record PropertyShape(ResultsShape Shape, bool Required);

/// <summary>A list.</summary>
/// <param name="Item">Its entries.</param>
/// <param name="Most">Most of them.</param>
internal sealed record ListShape(ResultsShape Item, int Most) : ResultsShape;

/// <summary>An object whose keys are data.</summary>
/// <param name="Item">Its values.</param>
internal sealed record MapShape(ResultsShape Item) : ResultsShape;

/// <summary>A text.</summary>
/// <param name="Most">Most characters.</param>
/// <param name="Words">What it may be; empty: anything.</param>
internal sealed record TextShape(int Most, IReadOnlyList<string> Words) : ResultsShape;

/// <summary>A number.</summary>
/// <param name="ByName">Whether it may be <c>"NaN"</c>, <c>"Infinity"</c> or <c>"-Infinity"</c>.</param>
internal sealed record NumberShape(bool ByName) : ResultsShape
{
    /// <summary>Names of what is no JSON number.</summary>
    public static IReadOnlyList<string> Names { get; } = ["NaN", "Infinity", "-Infinity"];
}

/// <summary>A whole number.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
internal sealed record WholeNumberShape(long Least, long Most) : ResultsShape;

/// <summary>true or false.</summary>
internal sealed record BooleanShape : ResultsShape;
