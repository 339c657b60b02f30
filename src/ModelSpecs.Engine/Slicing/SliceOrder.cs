using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Finds the slices that a cross is made of.</summary>
internal static class SliceOrder
{
    /// <summary>The slice and every slice it is made of, parts before the whole.</summary>
    public static IReadOnlyList<SliceSpec> PartsOf(SuiteSpec suite, SliceSpec slice)
    {
        var found = new List<SliceSpec>();
        Visit(suite, slice, found, []);
        return found;
    }

    private static void Visit(SuiteSpec suite, SliceSpec slice, List<SliceSpec> found, HashSet<string> open)
    {
        if (found.Exists(s => s.Name.Value == slice.Name.Value))
        {
            return;
        }

        if (!open.Add(slice.Name.Value))
        {
            // The parser refuses it; a spec made by hand should not hang.
            throw new InvalidOperationException($"Slice '{slice.Name.Value}' is made of itself.");
        }

        foreach (var name in slice is CrossSlice cross ? cross.Of : [])
        {
            var part = suite.Slices.FirstOrDefault(s => s.Name.Value == name.Value)
                ?? throw new InvalidOperationException($"Slice '{slice.Name.Value}' is made of '{name.Value}', which is no slice of the spec.");
            Visit(suite, part, found, open);
        }

        open.Remove(slice.Name.Value);
        found.Add(slice);
    }
}
