using ModelSpecs.Engine.Datasets;
using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>A column of the reference: rows, or what a profile keeps of them.</summary>
internal abstract class ReferenceColumn
{
    /// <summary>A column of a data set.</summary>
    /// <param name="column">Numbers, dates, texts or booleans.</param>
    /// <param name="rows">Its rows; null: all.</param>
    public static ReferenceColumn Of(Column column, int[]? rows) => ColumnValues.KindOf(column.Kind) == ColumnProfile.Category
        ? CategoryReference.Of(column, rows)
        : new SortedReference(column, rows);

    /// <summary>A column of a profile.</summary>
    public static ReferenceColumn Of(ColumnProfile column, long rows) => column switch
    {
        { Kind: ColumnProfile.Category } => CategoryReference.Of(column.Categories!, rows, column.Missing),
        { Numbers: { } numbers } => new SketchReference(numbers, rows, column.Missing),
        _ => new EmptyReference(rows, column.Missing),
    };

    /// <summary>How far values are from it.</summary>
    /// <param name="column">A column of the same kind.</param>
    /// <param name="rows">The rows; null: all.</param>
    public abstract ColumnDrift Compare(Column column, int[]? rows);

    /// <summary>Both distributions for a figure: of numbers with edges, one more than shares; of categories without.</summary>
    public abstract DriftShape Shape(Column column, int[]? rows);

    /// <summary>A profile of hardly any rows.</summary>
    protected const string TooFew = "the profile keeps nothing of so few values";

    /// <summary>Why nothing can be compared; null: it can.</summary>
    protected static string? Nothing(long reference, long values) =>
        reference == 0 ? "the reference has no value" : values == 0 ? "there is no value" : null;

    /// <summary>A reference of too few values for its profile to say anything of them.</summary>
    private sealed class EmptyReference(long rows, long missing) : ReferenceColumn
    {
        public override ColumnDrift Compare(Column column, int[]? rows1)
        {
            var gone = 0L;
            ColumnValues.ForEachBlock(column, rows1, block =>
            {
                foreach (var value in block)
                {
                    gone += double.IsNaN(value) ? 1 : 0;
                }
            });
            return new ColumnDrift
            {
                Name = column.Name, HasNumbers = true, IsCategorical = true, ReferenceRows = rows, ReferenceMissing = missing, Rows = rows1?.Length ?? column.Length, Missing = gone,
                Nothing = TooFew,
            };
        }

        public override DriftShape Shape(Column column, int[]? rows1) => DriftShape.None;
    }
}

/// <summary>Two distributions to draw.</summary>
/// <param name="Edges">Edges of the bins; empty: they have names.</param>
/// <param name="Names">Names of the bins; empty: they have edges.</param>
/// <param name="Expected">Shares of the reference.</param>
/// <param name="Actual">Shares.</param>
internal sealed record DriftShape(double[] Edges, IReadOnlyList<string> Names, double[] Expected, double[] Actual)
{
    /// <summary>Nothing to draw.</summary>
    public static DriftShape None { get; } = new([], [], [], []);

    /// <summary>Bins of equal width between two ends; what lies outside is in the outermost ones.</summary>
    public static DriftShape Between(double low, double high, Func<double, double> expectedUpTo, Func<double, double> actualUpTo)
    {
        const int Bins = 24;
        if (!(high > low) || !double.IsFinite(high - low))
        {
            return None;
        }

        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(i => i == Bins ? high : low + ((high - low) * i / Bins))];
        return new(edges, [], Shares(edges, expectedUpTo), Shares(edges, actualUpTo));
    }

    private static double[] Shares(double[] edges, Func<double, double> upTo)
    {
        var shares = new double[edges.Length - 1];
        var before = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            var end = i == shares.Length - 1 ? 1 : upTo(edges[i + 1]);
            shares[i] = Math.Max(0, end - before);
            before = end;
        }

        return shares;
    }
}
