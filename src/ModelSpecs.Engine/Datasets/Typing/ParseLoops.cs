namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>The hot loops: the fields of one column in one chunk into their array, until one needs a slower look.</summary>
internal static class ParseLoops
{
    /// <summary>Parses from <paramref name="row"/>; gives the first row that is no plain integer, or the number of rows.</summary>
    public static unsafe int Integers(FieldSlices fields, int row, Span<long> values)
    {
        var rows = fields.Rows;
        fixed (byte* bytes = fields.Buffer)
        fixed (int* start = fields.Start, end = fields.End)
        fixed (long* to = values)
        {
            for (; row < rows; row++)
            {
                var stop = end[row];
                if (stop < 0)
                {
                    to[row] = 0;
                }
                else if (!IntegerText.TryParse(bytes + start[row], stop - start[row], out to[row]))
                {
                    break;
                }
            }
        }

        return row;
    }

    /// <summary>Parses from <paramref name="row"/>; gives the first row that is no plain number, or the number of rows.</summary>
    public static unsafe int Numbers(FieldSlices fields, int row, Span<double> values)
    {
        var rows = fields.Rows;
        fixed (byte* bytes = fields.Buffer)
        fixed (int* start = fields.Start, end = fields.End)
        fixed (double* to = values)
        {
            for (; row < rows; row++)
            {
                var stop = end[row];
                if (stop < 0)
                {
                    to[row] = double.NaN;
                }
                else if (!NumberText.TryParse(bytes + start[row], stop - start[row], out to[row]))
                {
                    break;
                }
            }
        }

        return row;
    }

    /// <summary>Gives every text its code.</summary>
    public static unsafe void Codes(FieldSlices fields, int firstRow, Utf8Dictionary dictionary, Span<int> codes)
    {
        var rows = fields.Rows;
        fixed (byte* bytes = fields.Buffer)
        fixed (int* start = fields.Start, end = fields.End)
        fixed (int* to = codes)
        {
            for (var row = 0; row < rows; row++)
            {
                var stop = end[row];
                to[row] = stop < 0 ? -1 : dictionary.Code(bytes + start[row], stop - start[row], firstRow + row);
            }
        }
    }
}
