using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>One column on its way from text to values: read as its declared or guessed type, and again as a wider one where the guess did not hold.</summary>
/// <param name="name">Name of the column.</param>
/// <param name="declared">Type in the spec; null: inferred.</param>
/// <param name="guess">Type of the first values; null: they are all null.</param>
/// <param name="workers">Threads that set values.</param>
internal sealed class ColumnPass(string name, ColumnKind? declared, ColumnKind? guess, int workers)
{
    private readonly WorkerState[] states = [.. Enumerable.Range(0, workers).Select(_ => new WorkerState())];
    private ColumnKind? kind = declared ?? guess;
    private ColumnBuilder? builder;

    /// <summary>Name of the column.</summary>
    public string Name => name;

    /// <summary>Whether the values still have to be read.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Gets ready for a pass over the rows.</summary>
    public void Begin(int rows)
    {
        builder = ColumnBuilder.Of(name, kind ?? ColumnKind.Integer, rows, workers);
        foreach (var state in states)
        {
            state.Failed = null;
            state.Accepted = false;
        }
    }

    /// <summary>Sets a row's value.</summary>
    public void Set(int row, ReadOnlySpan<byte> field, int worker, FormatInput input, long line)
    {
        if (input.IsNull(field))
        {
            builder!.SetNull(row);
        }
        else if (builder!.TrySet(row, field, worker))
        {
            states[worker].Accepted = true;
        }
        else if (declared is { } expected)
        {
            input.Problems.Add(line, row, SpecDiagnostics.GoldenValue,
                $"column {OneLine.Quote(name)}: the value is not of the declared type. Found {OneLine.Quote(System.Text.Encoding.UTF8.GetString(field))}; expected {Word(expected)}. Mend the value, name its spelling in golden.nulls, or change golden.columns.");
        }
        else if (states[worker].Failed != ColumnKind.String)
        {
            states[worker].Failed = TypeInference.Join(states[worker].Failed, TypeInference.Of(field));
        }
    }

    /// <summary>Makes a row null: nothing stands on its line.</summary>
    public void SetNull(int row) => builder!.SetNull(row);

    /// <summary>Ends a pass: done, or open again with a wider type.</summary>
    public void End()
    {
        var accepted = states.Any(state => state.Accepted) ? kind ?? ColumnKind.Integer : (ColumnKind?)null;
        var widened = accepted;
        foreach (var state in states.Where(state => state.Failed is not null))
        {
            widened = TypeInference.Join(widened, state.Failed!.Value);
        }

        IsOpen = declared is null && widened != accepted;
        kind = widened ?? kind;
    }

    /// <summary>The column.</summary>
    public Column Build(int[]? kept)
    {
        // Nothing but nulls: a number, since that is what an empty column most often waits to be.
        if (kind is null)
        {
            var missing = new NumberBuilder(name, builder!.RowCount);
            for (var row = 0; row < builder.RowCount; row++)
            {
                missing.SetNull(row);
            }

            builder = missing;
        }

        return builder!.Build(kept);
    }

    private static string Word(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "an integer",
        ColumnKind.Number => "a number",
        ColumnKind.Boolean => "true or false",
        ColumnKind.Date => "an ISO 8601 date or time",
        _ => "text",
    };

    // A line of the cache each, so that two threads do not write to the same one at every value.
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 128)]
    private sealed class WorkerState
    {
        [System.Runtime.InteropServices.FieldOffset(64)]
        public ColumnKind? Failed;

        [System.Runtime.InteropServices.FieldOffset(80)]
        public bool Accepted;
    }
}
