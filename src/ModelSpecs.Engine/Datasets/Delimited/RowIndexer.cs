using System.Numerics;
using ModelSpecs.Engine.Datasets.Files;

namespace ModelSpecs.Engine.Datasets.Delimited;

/// <summary>Finds the fields of clean delimited text 64 bytes at a time. What is not clean (a quote where none should be, a row with another number of fields,
/// a blank line, a carriage return alone) makes it give up, and <see cref="RecordScanner"/> says what it means.</summary>
internal static class RowIndexer
{
    /// <summary>Indexes a chunk. False: it is not clean.</summary>
    /// <param name="bytes">The chunk, and 64 readable bytes after it.</param>
    /// <param name="length">Bytes of the chunk.</param>
    /// <param name="delimiter">Between fields.</param>
    /// <param name="index">Takes rows and fields; its number of fields a row is what every row must have.</param>
    public static unsafe bool TryIndex(byte[] bytes, int length, byte delimiter, RowIndex index)
    {
        var fields = index.Fields;
        var state = State.AtStart;
        var (ends, starts) = (index.RoomForEnds(ByteMasks.Width), index.RoomForRows(ByteMasks.Width + 1));
        int count = 0, rows = 0, lineFeeds = 0;
        starts[0] = 0;
        fixed (byte* text = bytes)
        {
            for (var at = 0; at < length; at += ByteMasks.Width)
            {
                var valid = ByteMasks.Valid(length - at);
                var lines = ByteMasks.Equal(text + at, (byte)'\n') & valid;
                var returns = ByteMasks.Equal(text + at, (byte)'\r') & valid;
                var quotes = ByteMasks.Equal(text + at, (byte)'"') & valid;
                var separators = (ByteMasks.Equal(text + at, delimiter) & valid) | lines;
                lineFeeds += BitOperations.PopCount(lines);
                if ((quotes | state.Inside | state.AfterClose) != 0)
                {
                    index.HasQuotes = true;
                    if (!state.TryQuotes(quotes, returns, lines, valid, ref separators))
                    {
                        return false;
                    }
                }
                else
                {
                    state.InsideMask = 0;
                    state.BeforeOpen = separators >> 63;
                    if (((returns << 1) | state.AfterReturn) is var follow and not 0 && (follow & ~lines & valid) != 0)
                    {
                        return false;
                    }
                }

                state.AfterReturn = (returns & ~state.InsideMask) >> 63;
                lines &= separators;
                if (ends.Length - count < ByteMasks.Width)
                {
                    ends = index.RoomForEnds(count + ByteMasks.Width);
                }

                if (starts.Length - rows <= ByteMasks.Width)
                {
                    starts = index.RoomForRows(rows + ByteMasks.Width + 1);
                }

                for (; lines != 0; lines &= lines - 1)
                {
                    var bit = BitOperations.TrailingZeroCount(lines);
                    var position = at + bit;
                    var last = count + BitOperations.PopCount(separators & ((1UL << bit) - 1));
                    if (last + 1 != (rows + 1) * fields || IsBlank(text, starts[rows], position))
                    {
                        return false;
                    }

                    starts[++rows] = position + 1;
                }

                for (; separators != 0; separators &= separators - 1)
                {
                    ends[count++] = at + BitOperations.TrailingZeroCount(separators);
                }
            }

            // A carriage return at the very end ends no line; quotes must be closed.
            if ((state.Inside | state.AfterReturn) != 0 || (length > 0 && text[length - 1] == '\r'))
            {
                return false;
            }
        }

        if (starts[rows] < length)
        {
            // The last line has no line end.
            ends = index.RoomForEnds(count + 1);
            ends[count++] = length;
            if (count != (rows + 1) * fields)
            {
                return false;
            }

            rows++;
        }

        index.Rows = rows;
        index.LineFeeds = lineFeeds;
        return true;
    }

    // Of a single column, a blank line has as many fields as a row.
    private static unsafe bool IsBlank(byte* text, int start, int lineFeed) =>
        start == lineFeed || (start + 1 == lineFeed && text[start] == '\r');

    /// <summary>What one mask must know of the one before it.</summary>
    private struct State
    {
        /// <summary>All ones: inside quotes.</summary>
        public ulong Inside;

        /// <summary>The bytes of the mask that are inside quotes.</summary>
        public ulong InsideMask;

        /// <summary>1: the last byte was a separator or a closing quote, so that a quote may follow.</summary>
        public ulong BeforeOpen;

        /// <summary>1: the last byte was a closing quote.</summary>
        public ulong AfterClose;

        /// <summary>1: the last byte was a carriage return outside quotes.</summary>
        public ulong AfterReturn;

        public static State AtStart => new() { BeforeOpen = 1 };

        /// <summary>Takes the separators inside quotes away. False where a quote is not at an end of a field, or a carriage return not at the end of a line.</summary>
        public bool TryQuotes(ulong quotes, ulong returns, ulong lines, ulong valid, ref ulong separators)
        {
            var inside = ByteMasks.PrefixXor(quotes) ^ Inside;
            var opening = quotes & inside;
            var closing = quotes & ~inside;
            separators &= ~inside;
            var mayOpen = ((separators | closing) << 1) | BeforeOpen;
            var afterClose = (closing << 1) | AfterClose;
            var afterReturn = ((returns & ~inside) << 1) | AfterReturn;
            InsideMask = inside;
            Inside = (ulong)((long)inside >> 63);
            BeforeOpen = (separators | closing) >> 63;
            AfterClose = closing >> 63;
            return (opening & ~mayOpen) == 0
                && (afterClose & ~(separators | opening | returns) & valid) == 0
                && (afterReturn & ~(separators & lines) & valid) == 0;
        }
    }
}
