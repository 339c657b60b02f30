using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Slices;

/// <summary>Whether crosses name slices that exist, and end.</summary>
internal static class CrossRules
{
    /// <summary>Reports unknown slices and circles.</summary>
    /// <param name="map">The slices as written: one that is wrong is not unknown.</param>
    /// <param name="slices">The slices that could be read.</param>
    /// <param name="context">The parse.</param>
    public static void Check(YamlMap map, IReadOnlyList<SliceSpec> slices, ParseContext context)
    {
        var crosses = slices.OfType<CrossSlice>().ToList();
        var byName = crosses.ToDictionary(cross => cross.Name.Value, StringComparer.Ordinal);
        var names = map.Entries.Select(entry => entry.Key.Text).ToList();
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        foreach (var cross in crosses)
        {
            foreach (var of in cross.Of)
            {
                if (context.Bag.IsFull)
                {
                    return;
                }

                if (!known.Contains(of.Value))
                {
                    context.Bag.Report(SpecDiagnostics.UnknownSlice, of.Span, $"{OneLine.Quote(of.Value)} is not a slice of this spec", null, Expected(names), Suggestion.DidYouMean(of.Value, names));
                }
            }
        }

        ReportCircles(crosses, byName, context);
    }

    // Depth first; a cross met again while it is open closes a circle, which is reported at the name that closes it.
    private static void ReportCircles(List<CrossSlice> crosses, Dictionary<string, CrossSlice> byName, ParseContext context)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var open = new List<string>();
        foreach (var cross in crosses)
        {
            Visit(cross);
        }

        void Visit(CrossSlice cross)
        {
            open.Add(cross.Name.Value);
            foreach (var of in cross.Of)
            {
                var start = open.IndexOf(of.Value);
                if (start >= 0)
                {
                    var chain = string.Join(" → ", open.Skip(start).Concat([of.Value]).Select(OneLine.Quote));
                    context.Bag.Report(SpecDiagnostics.CyclicCross, of.Span, "A cross contains itself", chain, "slices that do not lead back to it");
                }
                else if (byName.TryGetValue(of.Value, out var next) && !done.Contains(of.Value))
                {
                    Visit(next);
                }
            }

            open.RemoveAt(open.Count - 1);
            done.Add(cross.Name.Value);
        }
    }

    private static string Expected(List<string> names)
    {
        const int mostShown = 20;
        return $"one of {string.Join(", ", names.Take(mostShown).Select(OneLine.Quote))}{(names.Count > mostShown ? ", …" : "")}";
    }
}
