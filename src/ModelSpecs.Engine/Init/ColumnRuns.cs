using System.Globalization;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Init;

/// <summary>Numbered columns (<c>px0</c> to <c>px63</c>) in a header.</summary>
internal static class ColumnRuns
{
    private const int Shortest = 3;

    /// <summary>The runs of the header without gaps: as they are written, and their names in order.</summary>
    public static IReadOnlyList<(string Written, IReadOnlyList<string> Names)> Of(IReadOnlyList<string> header)
    {
        var runs = new List<(string, IReadOnlyList<string>)>();
        foreach (var family in header.Select(Split).Where(part => part.Digits.Length is > 0 and <= 9 && part.Prefix.Length > 0).GroupBy(part => part.Prefix, StringComparer.Ordinal))
        {
            var numbers = family.Select(part => (part.Name, Number: int.Parse(part.Digits, NumberStyles.None, CultureInfo.InvariantCulture))).OrderBy(part => part.Number).ThenBy(part => part.Name, StringComparer.Ordinal).ToList();
            if (numbers.Count >= Shortest && ColumnRun.TryParse($"{numbers[0].Name}..{numbers[^1].Name}") is { } run && run.Count == numbers.Count && run.Names().SequenceEqual(numbers.Select(part => part.Name), StringComparer.Ordinal))
            {
                runs.Add(($"{numbers[0].Name}..{numbers[^1].Name}", [.. run.Names()]));
            }
        }

        return runs;
    }

    private static (string Name, string Prefix, string Digits) Split(string name)
    {
        var start = name.Length;
        while (start > 0 && char.IsAsciiDigit(name[start - 1]))
        {
            start--;
        }

        return (name, name[..start], name[start..]);
    }
}
