using ModelSpecs.Engine.Datasets.Files;

namespace ModelSpecs.Engine.Datasets;

/// <summary>What a format's reader makes of a file.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Header">All columns.</param>
/// <param name="Columns">The columns asked for, in file order.</param>
/// <param name="Lines">Lines of the rows; null where the format has no lines.</param>
internal sealed record TableContent(int Rows, IReadOnlyList<string> Header, IReadOnlyList<Column> Columns, RowLines? Lines);

/// <summary>A format of golden sets: a row of <see cref="DatasetFormats"/>.</summary>
/// <param name="Name">As <c>golden.format</c> says it.</param>
/// <param name="Extensions">Endings of file names, each also with <c>.gz</c> after it.</param>
/// <param name="IsWorthKeeping">Whether parsed columns are read faster from the cache than from the file.</param>
/// <param name="Read">Reads the columns that the context asks for; every problem is thrown, or left in the context.</param>
/// <param name="ReadHeader">Reads the column names alone.</param>
internal sealed record DatasetFormat(
    string Name,
    string[] Extensions,
    bool IsWorthKeeping,
    Func<DataFile, ReadContext, CancellationToken, TableContent> Read,
    Func<DataFile, ReadContext, CancellationToken, IReadOnlyList<string>> ReadHeader);
