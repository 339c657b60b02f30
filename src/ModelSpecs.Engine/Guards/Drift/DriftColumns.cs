using ModelSpecs.Engine.Datasets;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>The columns of one of two sets that are compared: of a table, or of a profile.</summary>
internal sealed class DriftColumns
{
    private readonly Table? table;
    private readonly ProfileDocument? profile;
    private readonly IReadOnlyDictionary<string, Column>? predictions;

    /// <summary>A table.</summary>
    /// <param name="name">As read by people.</param>
    /// <param name="table">Its rows.</param>
    /// <param name="predictions">What the model says of them; null: it was not asked.</param>
    public DriftColumns(string name, Table table, IReadOnlyDictionary<string, Column>? predictions)
    {
        (Name, this.table, this.predictions) = (name, table, predictions);
        (Header, Predicted, Rows) = (table.Header, predictions is null ? null : [.. predictions.Keys], table.Rows);
    }

    /// <summary>A profile.</summary>
    public DriftColumns(string name, ProfileDocument profile)
    {
        (Name, this.profile) = (name, profile);
        (Header, Predicted, Rows) = ([.. profile.Columns.Select(column => column.Name)], [.. profile.Predictions.Select(column => column.Name)], profile.Rows);
    }

    /// <summary>As read by people.</summary>
    public string Name { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Of what the model says what there is; null: it is not known.</summary>
    public IReadOnlyList<string>? Predicted { get; }

    /// <summary>Rows.</summary>
    public long Rows { get; }

    /// <summary>Whether there are no rows to look at.</summary>
    public bool IsProfile => profile is not null;

    /// <summary>Hash of the model whose predictions a profile keeps; null: there is none.</summary>
    public string? Model => profile?.Model;

    /// <summary>The table; null: a profile.</summary>
    public Table? Table => table;

    /// <summary>Kind as a profile calls it; null: an array in each row, or not there.</summary>
    public string? KindOf(string name) => profile is not null ? InProfile(name)?.Kind : Find(name) is { } column ? ColumnValues.KindOf(column.Kind) : null;

    /// <summary>Whether a column has no value at all: then its type is a guess.</summary>
    public bool IsEmpty(string name) => profile is not null ? InProfile(name)?.Missing == Rows : Find(name) is { Nulls.Count: var nulls, Length: var length } && nulls == length;

    /// <summary>Rows of a column without a value.</summary>
    /// <param name="name">The column.</param>
    /// <param name="rows">Of these rows, of a table; null: all.</param>
    public long MissingOf(string name, int[]? rows) => profile is not null ? InProfile(name)!.Missing
        : rows is null ? Find(name)!.Nulls?.Count ?? 0 : rows.LongCount(Find(name)!.IsNull);

    /// <summary>Whether a column of numbers has few different ones.</summary>
    public bool IsFewValued(string name)
    {
        if (profile is not null)
        {
            return InProfile(name) is { Numbers.IsFewValued: true };
        }

        var (sorted, missing) = ColumnValues.Sort(Find(name)!, null);
        return NumberSummary.Of(sorted.AsSpan(missing)).Distinct is not null;
    }

    /// <summary>A column; null: not there, or a profile's.</summary>
    public Column? Find(string name) => DriftSpec.IsPredicted(name) ? predictions?.GetValueOrDefault(name) ?? table?.Find(name) : table?.Find(name);

    /// <summary>A column as a reference.</summary>
    /// <param name="name">The column.</param>
    /// <param name="rows">Its rows, of a table; null: all.</param>
    public ReferenceColumn Reference(string name, int[]? rows) => profile is not null ? ReferenceColumn.Of(InProfile(name)!, Rows) : ReferenceColumn.Of(Find(name)!, rows);

    private ColumnProfile? InProfile(string name) =>
        DriftSpec.IsPredicted(name) && profile!.Predictions.FirstOrDefault(column => column.Name == name) is { } predicted ? predicted : profile!.Columns.FirstOrDefault(column => column.Name == name);
}
