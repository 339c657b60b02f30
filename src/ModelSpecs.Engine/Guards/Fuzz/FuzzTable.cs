using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Fuzz;

/// <summary>Made-up rows of the columns that feed a model, beside rows of the golden set that it is known to take.</summary>
internal sealed class FuzzTable
{
    private const long MostArrayBytes = 8_000_000_000;
    private const string Made = "made";

    private readonly List<Column> golden;
    private readonly List<Column> made;
    private readonly Table table;

    private FuzzTable(Table table, List<Column> golden, List<Column> made, int rows, int known) => (this.table, this.golden, this.made, Count, Known) = (table, golden, made, rows, known);

    /// <summary>Rows made.</summary>
    public int Count { get; }

    /// <summary>The row of the golden set that others are held against.</summary>
    public int Known { get; }

    /// <summary>The columns that feed the model.</summary>
    public IReadOnlyList<Column> Columns => made;

    /// <summary>All rows made.</summary>
    public Table Rows => Of(made, Count);

    /// <summary>A row of the golden set.</summary>
    public Table KnownRow => Mixed(0, _ => true);

    /// <summary>A row that was made, some of its columns being those of a row of the golden set.</summary>
    public Table Mixed(int row, Func<int, bool> isKnown) =>
        Of([.. made.Select((column, i) => isKnown(i) ? Take(golden[i], Known) : Take(column, row))], 1);

    /// <summary>Makes rows.</summary>
    /// <param name="suite">The spec whose model they feed, in the form of <see cref="WithoutFiles"/>.</param>
    /// <param name="spec">The guard.</param>
    /// <param name="table">The golden set in that form.</param>
    /// <param name="kept">Rows of it that count; null: all.</param>
    /// <param name="options">How models are opened.</param>
    /// <param name="diagnostics">Told of columns and ranges that do not fit.</param>
    /// <returns>The rows; null where a problem was reported.</returns>
    public static FuzzTable? Make(SuiteSpec suite, FuzzSpec spec, Table table, int[]? kept, InferenceOptions options, ICollection<SpecDiagnostic> diagnostics)
    {
        var before = diagnostics.Count;
        int[] rows = kept ?? [.. Enumerable.Range(0, table.Rows)];
        var golden = Predictor.ColumnsNeeded(suite, table.Header, options).Select(name => table.Find(name)!).ToList();
        var columns = new FuzzColumns(spec, rows, diagnostics);
        columns.CheckNames([.. golden.Select(column => column.Name)]);
        var isMade = golden.ConvertAll(column => spec.Vary.Count == 0 || spec.Vary.Any(vary => string.Equals(vary.Value, column.Name, StringComparison.Ordinal)));
        var ranges = golden.ConvertAll(column => column is StringColumn ? null : columns.RangeOf(column));
        var texts = golden.ConvertAll(column => column is StringColumn text ? columns.TextsOf(text) : []);
        if (diagnostics.Count != before)
        {
            return null;
        }

        var ends = golden.Select((column, i) => ranges[i]?.Ends(spec.Extremes) ?? []).ToList();
        var plan = new FuzzRows(spec.Rows, [.. golden.Select((column, i) => !isMade[i] ? 0 : column is StringColumn ? texts[i].Count : ends[i].Count)]);

        // What is not made up comes from one row of the golden set, as it is.
        var source = new FuzzRandom(spec.Seed, "");
        var from = Enumerable.Range(0, spec.Rows).Select(_ => rows[source.NextIndex(rows.Length)]).ToArray();
        var made = golden.Select((column, i) =>
        {
            var random = new FuzzRandom(spec.Seed, column.Name);
            var mayBeMissing = columns.MayBeMissing(column);
            return !isMade[i] ? From(column, from)
                : column is StringColumn ? Texts(column.Name, texts[i], plan, i, mayBeMissing, random)
                : column is TensorColumn tensor && ranges[i] is { } values ? FuzzTensor.Make(tensor, values, ends[i], plan, i, rows, random)
                : column is not TensorColumn && ranges[i] is { } range ? Numbers(column, range, ends[i], plan, i, mayBeMissing, random)
                : From(column, from);
        }).ToList();
        return new FuzzTable(table, golden, made, spec.Rows, rows[0]);
    }

