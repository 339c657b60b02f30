using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Tests.Accumulation;

public class CellTableTests
{
    // Two axes; −1 is in no group.
    private static readonly SliceAxis[] Axes = [new([0, 1, -1, 1, 0, 0, 1, 2, -1], 3), new([0, 0, 0, -1, -1, 0, 0, 0, 0], 1)];
    private static readonly int[] CellOfRow = [0, 1, 2, 0, 1, 2, 2, 1, 0];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(1, 4)]
    [InlineData(1, 8)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    [InlineData(3, 4)]
    public void Rows_and_values_are_summed_by_slice_and_cell(int cells, int width)
    {
        var (table, other) = (Filled(0, 5, cells, width), Filled(5, 9, cells, width));
        Check(table, 0, 5, cells, width);

        table.Merge(other);
        Check(table, 0, 9, cells, width);
        Check(other, 5, 9, cells, width);

        table.Clear();
        Check(table, 0, 0, cells, width);
        (table.Cells, table.Width, table.AllSums.Length).Should().Be((cells, width, 7 * cells * width));
    }

    private static CellTable Filled(int start, int end, int cells, int width)
    {
        var table = new CellTable(new SliceLayout(Axes), cells, width);
        table.Add(start, Cells(cells).AsSpan(start..end), [.. Enumerable.Range(start, end - start).SelectMany(row => Enumerable.Range(0, width).Select(v => Value(row, v)))]);
        return table;
    }

    private static void Check(CellTable table, int start, int end, int cells, int width)
    {
        var rows = Enumerable.Range(start, end - start).ToArray();
        CheckSlot(0, rows);
        for (var group = -1; group < 3; group++)
        {
            CheckSlot(2 + group, [.. rows.Where(row => Axes[0].Codes[row] == group)]);
        }

        CheckSlot(5, [.. rows.Where(row => Axes[1].Codes[row] == -1)]);
        CheckSlot(6, [.. rows.Where(row => Axes[1].Codes[row] == 0)]);

        void CheckSlot(int slot, int[] of)
        {
            for (var cell = 0; cell < cells; cell++)
            {
                var inside = of.Where(row => Cells(cells)[row] == cell).ToArray();
                table.Counts(slot)[cell].Should().Be(inside.Length, $"slot {slot}, cell {cell}");
                for (var v = 0; v < width; v++)
                {
                    table.Sums(slot)[(cell * width) + v].Should().Be(inside.Sum(row => Value(row, v)), $"slot {slot}, cell {cell}, value {v}");
                }
            }

            (table.Counts(slot).Length, table.Sums(slot).Length).Should().Be((cells, cells * width));
        }
    }

    private static int[] Cells(int cells) => cells == 1 ? new int[9] : CellOfRow;

    // Whole numbers, each its own sum.
    private static double Value(int row, int v) => (1 << row) * (v + 1);
}
