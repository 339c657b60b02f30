using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Datasets.Reading;

/// <summary>What a format reads from.</summary>
/// <param name="Source">The bytes, decompressed.</param>
/// <param name="Golden">Types and nulls as the spec says them.</param>
/// <param name="Options">Threads and limits.</param>
/// <param name="Problems">Where problems of rows go.</param>
/// <param name="CancellationToken">Stops between chunks.</param>
internal sealed record FormatInput(ByteSource Source, GoldenSpec Golden, DatasetOptions Options, RowProblems Problems, CancellationToken CancellationToken)
{
    /// <summary>Spellings of null as UTF-8; the empty field where the spec says none.</summary>
    public byte[][] Nulls { get; } = [.. (Golden.Nulls ?? [""]).Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Whether a field is a spelling of null.</summary>
    public bool IsNull(ReadOnlySpan<byte> field)
    {
        foreach (var spelling in Nulls)
        {
            if (field.SequenceEqual(spelling))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What a format read.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">The columns asked for, in file order.</param>
/// <param name="Lines">Where rows start; null where the format has no lines.</param>
internal sealed record FormatOutput(int Rows, IReadOnlyList<Column> Columns, RowLines? Lines);

/// <summary>A file that cannot be read at all; the reader makes a diagnostic of it.</summary>
internal sealed class DatasetFormatException(Spec.Diagnostics.DiagnosticDescriptor kind, string message) : Exception(message)
{
    /// <summary>The kind of problem.</summary>
    public Spec.Diagnostics.DiagnosticDescriptor Kind { get; } = kind;
}
