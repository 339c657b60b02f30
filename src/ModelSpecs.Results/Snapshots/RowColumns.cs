using System.Buffers.Binary;

namespace ModelSpecs.Results.Snapshots;

/// <summary>Outcomes as columns of bytes, each of a kind that compresses well, and back.</summary>
internal static class RowColumns
{
    private enum Shape : byte
    {
        Classes = 1,
        Numbers = 2,
        Labels = 3,
    }

    private static class Id
    {
        public const byte Head = 0;
        public const byte Numbers = 1;
        public const byte SharedLengths = 2;
        public const byte RestLengths = 3;
        public const byte Rest = 4;
        public const byte Predicted = 10;
        public const byte PredictedHigh = 11;
        public const byte Wrong = 12;
        public const byte WrongTruth = 13;
        public const byte Levels = 14;
        public const byte LevelValues = 15;
        public const byte TrueNumbers = 20;
        public const byte PredictedNumbers = 21;
    }

    /// <summary>The columns, in a fixed order.</summary>
    public static List<(byte Id, byte[] Bytes)> Of(RowOutcomes outcomes)
    {
        if (outcomes.Count > RowsFile.MostRows)
        {
            throw new ArgumentException($"{outcomes.Count} rows are more than the limit of {RowsFile.MostRows}.", nameof(outcomes));
        }

        var columns = new List<(byte, byte[])>();
        var (shape, classes, cut) = outcomes switch
        {
            ClassOutcomes c => (Shape.Classes, c.ClassCount, CutOf(c)),
            LabelOutcomes l => (Shape.Labels, l.LabelCount, 0),
            NumberOutcomes => (Shape.Numbers, 0, 0),
            _ => throw new ArgumentException($"No rows file holds {outcomes.GetType().Name}.", nameof(outcomes)),
        };
        columns.Add((Id.Head, Head(shape, outcomes.Ids.Kind, outcomes.Count, classes, cut)));
        AddIds(columns, outcomes.Ids);
        switch (outcomes)
        {
            case ClassOutcomes c: AddClasses(columns, c, cut); break;
            case LabelOutcomes l: AddLabels(columns, l); break;
            case NumberOutcomes n:
                columns.Add((Id.PredictedNumbers, Planes(n.Predicted)));
                columns.Add((Id.TrueNumbers, Planes(n.Truth)));
                break;
        }

        return columns;
    }

