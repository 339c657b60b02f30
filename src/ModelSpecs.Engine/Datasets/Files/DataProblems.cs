using System.Globalization;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Engine.Datasets.Files;

/// <summary>Collects the problems of one data file. Of problems that many rows share, the first rows are kept and the rest counted, whatever the order
/// in which threads find them.</summary>
/// <param name="name">The data file as messages name it.</param>
/// <param name="span">Where the spec names it.</param>
internal sealed class DataProblems(string name, SourceSpan span)
{
    /// <summary>Rows listed of one kind of problem.</summary>
    public const int MostRows = 20;

    private readonly Lock adding = new();
    private readonly List<SpecDiagnostic> ofFile = [];
    // By id and subject. Made when needed: reading is to start fast, and mostly nothing is wrong.
    private Dictionary<string, RowProblems>? ofRows;

    /// <summary>The data file as messages name it.</summary>
    public string Name => name;

    /// <summary>What the numbers of rows count: lines of a text, or rows of an array.</summary>
    public string RowNoun { get; set; } = "line";

    /// <summary>Whether anything is wrong.</summary>
    public bool Any
    {
        get
        {
            lock (adding)
            {
                return ofFile.Count > 0 || ofRows is not null;
            }
        }
    }

    /// <summary>Adds a problem of the whole file.</summary>
    /// <param name="descriptor">Its kind.</param>
    /// <param name="message">What, found, expected, remedy; without the file's name.</param>
    /// <param name="at">Place in the spec, if not that of the file.</param>
    public void Add(DiagnosticDescriptor descriptor, string message, SourceSpan? at = null)
    {
        lock (adding)
        {
            ofFile.Add(descriptor.At(at ?? span, $"{name}: {message}"));
        }
    }

    /// <summary>Adds a problem of the whole file and ends reading it.</summary>
    public SpecException Fatal(DiagnosticDescriptor descriptor, string message, SourceSpan? at = null)
    {
        Add(descriptor, message, at);
        return Exception();
    }

    /// <summary>Adds a problem of one row.</summary>
    /// <param name="descriptor">Its kind.</param>
    /// <param name="subject">What rows share the problem: the column, or empty.</param>
    /// <param name="line">Line (or row) in the data file, from 1.</param>
    /// <param name="message">Makes the message; called only if the row is listed.</param>
    public void AddRow(DiagnosticDescriptor descriptor, string subject, long line, Func<string> message)
    {
        lock (adding)
        {
            ofRows ??= new Dictionary<string, RowProblems>(StringComparer.Ordinal);
            var key = $"{descriptor.Id} {subject}";
            if (!ofRows.TryGetValue(key, out var rows))
            {
                ofRows.Add(key, rows = new RowProblems(descriptor, subject));
            }

            rows.Add(line, message);
        }
    }

    /// <summary>Forgets problems of rows: the rows are read again.</summary>
    public void ForgetRows()
    {
        lock (adding)
        {
            ofRows = null;
        }
    }

    /// <summary>Every problem, as one exception.</summary>
    public SpecException Exception()
    {
        lock (adding)
        {
            return new SpecException([.. ofFile, .. (ofRows ?? []).OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value.Diagnostics(name, RowNoun, span))]);
        }
    }

    private sealed class RowProblems(DiagnosticDescriptor descriptor, string subject)
    {
        private readonly PriorityQueue<(long Line, string Message), long> listed = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
        private long count;

        public void Add(long line, Func<string> message)
        {
            foreach (var (item, _) in listed.UnorderedItems)
            {
                if (item.Line == line && item.Message == message())
                {
                    // Twice the same of one line says nothing more.
                    return;
                }
            }

            count++;
            if (listed.Count < MostRows)
            {
                listed.Enqueue((line, message()), line);
            }
            else if (line < listed.Peek().Line)
            {
                listed.EnqueueDequeue((line, message()), line);
            }
        }

        public IEnumerable<SpecDiagnostic> Diagnostics(string file, string noun, SourceSpan at)
        {
            var rows = listed.UnorderedItems.Select(i => i.Element)
                .OrderBy(i => i.Line).ThenBy(i => i.Message, StringComparer.Ordinal).ToList();
            foreach (var (line, message) in rows)
            {
                yield return descriptor.At(at, string.Create(CultureInfo.InvariantCulture, $"{file} {noun} {line}: {message}"));
            }

            if (count > rows.Count)
            {
                var of = subject.Length > 0 ? $" in column {OneLine.Quote(subject)}" : "";
                yield return descriptor.At(at, string.Create(CultureInfo.InvariantCulture, $"{file}: {count - rows.Count:N0} more {noun}s with the same problem{of}."));
            }
        }
    }
}
