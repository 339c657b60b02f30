using System.Text;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>What was accepted: a snapshot's values of each slice, before and now. One change a slice.</summary>
public static class SnapshotChanges
{
    /// <summary>What changed between two verified texts.</summary>
    /// <param name="suite">The spec now.</param>
    /// <param name="file">Full path of the verified text.</param>
    /// <param name="before">Its bytes at the base; null: there was none.</param>
    /// <param name="after">Its bytes now; null: there is none.</param>
    public static IReadOnlyList<GateChange> Of(SuiteSpec suite, string file, byte[]? before, byte[]? after)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(file);
        if (before is null || after is null)
        {
            return (before, after) switch
            {
                (null, null) => [],
                (null, _) => [Change(suite, file, GateEffect.Tightened, "snapshot accepted for the first time", 1)],
                _ => [Change(suite, file, GateEffect.Loosened, "snapshot removed", 1) with { InBase = true }],
            };
        }

        if (before.AsSpan().SequenceEqual(after))
        {
            return [];
        }

        var (was, now) = (SnapshotText.Read(before, file), SnapshotText.Read(after, file));
        if (was.Document is not { } old || now.Document is not { } current)
        {
            var side = now.Document is null ? "now" : "at the base";
            return [Change(suite, file, GateEffect.Changed, $"snapshot changed, and cannot be read {side}: {(now.Problem ?? was.Problem)!.Message}", 1)];
        }

        return Slices(suite, file, old, current, FirstLine(before), FirstLine(after));
    }

    private static List<GateChange> Slices(SuiteSpec suite, string file, SnapshotDocument old, SnapshotDocument current, int oldLine, int newLine)
    {
        var changes = new List<GateChange>();
        var before = old.Slices.ToDictionary(slice => (slice.Slice, slice.Group));
        var after = current.Slices.Select(slice => (slice.Slice, slice.Group)).ToHashSet();
        for (var i = 0; i < current.Slices.Count; i++)
        {
            var slice = current.Slices[i];
            if (!before.TryGetValue((slice.Slice, slice.Group), out var was))
            {
                changes.Add(Change(suite, file, GateEffect.Tightened, $"snapshot accepted with a new slice: {slice.Label}", newLine + i));
            }
            else if (Compare(suite, file, was, slice, newLine + i) is { } change)
            {
                changes.Add(change);
            }
        }

        for (var i = 0; i < old.Slices.Count; i++)
        {
            if (!after.Contains((old.Slices[i].Slice, old.Slices[i].Group)))
            {
                changes.Add(Change(suite, file, GateEffect.Loosened, $"snapshot accepted without the slice {old.Slices[i].Label}", oldLine + i) with { InBase = true });
            }
        }

        return changes;
    }

    private static GateChange? Compare(SuiteSpec suite, string file, SnapshotSlice was, SnapshotSlice now, int line)
    {
        var metrics = was.Metrics.ToDictionary(metric => metric.Metric, StringComparer.Ordinal);
        var effects = new List<GateEffect>();
        var (text, old, current) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var metric in now.Metrics)
        {
            if (metrics.TryGetValue(metric.Metric, out var before) && Effect(before, metric) is { } effect)
            {
                effects.Add(effect);
                text.Add($"{metric.Metric} {Text(metric.Value)}, was {Text(before.Value)}");
                old.Add($"{metric.Metric} {Text(before.Value)}");
                current.Add($"{metric.Metric} {Text(metric.Value)}");
            }
        }

        if (effects.Count == 0)
        {
            return null;
        }

        // One metric that dropped makes it a drop, whatever the others gained.
        var worst = effects.Contains(GateEffect.Loosened) ? GateEffect.Loosened : effects.Contains(GateEffect.Changed) ? GateEffect.Changed : GateEffect.Tightened;
        var what = worst == GateEffect.Loosened ? "snapshot accepted with a drop" : "snapshot accepted";
        return Change(suite, file, worst, $"{what}: {now.Label}: {string.Join("; ", text)}", line) with { Was = string.Join("; ", old), Is = string.Join("; ", current) };
    }

    private static GateEffect? Effect(SnapshotMetric was, SnapshotMetric now)
    {
        if (was.Value is not { } before || now.Value is not { } after)
        {
            return (was.Value, now.Value) switch { (null, null) => null, (null, _) => GateEffect.Tightened, _ => GateEffect.Loosened };
        }

        // Another CPU moves the last digits, which says nothing about the model.
        if (SnapshotNumber.Same(before, after))
        {
            return null;
        }

        var name = was.Metric.IndexOf('(', StringComparison.Ordinal) is var open && open < 0 ? was.Metric : was.Metric[..open];
        return MetricCatalogue.Find(name)?.Direction switch
        {
            MetricDirection.HigherIsBetter => after < before ? GateEffect.Loosened : GateEffect.Tightened,
            MetricDirection.LowerIsBetter => after > before ? GateEffect.Loosened : GateEffect.Tightened,
            _ => GateEffect.Changed,
        };
    }

    private static GateChange Change(SuiteSpec suite, string file, GateEffect effect, string text, int line) =>
        ChangeList.Of(effect, GateChangeKinds.Snapshot, suite, text, new SourceSpan(file, line, 1, line, 1), inBase: false);

    // A slice is a line of the text, the first below the key.
    private static int FirstLine(byte[] text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        var key = Array.FindIndex(lines, line => line.TrimStart().StartsWith("\"slices\"", StringComparison.Ordinal));
        return key < 0 ? 1 : key + 2;
    }

    private static string Text(double? value) => value is { } number ? SnapshotNumber.Format(number) : "undefined";
}
