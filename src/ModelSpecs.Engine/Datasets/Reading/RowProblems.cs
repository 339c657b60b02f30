using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Reading;

/// <summary>Problems of a file's rows, gathered by several threads: the earliest lines are kept, and all are counted.</summary>
internal sealed class RowProblems
{
    private const int Kept = 20;
    private readonly Lock gate = new();
    private readonly SortedList<(long Line, int Column), (DiagnosticDescriptor Kind, string Message)> earliest = [];
    private long count;

    /// <summary>Whether there is any.</summary>
    public bool Any => Interlocked.Read(ref count) > 0;

    /// <summary>Adds a problem of a line; the message starts after <c>file line 17: </c>.</summary>
    public void Add(long line, int column, DiagnosticDescriptor kind, string message)
    {
        lock (gate)
        {
            // A record that was cut by the end of a buffer is parsed again: what it found is the same problem, not another.
            if (earliest.ContainsKey((line, column)))
            {
                return;
            }

            count++;
            if (earliest.Count == Kept && line >= earliest.Keys[Kept - 1].Line)
            {
                return;
            }

            earliest.Add((line, column), (kind, message));
            if (earliest.Count > Kept)
            {
                earliest.RemoveAt(Kept);
            }
        }
    }

    /// <summary>The problems kept, in line order, the last one saying how many more there are.</summary>
    public IEnumerable<(long Line, DiagnosticDescriptor Kind, string Message)> InOrder()
    {
        var more = count - earliest.Count;
        for (var i = 0; i < earliest.Count; i++)
        {
            var (kind, message) = earliest.Values[i];
            var suffix = more > 0 && i == earliest.Count - 1 ? FormattableString.Invariant($" (and {more:N0} more problems like these)") : "";
            yield return (earliest.Keys[i].Line, kind, message + suffix);
        }
    }
}