    /// <summary>The spec and the golden set with the arrays of files among its columns, so that all rows come from one table.</summary>
    /// <exception cref="SpecException">A file cannot be used.</exception>
    public static (SuiteSpec Suite, Table Table) WithoutFiles(SuiteSpec suite, Table table, CancellationToken cancellationToken)
    {
        var (inputs, columns) = (new List<InputBinding>(), new List<Column>(table.Columns));
        var header = table.Header.ToList();
        foreach (var input in suite.Inputs)
        {
            if (input.Source is not NpySource npy)
            {
                inputs.Add(input);
                continue;
            }

            var name = input.Input.Value;
            while (header.Contains(name, StringComparer.Ordinal))
            {
                name += "'";
            }

            var array = NpyReader.Read(npy.File, suite.Root, name, MostArrayBytes, cancellationToken).Column;
            columns.Add(array);
            header.Add(name);
            inputs.Add(input with { Source = new ColumnsSource([new Located<string>(name, npy.File.Written.Span)], null) });
        }

        return (suite with { Inputs = inputs }, new Table(table.Path, table.ContentHash, table.Rows, header, columns, table.Lines));
    }

    /// <summary>A value for people.</summary>
    public static string Shown(Column column, int row) => column switch
    {
        TensorColumn tensor => FuzzRange.Seen(Take(tensor, row) is TensorColumn one ? one.Values.Cast<object>().Select(value => Convert.ToDouble(value is Half half ? (float)half : value, CultureInfo.InvariantCulture)) : [])
            is { } range ? range.Low.Equals(range.High) ? FormattableString.Invariant($"all {range.Low:G9}") : FormattableString.Invariant($"{range.Low:G9} to {range.High:G9}") : "no number",
        _ when column.IsNull(row) => "missing",
        StringColumn => OneLine.Quote(column.Format(row)),
        NumberColumn numbers when numbers.Values[row] == 0 && double.IsNegative(numbers.Values[row]) => "-0",
        _ => column.Format(row),
    };

    private Table Of(List<Column> columns, int rows) => new(table.Path, Made, rows, table.Header, columns, null);

    private static Column Numbers(Column column, FuzzRange range, IReadOnlyList<double> ends, FuzzRows plan, int index, bool mayBeMissing, FuzzRandom random)
    {
        var (values, missing) = (new double[plan.Count], new bool[plan.Count]);
        for (var row = 0; row < values.Length; row++)
        {
            var end = plan.EndOf(index, row, mayBeMissing, ref random);
            missing[row] = end == -2;
            values[row] = end >= 0 ? ends[end] : end == -1 ? range.Inside(ref random) : 0;
        }

        var nulls = Mask(missing);
        return column switch
        {
            IntegerColumn when Array.TrueForAll(values, value => value == Math.Truncate(value)) => new IntegerColumn(column.Name, Array.ConvertAll(values, long.CreateSaturating), nulls),
            BooleanColumn when Array.TrueForAll(values, value => value is 0 or 1) => new BooleanColumn(column.Name, Array.ConvertAll(values, value => value != 0), nulls),
            _ => new NumberColumn(column.Name, [.. values.Zip(missing, (value, isMissing) => isMissing ? double.NaN : value)], nulls),
        };
    }

    private static StringColumn Texts(string name, IReadOnlyList<string> texts, FuzzRows plan, int index, bool mayBeMissing, FuzzRandom random)
    {
        var codes = new int[plan.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            var end = plan.EndOf(index, row, mayBeMissing, ref random);
            codes[row] = texts.Count == 0 ? -1 : end == -1 ? random.NextIndex(texts.Count) : end == -2 ? -1 : end;
        }

        return new StringColumn(name, codes, StringPool.Of(texts), Mask(Array.ConvertAll(codes, code => code < 0)));
    }

    private static Column From(Column column, int[] rows) => RowFilter.Apply(column, rows, withArrays: true);

    private static Column Take(Column column, int row) => From(column, [row]);

    private static NullMask? Mask(bool[] isNull)
    {
        if (!Array.Exists(isNull, missing => missing))
        {
            return null;
        }

        var words = new ulong[(isNull.Length + 63) / 64];
        for (var row = 0; row < isNull.Length; row++)
        {
            words[row >> 6] |= isNull[row] ? 1UL << (row & 63) : 0;
        }

        return new NullMask(words, isNull.Length);
    }
}
