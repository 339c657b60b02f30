using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Parsing;

/// <summary>The diagnostics of one parse; keeps the first <see cref="SpecLimits.Diagnostics"/> and counts the rest.</summary>
internal sealed class DiagnosticBag : Collection<SpecDiagnostic>
{
    private int _dropped;
    private SourceSpan _firstDropped;

    /// <summary>Whether an error, not only warnings, was reported.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Whether more would only be counted: loops over untrusted input stop here.</summary>
    public bool IsFull => _dropped > 0;

    /// <summary>Reports <c>what. Found …; expected …. remedy</c>.</summary>
    public void Report(DiagnosticDescriptor kind, SourceSpan span, string what, string? found = null, string? expected = null, string? remedy = null)
    {
        var text = new StringBuilder(what);
        text.Append('.');
        if (found is not null)
        {
            text.Append(" Found ").Append(found).Append(expected is null ? "." : "; ");
        }

        if (expected is not null)
        {
            text.Append(found is null ? " Expected " : "expected ").Append(expected).Append('.');
        }

        if (!string.IsNullOrEmpty(remedy))
        {
            text.Append(' ').Append(remedy!.Trim());
        }

        Add(kind.At(span, text.ToString()));
    }

    /// <summary>Takes over what another bag holds.</summary>
    public void AddRange(DiagnosticBag other)
    {
        foreach (var diagnostic in other)
        {
            Add(diagnostic);
        }

        if (other._dropped > 0)
        {
            _firstDropped = _dropped == 0 ? other._firstDropped : _firstDropped;
            _dropped += other._dropped;
        }
    }

    /// <summary>Errors and warnings: by file in the order given, then by place; those that were only counted last.</summary>
    public IReadOnlyList<SpecDiagnostic> Sorted(IReadOnlyList<string> files)
    {
        if (Count == 0)
        {
            return [];
        }

        var rank = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (!rank.ContainsKey(file))
            {
                rank.Add(file, rank.Count);
            }
        }

        var sorted = this.Distinct()
            .OrderBy(d => rank.TryGetValue(d.Span.File, out var position) ? position : int.MaxValue)
            .ThenBy(d => d.Span.Line).ThenBy(d => d.Span.Column).ThenBy(d => d.Id, StringComparer.Ordinal).ToList();
        if (_dropped > 0)
        {
            sorted.Add(SpecDiagnostics.LimitExceeded.At(
                _firstDropped,
                $"{_dropped.ToString(CultureInfo.InvariantCulture)} or more further problems are not shown. Mend those above first."));
        }

        return sorted;
    }

    /// <inheritdoc />
    protected override void InsertItem(int index, SpecDiagnostic item)
    {
        HasErrors |= item.Severity == DiagnosticSeverity.Error;
        if (Count < SpecLimits.Diagnostics)
        {
            base.InsertItem(index, item);
            return;
        }

        if (_dropped++ == 0)
        {
            _firstDropped = item.Span;
        }
    }
}
