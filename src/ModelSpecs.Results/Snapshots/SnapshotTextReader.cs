using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModelSpecs.Results.Snapshots;

/// <summary>Reads a snapshot's text strictly: every key known, none twice, every number and hash of its form, all within limits.</summary>
internal ref partial struct SnapshotTextReader
{
    public const string Undefined = "undefined";
    internal const int MostBytes = 64 << 20;
    internal const int MostDepth = 8;
    internal const int MostCharacters = 20_000;
    internal const int MostSlices = 200_000;
    internal const int MostMetrics = 2_000;
    internal const int MostBounds = 1_000_000;
    internal const int MostClasses = 65_536;

    private Utf8JsonReader json;

    private SnapshotTextReader(ReadOnlySpan<byte> utf8) =>
        json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MostDepth });

    /// <summary>The document, or the first problem.</summary>
    public static SnapshotReading Read(ReadOnlySpan<byte> utf8, string file)
    {
        if (utf8.Length > MostBytes)
        {
            return Wrong(file, 1, 1, $"The snapshot is too large. Found {utf8.Length >> 20} MiB; expected at most {MostBytes >> 20}.");
        }

        var mark = utf8.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        utf8 = utf8[mark..];
        if (ConflictLine(utf8) is { } conflict)
        {
            return new SnapshotReading(null, SnapshotProblems.At(SnapshotProblems.MergeConflict, file, conflict, 1,
                "The snapshot holds an unresolved merge. Found a conflict mark of git; expected one side. Take either side (`git checkout --ours` or `--theirs`), run the spec, and `modelspecs accept` what it gives."));
        }

        var reader = new SnapshotTextReader(utf8);
        try
        {
            return new SnapshotReading(reader.Document(), null);
        }
        catch (JsonException exception)
        {
            // The framework counts both from 0.
            var line = (int)(exception.LineNumber ?? 0) + 1;
            var column = (int)(exception.BytePositionInLine ?? 0) + 1;
            return IsCutOff(utf8)
                ? Wrong(file, line, column, "The snapshot is cut off. Found the end of the file within a value; expected what `modelspecs accept` writes. Restore it from version control.")
                : Wrong(file, line, column, "The snapshot is no JSON. Expected what `modelspecs accept` writes. Restore it from version control, or delete it and accept a new one.");
        }
        catch (ReadingException exception)
        {
            var (line, column) = PlaceOf(utf8, exception.Position);
            return new SnapshotReading(null, SnapshotProblems.At(exception.Id, file, line, column, exception.Message));
        }
    }

    private static SnapshotReading Wrong(string file, int line, int column, string message) =>
        new(null, SnapshotProblems.At(SnapshotProblems.TextWrong, file, line, column, message));

    private static int? ConflictLine(ReadOnlySpan<byte> utf8)
    {
        // No line that is written begins with such a character: an entry begins with two spaces and a quote or a bracket.
        var line = 1;
        while (!utf8.IsEmpty)
        {
            if (utf8.StartsWith("<<<<<<<"u8) || utf8.StartsWith("======="u8) || utf8.StartsWith(">>>>>>>"u8) || utf8.StartsWith("|||||||"u8))
            {
                return line;
            }

            var end = utf8.IndexOf((byte)'\n');
            utf8 = end < 0 ? default : utf8[(end + 1)..];
            line++;
        }

        return null;
    }

    private static bool IsCutOff(ReadOnlySpan<byte> utf8) => utf8.TrimEnd(" \t\r\n"u8) is not [.., (byte)'}'];

    private static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> utf8, long position)
    {
        var before = utf8[..(int)Math.Min(position, utf8.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    private SnapshotDocument Document()
    {
        json.Read();
        Expect(JsonTokenType.StartObject, "an object");
        int? format = null;
        string? tool = null, name = null, task = null, runtime = null, positive = null;
        SnapshotFile? spec = null, model = null, golden = null;
        SnapshotRows? outcomes = null;
        SnapshotReceived? received = null;
        IReadOnlyList<string> classes = [];
        double? threshold = null;
        int? rows = null;
        IReadOnlyList<SnapshotBound> bounds = [];
        IReadOnlyList<SnapshotSlice>? slices = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextKey(seen) is { } key)
        {
            if (format is null && key != SnapshotText.FormatKey)
            {
                throw Fail($"The snapshot does not say its version first. Found {SnapshotProblems.Quote(key)}; expected '{SnapshotText.FormatKey}'.");
            }

            switch (key)
            {
                case SnapshotText.FormatKey: format = Format(); break;
                case "tool": tool = Text(); break;
                case "spec": (name, spec) = Spec(); break;
                case "task": task = Text(); break;
                case "model": model = File(); break;
                case "golden": golden = File(); break;
                case "runtime": runtime = Text(); break;
                case "classes": classes = Classes(); break;
                case "positive": positive = Text(); break;
                case "threshold": threshold = Number(); break;
                case "rows": rows = (int)Count(int.MaxValue); break;
                case "outcomes": outcomes = Outcomes(); break;
                case "received": received = Received(); break;
                case "bounds": bounds = Bounds(); break;
                case "slices": slices = Slices(); break;
                default: throw Unknown(key);
            }
        }

        json.Read();
        return new SnapshotDocument
        {
            Format = format ?? throw Missing(SnapshotText.FormatKey),
            Tool = tool ?? throw Missing("tool"),
            Name = name ?? throw Missing("spec"),
            Spec = spec ?? throw Missing("spec"),
            Task = task ?? throw Missing("task"),
            Model = model,
            Golden = golden ?? throw Missing("golden"),
            Runtime = runtime,
            Classes = classes,
            Positive = positive,
            Threshold = threshold,
            Rows = rows ?? throw Missing("rows"),
            Outcomes = outcomes,
            Received = received,
            Bounds = bounds,
            Slices = slices ?? throw Missing("slices"),
        };
    }

    private int Format()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out var format) || format < 1)
        {
            throw Fail("The snapshot's version is none. Expected a whole number from 1.");
        }

        return format <= SnapshotDocument.CurrentFormat
            ? format
            : throw Fail(string.Create(CultureInfo.InvariantCulture,
                $"The snapshot was written by a newer ModelSpecs. Found version {format}; expected at most {SnapshotDocument.CurrentFormat}. Use that version or a later one."), SnapshotProblems.NewerFormat);
    }

    private (string Name, SnapshotFile File) Spec()
    {
        string? name = null, path = null, hash = null;
        Members((ref SnapshotTextReader r, string key) => key switch
        {
            "name" => (name = r.Text()) is not null,
            "path" => (path = r.Text()) is not null,
            "sha256" => (hash = r.Hash()) is not null,
            _ => false,
        });
        return (name ?? throw Missing("name"), new SnapshotFile(path ?? throw Missing("path"), hash ?? throw Missing("sha256")));
    }

    private SnapshotFile File()
    {
        string? path = null, hash = null;
        Members((ref SnapshotTextReader r, string key) => key switch
        {
            "path" => (path = r.Text()) is not null,
            "sha256" => (hash = r.Hash()) is not null,
            _ => false,
        });
        return new SnapshotFile(path ?? throw Missing("path"), hash ?? throw Missing("sha256"));
    }

    private SnapshotRows Outcomes()
    {
        string? hash = null;
        long? count = null;
        Members((ref SnapshotTextReader r, string key) => key switch
        {
            "rows" => (count = r.Count(int.MaxValue)) is not null,
            "sha256" => (hash = r.Hash()) is not null,
            _ => false,
        });
        return new SnapshotRows(hash ?? throw Missing("sha256"), (int)(count ?? throw Missing("rows")));
    }

    private SnapshotReceived Received()
    {
        string? against = null;
        bool? partial = null;
        var said = false;
        Members((ref SnapshotTextReader r, string key) => key switch
        {
            "against" => said = r.HashOrNull(out against),
            "partial" => (partial = r.Truth()) is not null,
            _ => false,
        });
        return new SnapshotReceived(said ? against : throw Missing("against"), partial ?? throw Missing("partial"));
    }

    private List<string> Classes()
    {
        var classes = new List<string>();
        json.Read();
        Expect(JsonTokenType.StartArray, "a list");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Limit(classes.Count, MostClasses, "classes");
            classes.Add(Current());
        }

        return classes;
    }

    private List<SnapshotBound> Bounds()
    {
        var bounds = new List<SnapshotBound>();
        Members((ref SnapshotTextReader r, string key) =>
        {
            r.Limit(bounds.Count, MostBounds, "checks");
            bounds.Add(new SnapshotBound(key, r.Text()));
            return true;
        });
        return bounds;
    }

    private List<SnapshotSlice> Slices()
    {
        var slices = new List<SnapshotSlice>();
        var seen = new HashSet<(string, string?)>();
        json.Read();
        Expect(JsonTokenType.StartArray, "a list");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Limit(slices.Count, MostSlices, "slices");
            var at = json.TokenStartIndex;
            var slice = Slice();
            if (!seen.Add((slice.Slice, slice.Group)))
            {
                throw new ReadingException(SnapshotProblems.TextWrong, at, $"The slice stands twice. Found {SnapshotProblems.Quote(slice.Label)} again; expected each once.");
            }

            slices.Add(slice);
        }

        return slices;
    }

    private SnapshotSlice Slice()
    {
        string? name = null, group = null;
        long? n = null;
        List<SnapshotMetric>? metrics = null;
        MembersOfCurrent((ref SnapshotTextReader r, string key) => key switch
        {
            "slice" => (name = r.Text()) is not null,
            "group" => (group = r.Text()) is not null,
            "n" => (n = r.Count(int.MaxValue)) is not null,
            "metrics" => (metrics = r.Metrics()) is not null,
            _ => false,
        });
        return new SnapshotSlice
        {
            Slice = name ?? throw Missing("slice"),
            Group = group,
            N = (int)(n ?? throw Missing("n")),
            Metrics = metrics ?? throw Missing("metrics"),
        };
    }

    private List<SnapshotMetric> Metrics()
    {
        var metrics = new List<SnapshotMetric>();
        Members((ref SnapshotTextReader r, string key) =>
        {
            r.Limit(metrics.Count, MostMetrics, "metrics");
            metrics.Add(MetricEntry.Parse(key, r.Text())
                ?? throw r.Fail($"The value of {SnapshotProblems.Quote(key)} is of no known form. Found {SnapshotProblems.Quote(r.Current())}; expected 'VALUE [LOW, HIGH] of ROWS'."));
            return true;
        });
        return metrics;
    }
}
