using System.Globalization;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Groups rows by the combinations of other slices' groups that occur.</summary>
internal sealed class CrossGrouping(ICollection<SpecDiagnostic> diagnostics, int threads, CancellationToken cancellationToken)
{
    // Combinations that fit a table of counts; beyond, those that occur are looked up in a dictionary.
    private const long LargestTable = 1 << 22;
    private const string Times = " × ";

    /// <summary>The cells in the order of the parts; null where there was an error, which is reported.</summary>
    public SliceGroups? Cross(CrossSlice slice, IReadOnlyList<SliceGroups> parts)
    {
        var codes = parts[0].Axis.Codes;
        var cells = new List<int[]>(parts[0].Groups.Count);
        for (var group = 0; group < parts[0].Groups.Count; group++)
        {
            cells.Add([group]);
        }

        var counts = parts[0].Groups.Select(g => g.Rows).ToArray();
        foreach (var part in parts.Skip(1))
        {
            (codes, counts, cells) = Combine(codes, cells, part);
        }

        if (cells.Count > slice.MaxGroups)
        {
            diagnostics.Add(SpecDiagnostics.SliceTooManyGroups.At(slice.Of[0].Span, string.Create(CultureInfo.InvariantCulture,
                $"Too many groups. Found {cells.Count} combinations of {Names(slice)} in {codes.Length} rows; expected at most {slice.MaxGroups}. Cross fewer or coarser slices, or say max_groups.")));
            return null;
        }

        if (cells.Count == 0)
        {
            diagnostics.Add(SpecDiagnostics.SliceWithoutGroups.At(slice.Of[0].Span,
                $"The slice has no groups. Found no row that is in a group of each of {Names(slice)}; expected at least one."));
            return null;
        }

        var groups = new SliceGroup[cells.Count];
        for (var cell = 0; cell < groups.Length; cell++)
        {
            groups[cell] = Describe(cells[cell], counts[cell], parts);
        }

        if (groups.GroupBy(g => g.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            diagnostics.Add(SpecDiagnostics.SliceNamesCollide.At(slice.Of[0].Span,
                $"Two groups have one name. Found {OneLine.Quote(twice.Key!)} for {twice.First().Definition} and for {twice.Last().Definition}; expected one of them. Write other values in the golden set, or cross the slices in another order."));
            return null;
        }

        return new SliceGroups(slice, new SliceAxis(codes, groups.Length), groups);
    }

    private static string Names(CrossSlice slice) => string.Join(", ", slice.Of.Select(name => OneLine.Quote(name.Value)));

    private static SliceGroup Describe(int[] cell, int rows, IReadOnlyList<SliceGroups> parts)
    {
        var members = cell.Select((group, part) => (Slice: parts[part], Group: parts[part].Groups[group])).ToList();
        return new SliceGroup(
            string.Join(Times, members.Select(m => m.Group.Name ?? m.Slice.Spec.Name.Value)),
            string.Join(" and ", members.Select(m => $"({m.Group.Definition})")),
            rows);
    }

    /// <summary>Cells so far, with the groups of one more slice. Cells without rows fall away, so that the codes stay small.</summary>
    private (int[] Codes, int[] Counts, List<int[]> Cells) Combine(int[] left, List<int[]> cells, SliceGroups part)
    {
        var width = part.Groups.Count;
        var product = (long)cells.Count * width;
        var (codes, counts, combinations) = product <= LargestTable
            ? Tabled(left, part.Axis.Codes, width, (int)product)
            : Hashed(left, part.Axis.Codes, width);
        return (codes, counts, combinations.ConvertAll(c => (int[])[.. cells[(int)(c / width)], (int)(c % width)]));
    }

    private (int[] Codes, int[] Counts, List<long> Combinations) Tabled(int[] left, int[] right, int width, int product)
    {
        var (codes, all) = RowCoding.Write(new PairCoder(left, right, width), left.Length, product, threads, cancellationToken);
        var map = new int[product + 1];
        map[0] = -1;
        var (counts, combinations) = (new List<int>(), new List<long>());
        for (var pair = 0; pair < product; pair++)
        {
            map[pair + 1] = -1;
            if (all[pair] > 0)
            {
                map[pair + 1] = counts.Count;
                counts.Add(all[pair]);
                combinations.Add(pair);
            }
        }

        RowCoding.Map(codes, map, threads, cancellationToken);
        return (codes, [.. counts], combinations);
    }

    private (int[] Codes, int[] Counts, List<long> Combinations) Hashed(int[] left, int[] right, int width)
    {
        var codeOf = new Dictionary<long, int>();
        var (combinations, found) = (new List<long>(), new List<int>());
        var codes = GC.AllocateUninitializedArray<int>(left.Length);
        for (var row = 0; row < left.Length; row++)
        {
            if ((left[row] | right[row]) < 0)
            {
                codes[row] = -1;
                continue;
            }

            var pair = ((long)left[row] * width) + right[row];
            if (!codeOf.TryGetValue(pair, out var code))
            {
                codeOf.Add(pair, code = combinations.Count);
                combinations.Add(pair);
                found.Add(0);
            }

            codes[row] = code;
            found[code]++;
        }

        // Found in the order of the rows; wanted in the order of the parts' groups.
        var order = Enumerable.Range(0, combinations.Count).ToArray();
        Array.Sort(order, (l, r) => combinations[l].CompareTo(combinations[r]));
        var map = new int[order.Length + 1];
        map[0] = -1;
        for (var position = 0; position < order.Length; position++)
        {
            map[order[position] + 1] = position;
        }

        RowCoding.Map(codes, map, threads, cancellationToken);
        return (codes, Array.ConvertAll(order, o => found[o]), [.. order.Select(o => combinations[o])]);
    }

    private readonly struct PairCoder(int[] left, int[] right, int width) : IRowCoder
    {
        public int CodeOf(int row) => (left[row] | right[row]) < 0 ? -1 : (left[row] * width) + right[row];
    }
}
