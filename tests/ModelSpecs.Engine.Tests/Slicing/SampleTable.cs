using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Slicing;

/// <summary>Tables made of arrays, and predicates bound to them.</summary>
internal static class SampleTable
{
    public static Table Of(params Column[] columns) =>
        new("golden.csv", "00", columns[0].Length, [.. columns.Select(c => c.Name)], columns, new RowLines(2, null));

    public static IntegerColumn Integers(string name, params long?[] values) =>
        new(name, [.. values.Select(v => v ?? 0)], Nulls(values));

    public static NumberColumn Numbers(string name, params double?[] values) =>
        new(name, [.. values.Select(v => v ?? double.NaN)], Nulls(values));

    public static BooleanColumn Booleans(string name, params bool?[] values) =>
        new(name, [.. values.Select(v => v ?? false)], Nulls(values));

    public static DateColumn Dates(string name, params string?[] values) =>
        new(name, [.. values.Select(v => v is null ? 0 : Ticks(v))], Nulls(values));

    public static long Ticks(string iso) => DateTime.Parse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).Ticks;

    public static StringColumn Strings(string name, params string?[] values)
    {
        var distinct = new List<string>();
        var codes = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            codes[i] = values[i] is { } value ? distinct.IndexOf(value) : -1;
            if (codes[i] < 0 && values[i] is not null)
            {
                codes[i] = distinct.Count;
                distinct.Add(values[i]!);
            }
        }

        return new StringColumn(name, codes, Pool(distinct), Nulls(values));
    }

    public static StringPool Pool(IReadOnlyList<string> texts)
    {
        var bytes = texts.Select(System.Text.Encoding.UTF8.GetBytes).ToList();
        var offsets = new int[texts.Count + 1];
        for (var i = 0; i < texts.Count; i++)
        {
            offsets[i + 1] = offsets[i] + bytes[i].Length;
        }

        return new StringPool([.. bytes.SelectMany(b => b)], offsets);
    }

    public static BoundPredicate Bind(string text, Table table, DerivedColumns? derived = null)
    {
        var problems = new List<SpecDiagnostic>();
        var predicate = Parse(text);
        var kinds = derived?.Columns.ToDictionary(c => c.Key, c => c.Value.Kind) ?? [];
        var bound = PredicateBinder.Bind(predicate, name => table.Find(name)?.Kind, table.Header, kinds, problems);
        problems.Should().BeEmpty("'{0}' must bind", text);
        return bound!;
    }

    public static Predicate Parse(string text)
    {
        var problems = new List<SpecDiagnostic>();
        var predicate = PredicateParser.Parse(text, new SourceSpan("x.spec.yaml", 5, 12, 5, 12 + text.Length), 0, problems);
        problems.Should().BeEmpty("'{0}' must parse", text);
        return predicate!;
    }

    /// <summary>Truth values as <c>true</c>, <c>false</c> and null.</summary>
    public static bool?[] Truths(string text, Table table, DerivedColumns? derived = null, int threads = 1) =>
        [.. PredicateEvaluator.Truths(Bind(text, table, derived), table, derived, threads, CancellationToken.None).Select(t => t == 1 ? (bool?)null : t == 2)];

    public static bool[] Mask(string text, Table table, DerivedColumns? derived = null, int threads = 1) =>
        PredicateEvaluator.Mask(Bind(text, table, derived), table, derived, threads, CancellationToken.None);

    private static NullMask? Nulls<T>(T[] values)
    {
        if (!values.Any(v => v is null))
        {
            return null;
        }

        var words = new ulong[(values.Length + 63) / 64];
        for (var i = 0; i < values.Length; i++)
        {
            words[i >> 6] |= values[i] is null ? 1UL << (i & 63) : 0;
        }

        return new NullMask(words, values.Length);
    }
}