    /// <summary>The outcomes that columns hold.</summary>
    /// <exception cref="RowsFormatException">They hold none.</exception>
    public static RowOutcomes Read(List<(byte Id, byte[] Bytes)> columns)
    {
        var byId = new Dictionary<byte, byte[]>();
        foreach (var (id, bytes) in columns)
        {
            if (!byId.TryAdd(id, bytes))
            {
                throw new RowsFormatException("A column stands twice.");
            }
        }

        var head = new Columns(byId).Take(Id.Head, 11);
        var (shape, kind, rows, classes, cut) = ((Shape)head[0], (RowIdKind)head[1],
            BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(2)), BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(6)), head[10]);
        if (rows is < 0 or > RowsFile.MostRows || classes is < 0 or > ClassOutcomes.MostClasses || (shape != Shape.Numbers && classes == 0)
            || (long)rows * Math.Max(1, shape == Shape.Labels ? classes : 1) > RowsFile.MostDecodedBytes)
        {
            throw new RowsFormatException("Its numbers of rows and classes are beyond the limits.");
        }

        var rest = new Columns(byId);
        var ids = ReadIds(rest, kind, rows);
        RowOutcomes outcomes = shape switch
        {
            Shape.Classes => ReadClasses(rest, ids, classes, cut),
            Shape.Labels => ReadLabels(rest, ids, classes),
            Shape.Numbers => new NumberOutcomes(ids, truth: Numbers(rest.Take(Id.TrueNumbers, 4L * rows)), predicted: Numbers(rest.Take(Id.PredictedNumbers, 4L * rows))),
            _ => throw new RowsFormatException("It is of an unknown shape."),
        };
        return byId.Count == 0 ? outcomes : throw new RowsFormatException("It holds a column that its shape does not have.");
    }

    private static byte[] Head(Shape shape, RowIdKind kind, int rows, int classes, int cut)
    {
        var head = new byte[11];
        (head[0], head[1], head[10]) = ((byte)shape, (byte)kind, (byte)cut);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(2), rows);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(6), classes);
        return head;
    }

    private static void AddIds(List<(byte, byte[])> columns, RowIdColumn ids)
    {
        if (ids.Kind == RowIdKind.Text)
        {
            var (shared, lengths, rest) = FrontCoding.Encode(ids.Texts);
            columns.Add((Id.SharedLengths, shared));
            columns.Add((Id.RestLengths, lengths));
            columns.Add((Id.Rest, rest));
            return;
        }

        columns.Add((Id.Numbers, ids.Kind == RowIdKind.Hash ? VarInts.Fixed(ids.Numbers) : VarInts.Differences(ids.Numbers)));
    }

    private static RowIdColumn ReadIds(Columns columns, RowIdKind kind, int rows) => kind switch
    {
        RowIdKind.Text => new RowIdColumn(kind, FrontCoding.Decode(columns.Take(Id.SharedLengths), columns.Take(Id.RestLengths), columns.Take(Id.Rest), rows), null),
        RowIdKind.Hash => new RowIdColumn(kind, null, VarInts.FromFixed(columns.Take(Id.Numbers, 8L * rows))),
        RowIdKind.Integer or RowIdKind.Line or RowIdKind.Row => new RowIdColumn(kind, null, VarInts.FromDifferences(columns.Take(Id.Numbers), rows)),
        _ => throw new RowsFormatException("Its ids are of an unknown kind."),
    };

    private static void AddClasses(List<(byte, byte[])> columns, ClassOutcomes outcomes, int cut)
    {
        var (predicted, truth, rows) = (outcomes.Predicted, outcomes.Truth, outcomes.Count);
        if (outcomes.ClassCount <= 2)
        {
            // What the level does not say already: nothing at all where a threshold decides.
            columns.Add((Id.Predicted, Bits.Pack(rows, row => (predicted[row] == 1) != Expected(outcomes.Scores, row, cut))));
        }
        else
        {
            columns.Add((Id.Predicted, Array.ConvertAll(predicted, p => (byte)p)));
            if (outcomes.ClassCount > 256)
            {
                columns.Add((Id.PredictedHigh, Array.ConvertAll(predicted, p => (byte)(p >> 8))));
            }
        }

        columns.Add((Id.Wrong, Bits.Pack(rows, row => truth[row] != predicted[row])));
        if (outcomes.ClassCount > 2)
        {
            var codes = Enumerable.Range(0, rows).Where(row => truth[row] != predicted[row]).Select(row => truth[row]).ToArray();
            var bytes = new byte[2 * codes.Length];
            for (var i = 0; i < codes.Length; i++)
            {
                (bytes[i], bytes[codes.Length + i]) = ((byte)codes[i], (byte)(codes[i] >> 8));
            }

            columns.Add((Id.WrongTruth, bytes));
        }

        if (outcomes.Scores is { } scores)
        {
            columns.Add((Id.Levels, scores.Levels));
            var values = new byte[8 * scores.Values.Length];
            for (var i = 0; i < scores.Values.Length; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(values.AsSpan(8 * i), scores.Values[i]);
            }

            columns.Add((Id.LevelValues, values));
        }
    }

    private static ClassOutcomes ReadClasses(Columns columns, RowIdColumn ids, int classes, int cut)
    {
        var rows = ids.Count;
        ScoreLevels? scores = null;
        if (columns.TryTake(Id.Levels) is { } levels)
        {
            var bytes = columns.Take(Id.LevelValues);
            var values = new double[bytes.Length / 8];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * i));
            }

            if (levels.Length != rows || bytes.Length % 8 != 0 || values.Length > ScoreLevels.Most || values.Any(double.IsNaN) || (rows > 0 && (values.Length == 0 || levels.Max() >= values.Length)))
            {
                throw new RowsFormatException("Its scores are damaged.");
            }

            scores = new ScoreLevels(levels, values);
        }

        var predicted = new int[rows];
        if (classes <= 2)
        {
            var unexpected = Bits.Unpack(columns.Take(Id.Predicted, Bits.Length(rows)), rows);
            for (var row = 0; row < rows; row++)
            {
                predicted[row] = unexpected[row] != Expected(scores, row, cut) ? 1 : 0;
            }
        }
        else
        {
            var low = columns.Take(Id.Predicted, rows);
            var high = classes > 256 ? columns.Take(Id.PredictedHigh, rows) : null;
            for (var row = 0; row < rows; row++)
            {
                predicted[row] = low[row] | ((high?[row] ?? 0) << 8);
            }
        }

        var wrong = Bits.Unpack(columns.Take(Id.Wrong, Bits.Length(rows)), rows);
        var truth = (int[])predicted.Clone();
        var count = wrong.AsSpan().Count(true);
        var codes = classes > 2 ? columns.Take(Id.WrongTruth, 2L * count) : null;
        for (var (row, next) = (0, 0); row < rows; row++)
        {
            if (wrong[row])
            {
                truth[row] = codes is null ? 1 - predicted[row] : codes[next] | (codes[count + next] << 8);
                next++;
            }
        }

        return truth.AsSpan().ContainsAnyExceptInRange(0, classes - 1) || predicted.AsSpan().ContainsAnyExceptInRange(0, classes - 1)
            ? throw new RowsFormatException("It holds a class that there is not.")
            : new ClassOutcomes(ids, classes, truth, predicted, scores);
    }

    private static bool Expected(ScoreLevels? scores, int row, int cut) => scores is not null && scores.Levels[row] >= cut;

    /// <summary>The level from which on a row is expected to be predicted as class 1: that with the fewest exceptions, the lowest of several.</summary>
    private static int CutOf(ClassOutcomes outcomes)
    {
        if (outcomes.ClassCount > 2 || outcomes.Scores is not { } scores)
        {
            return 0;
        }

        var balance = new int[ScoreLevels.Most];
        for (var row = 0; row < outcomes.Count; row++)
        {
            balance[scores.Levels[row]] += outcomes.Predicted[row] == 1 ? 1 : -1;
        }

        // Exceptions with a cut c: those of class 1 below it and of class 0 from it on; from c to c + 1 they change by the balance of c.
        var (best, least, exceptions) = (0, 0, 0);
        for (var level = 0; level < ScoreLevels.Most - 1; level++)
        {
            exceptions += balance[level];
            if (exceptions < least)
            {
                (best, least) = (level + 1, exceptions);
            }
        }

        return best;
    }

    private static void AddLabels(List<(byte, byte[])> columns, LabelOutcomes outcomes)
    {
        // Label by label: neighbouring bits of one label are more alike than those of one row.
        var (rows, labels) = (outcomes.Count, outcomes.LabelCount);
        columns.Add((Id.Predicted, Bits.Pack(outcomes.Predicted.Length, i => outcomes.Predicted[(i % rows * labels) + (i / rows)])));
        columns.Add((Id.Wrong, Bits.Pack(outcomes.Predicted.Length, i =>
        {
            var place = (i % rows * labels) + (i / rows);
            return outcomes.Predicted[place] != outcomes.Truth[place];
        })));
    }

    private static LabelOutcomes ReadLabels(Columns columns, RowIdColumn ids, int labels)
    {
        var (rows, all) = (ids.Count, ids.Count * labels);
        var byLabel = Bits.Unpack(columns.Take(Id.Predicted, Bits.Length(all)), all);
        var wrong = Bits.Unpack(columns.Take(Id.Wrong, Bits.Length(all)), all);
        var (predicted, truth) = (new bool[all], new bool[all]);
        for (var i = 0; i < all; i++)
        {
            var place = (i % rows * labels) + (i / rows);
            predicted[place] = byLabel[i];
            truth[place] = byLabel[i] != wrong[i];
        }

        return new LabelOutcomes(ids, labels, truth, predicted);
    }

    /// <summary>First bytes of all numbers, second bytes of all, …: exponents lie together and compress.</summary>
    private static byte[] Planes(float[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(numbers[i]);
            for (var plane = 0; plane < 4; plane++)
            {
                bytes[(plane * numbers.Length) + i] = (byte)(bits >> (24 - (8 * plane)));
            }
        }

        return bytes;
    }

    private static float[] Numbers(byte[] planes)
    {
        var numbers = new float[planes.Length / 4];
        for (var i = 0; i < numbers.Length; i++)
        {
            var bits = 0u;
            for (var plane = 0; plane < 4; plane++)
            {
                bits = (bits << 8) | planes[(plane * numbers.Length) + i];
            }

            numbers[i] = BitConverter.UInt32BitsToSingle(bits);
        }

        return numbers;
    }

    private readonly struct Columns(Dictionary<byte, byte[]> byId)
    {
        public byte[] Take(byte id) => TryTake(id) ?? throw new RowsFormatException("A column of it is missing.");

        public byte[] Take(byte id, long length) => Take(id) is { } bytes && bytes.Length == length ? bytes : throw new RowsFormatException("A column of it has another length than its rows.");

        public byte[]? TryTake(byte id) => byId.Remove(id, out var bytes) ? bytes : null;
    }
}
