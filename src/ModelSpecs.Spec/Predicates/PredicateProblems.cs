using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Collects the problems of one predicate, each at its own columns.</summary>
internal sealed class PredicateProblems(string text, SourceSpan span, int textOffset, ICollection<SpecDiagnostic> diagnostics)
{
    // A garbled text makes a problem of every word; the first ones say what is wrong.
    private const int Most = 10;
    private readonly HashSet<int> places = [];

    /// <summary>Whether any problem was found.</summary>
    public bool Any => places.Count > 0;

    /// <summary>The predicate's text.</summary>
    public string Text => text;

    /// <summary>Adds a problem; one a place, the first one.</summary>
    public void Add(DiagnosticDescriptor descriptor, int start, int end, string message)
    {
        if (places.Count < Most && places.Add(start))
        {
            diagnostics.Add(descriptor.At(PredicatePlace.Of(text, span, textOffset, start, end), message));
        }
    }

    /// <summary>A part of the text as it is shown in a message.</summary>
    public string Quote(int start, int end)
    {
        var quoted = OneLine.Quote(text.Substring(start, end - start));
        // A text brings its own quotation marks.
        return text[start] is '\'' or '"' ? quoted.Substring(1, quoted.Length - 2) : quoted;
    }
}
