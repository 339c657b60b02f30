using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Npy;

/// <summary>NPY: one array. One axis is the column <c>value</c>, two are the columns <c>c0</c>, <c>c1</c>, …, more are the column <c>array</c>.</summary>
internal static class NpyFormat
{
    private const int MostColumns = 100_000;

    /// <summary>The format.</summary>
    public static DatasetFormat Format { get; } = new("npy", [".npy"], false, Read, Header);

    /// <summary>The bytes of a file, unpacked.</summary>
    public static Stream Open(DataFile file, long maxBytes, DataProblems problems, CancellationToken cancellationToken)
    {
        file.Unpack(maxBytes, problems, cancellationToken);
        problems.RowNoun = "row";
        return new BufferedStream(new HandleStream(file.Content), 64 * 1024);
    }

    private static string[] Header(DataFile file, ReadContext context, CancellationToken cancellationToken)
    {
        using var stream = Open(file, context.Options.MaxBytes, context.Problems, cancellationToken);
        return Names(NpyHeader.Read(stream, "the array", context.Problems), context);
    }

    private static TableContent Read(DataFile file, ReadContext context, CancellationToken cancellationToken)
    {
        using var stream = Open(file, context.Options.MaxBytes, context.Problems, cancellationToken);
        var header = NpyHeader.Read(stream, "the array", context.Problems);
        var names = Names(header, context);
        var shape = header.Shape;
        context.CheckTypes(names, (_, kind) => ArrayColumns.Refusal(header with { Shape = shape.Length == 2 ? [shape[0]] : shape }, kind));
        if (header.Shape[0] == 0)
        {
            throw context.Problems.Fatal(SpecDiagnostics.DataNoRows, $"The array has no rows. Found shape {header.ShapeText}; expected rows along the first axis.");
        }

        if (context.Problems.Any)
        {
            throw context.Problems.Exception();
        }

        var limits = new NpyLimits("the array", context.Options.MaxBytes, context.Problems, cancellationToken);
        var columns = new List<Column>();
        if (header.Kind is 'U' or 'S')
        {
            var texts = NpyValues.ReadTexts(stream, header, limits);
            foreach (var (name, place) in Wanted(names, context))
            {
                columns.Add(ArrayColumns.OfTexts(name, texts with { Codes = Part(header, place).Of(texts.Codes, code => code) }, context));
            }
        }
        else
        {
            // Two axes as columns: column by column is the file's own order where it is Fortran's.
            var values = NpyValues.ReadNumbers(stream, shape.Length == 2 ? header with { IsFortran = false } : header, limits);
            foreach (var (name, place) in Wanted(names, context))
            {
                columns.Add(shape.Length > 2 ? new TensorColumn(name, shape[0], shape[1..], values) : ArrayColumns.OfNumbers(name, values, Part(header, place), context));
            }
        }

        return new TableContent(shape[0], names, columns, null);
    }

    private static IEnumerable<(string Name, int Place)> Wanted(IReadOnlyList<string> names, ReadContext context) =>
        names.Select((name, place) => (name, place)).Where(n => context.Wants(n.name));

    private static string[] Names(NpyHeader header, ReadContext context)
    {
        var shape = header.Shape;
        if (shape.Length == 0 || (shape.Length > 2 && header.Kind is 'U' or 'S'))
        {
            throw context.Problems.Fatal(
                SpecDiagnostics.NpyTypeRefused, $"The array has no rows of {(shape.Length == 0 ? "values" : "texts")}. Found shape {header.ShapeText}; expected {(shape.Length == 0 ? "at least one axis" : "at most two axes")}.");
        }

        if (shape.Length == 2 && shape[1] > MostColumns)
        {
            throw context.Problems.Fatal(
                SpecDiagnostics.DataFileTooLarge, FormattableString.Invariant($"The array has too many columns. Found {shape[1]:N0}; expected at most {MostColumns:N0}. Add an axis of length 1 to read it as one column of arrays."));
        }

        string[] names = shape.Length switch
        {
            1 => ["value"],
            2 => [.. Enumerable.Range(0, shape[1]).Select(i => FormattableString.Invariant($"c{i}"))],
            _ => ["array"],
        };
        context.CheckHeader(names);
        return names;
    }

    private static ArrayPart Part(NpyHeader header, int column) => header.Shape.Length == 1
        ? new ArrayPart(0, 1, header.Shape[0])
        : header.IsFortran
            ? new ArrayPart(column * header.Shape[0], 1, header.Shape[0])
            : new ArrayPart(column, header.Shape[1], header.Shape[0]);
}
