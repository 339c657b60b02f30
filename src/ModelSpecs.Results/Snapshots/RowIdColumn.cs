using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ModelSpecs.Results.Snapshots;

/// <summary>How rows are named.</summary>
public enum RowIdKind
{
    /// <summary>By ids that are texts.</summary>
    Text = 1,

    /// <summary>By ids that are whole numbers.</summary>
    Integer = 2,

    /// <summary>By their line in the file: without ids a row is only known as long as nothing is put before it.</summary>
    Line = 3,

    /// <summary>By their place in the file, from 1, as by a line.</summary>
    Row = 4,

    /// <summary>By a hash of the id: there are too many and too long ids to keep. Rows that are gone can be counted and not named.</summary>
    Hash = 5,
}

/// <summary>Names of the rows of a snapshot, as short as they can be kept while rows that are gone can still be named.</summary>
public sealed class RowIdColumn
{
    /// <summary>Ids of more bytes together than this are kept as hashes of 8 bytes.</summary>
    public const int MostTextBytes = 64 << 20;

    /// <summary>A longer id is kept as its beginning and a hash.</summary>
    public const int MostCharacters = 200;

    private readonly string[]? texts;
    private readonly long[]? numbers;

    internal RowIdColumn(RowIdKind kind, string[]? texts, long[]? numbers) => (Kind, this.texts, this.numbers) = (kind, texts, numbers);

    /// <summary>How rows are named.</summary>
    public RowIdKind Kind { get; }

    /// <summary>Rows.</summary>
    public int Count => texts?.Length ?? numbers!.Length;

    /// <summary>Whether the golden set has ids, so that rows are known wherever they stand.</summary>
    public bool AreGiven => Kind is RowIdKind.Text or RowIdKind.Integer or RowIdKind.Hash;

    internal ReadOnlySpan<string> Texts => texts;

    internal ReadOnlySpan<long> Numbers => numbers;

    /// <summary>A row's name in messages.</summary>
    public string this[int row] => Kind switch
    {
        RowIdKind.Text => texts![row],
        RowIdKind.Integer => numbers![row].ToString(CultureInfo.InvariantCulture),
        RowIdKind.Line => string.Create(CultureInfo.InvariantCulture, $"line {numbers![row]}"),
        RowIdKind.Row => string.Create(CultureInfo.InvariantCulture, $"row {numbers![row]}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"#{numbers![row]:x16}"),
    };

    /// <summary>Of ids; where all are whole numbers in their usual form they are kept as such.</summary>
    public static RowIdColumn Of(IReadOnlyList<string> ids) => Of(ids, MostTextBytes);

    /// <summary>Of ids that are whole numbers.</summary>
    public static RowIdColumn OfIntegers(long[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return new RowIdColumn(RowIdKind.Integer, null, ids);
    }

    /// <summary>Of rows without ids, by their lines in the file.</summary>
    public static RowIdColumn OfLines(long[] lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new RowIdColumn(RowIdKind.Line, null, lines);
    }

    /// <summary>Of rows without ids and lines, by their places from 1.</summary>
    public static RowIdColumn OfRows(long[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new RowIdColumn(RowIdKind.Row, null, rows);
    }

    internal static RowIdColumn Of(IReadOnlyList<string> ids, int mostTextBytes)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (AsNumbers(ids) is { } whole)
        {
            return OfIntegers(whole);
        }

        var texts = new string[ids.Count];
        var bytes = 0L;
        for (var row = 0; row < texts.Length; row++)
        {
            texts[row] = Shorten(ids[row]);
            bytes += Encoding.UTF8.GetByteCount(texts[row]);
        }

        return bytes <= mostTextBytes
            ? new RowIdColumn(RowIdKind.Text, texts, null)
            : new RowIdColumn(RowIdKind.Hash, null, Array.ConvertAll(texts, HashOf));
    }

    /// <summary>For each row the row of another column with the same id, or −1.</summary>
    /// <remarks>The first of rows with one id counts; a golden set with such is refused before it gets here.</remarks>
    internal int[] FindIn(RowIdColumn other)
    {
        var found = new int[Count];
        if (AreGiven != other.AreGiven || (!AreGiven && Kind != other.Kind))
        {
            Array.Fill(found, -1);
        }
        else if (Kind == other.Kind)
        {
            Find(found, row => texts is null ? default : texts[row], row => numbers is null ? default : numbers[row], other, other.texts is not null);
        }
        else if (Kind == RowIdKind.Hash || other.Kind == RowIdKind.Hash)
        {
            // Ids that got too many are known by their hashes from then on.
            return AsHashes().FindIn(other.AsHashes());
        }
        else
        {
            return AsTexts().FindIn(other.AsTexts());
        }

        return found;
    }

    private static void Find(int[] found, Func<int, string?> text, Func<int, long> number, RowIdColumn other, bool areTexts)
    {
        if (areTexts)
        {
            Find(found, row => text(row)!, other.texts!, StringComparer.Ordinal);
        }
        else
        {
            Find(found, number, other.numbers!, EqualityComparer<long>.Default);
        }
    }

    private static void Find<T>(int[] found, Func<int, T> id, T[] others, IEqualityComparer<T> comparer)
        where T : notnull
    {
        // Most golden sets only grow at the end: rows that stand where they stood need no table.
        var aligned = 0;
        while (aligned < found.Length && aligned < others.Length && comparer.Equals(id(aligned), others[aligned]))
        {
            found[aligned] = aligned;
            aligned++;
        }

        if (aligned == found.Length)
        {
            return;
        }

        var places = new Dictionary<T, int>(others.Length - aligned, comparer);
        for (var row = aligned; row < others.Length; row++)
        {
            places.TryAdd(others[row], row);
        }

        for (var row = aligned; row < found.Length; row++)
        {
            found[row] = places.TryGetValue(id(row), out var place) ? place : -1;
        }
    }

    private RowIdColumn AsTexts() => Kind == RowIdKind.Text ? this : new RowIdColumn(RowIdKind.Text, Array.ConvertAll(numbers!, n => n.ToString(CultureInfo.InvariantCulture)), null);

    private RowIdColumn AsHashes() => Kind == RowIdKind.Hash ? this : new RowIdColumn(RowIdKind.Hash, null, Array.ConvertAll(AsTexts().texts!, HashOf));

    private static long[]? AsNumbers(IReadOnlyList<string> ids)
    {
        var numbers = new long[ids.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            var id = ids[row];
            // "007" and "+7" are other ids than "7".
            if (!long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[row])
                || id.Length > 20 || numbers[row].ToString(CultureInfo.InvariantCulture) != id)
            {
                return null;
            }
        }

        return numbers.Length == 0 ? null : numbers;
    }

    private static string Shorten(string id)
    {
        if (id.Length <= MostCharacters)
        {
            return id;
        }

        var cut = char.IsHighSurrogate(id[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return string.Create(CultureInfo.InvariantCulture, $"{id.AsSpan(0, cut)}…#{HashOf(id):x16}");
    }

    // The first 8 bytes of SHA-256: among a million ids two share one with a probability of 3e−8.
    private static long HashOf(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
