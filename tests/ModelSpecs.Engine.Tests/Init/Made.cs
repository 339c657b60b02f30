using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Tests.Init;

/// <summary>Tables and signatures made by hand.</summary>
internal static class Made
{
    public static Table Table(params Column[] columns) => new("golden.csv", "00", columns[0].Length, [.. columns.Select(column => column.Name)], columns, null);

    public static StringColumn Text(string name, params string?[] values)
    {
        var pool = values.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new StringColumn(name, [.. values.Select(value => value is null ? -1 : pool.IndexOf(value))], StringPool.Of(pool), Nulls(values.Select(value => value is null)));
    }

    public static IntegerColumn Integers(string name, params long?[] values) => new(name, [.. values.Select(value => value ?? 0)], Nulls(values.Select(value => value is null)));

    public static NumberColumn Numbers(string name, params double?[] values) => new(name, [.. values.Select(value => value ?? double.NaN)], Nulls(values.Select(value => value is null)));

    public static DateColumn Dates(string name, params DateTime[] values) => new(name, [.. values.Select(value => value.Ticks)], null);

    public static ModelValue Input(string name, params long[] shape) => new(name, ModelValueKind.Tensor, ModelElement.Float, ModelElement.Undefined, shape);

    public static ModelOutput Output(string name, ModelElement element, params long[] shape) => new(new ModelValue(name, ModelValueKind.Tensor, element, ModelElement.Undefined, shape), []);

    public static ModelSignature Model(IReadOnlyList<ModelValue> inputs, IReadOnlyList<ModelOutput> outputs, params (string Key, string Value)[] metadata) => new()
    {
        Inputs = inputs,
        Outputs = outputs,
        Metadata = metadata.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal),
    };

    private static NullMask? Nulls(IEnumerable<bool> isNull)
    {
        var rows = isNull.ToList();
        var words = new ulong[(rows.Count + 63) / 64];
        for (var row = 0; row < rows.Count; row++)
        {
            words[row >> 6] |= rows[row] ? 1UL << (row & 63) : 0;
        }

        return rows.Contains(true) ? new NullMask(words, rows.Count) : null;
    }
}
