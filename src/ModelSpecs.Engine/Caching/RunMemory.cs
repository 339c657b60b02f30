using System.Diagnostics.CodeAnalysis;

namespace ModelSpecs.Engine.Caching;

/// <summary>What one process keeps between runs, so that the next one of nearly the same spec does not work it out again: parsed columns, measured values.
/// Everything in it stands under all that it depends on, so that a run with a memory gives what a run without one gives. Safe for several threads.</summary>
public sealed class RunMemory
{
    /// <summary>Most bytes kept unless told otherwise: 1 GB.</summary>
    public const long DefaultLimit = 1_000_000_000;

    private readonly Lock gate = new();
    private readonly Dictionary<object, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = [];
    private readonly long limit;

    /// <summary>An empty memory.</summary>
    /// <param name="limit">Most bytes kept, as those who keep them count them; what was longest unused goes first.</param>
    public RunMemory(long limit = DefaultLimit) => this.limit = limit;

    /// <summary>Bytes kept.</summary>
    internal long Bytes { get; private set; }

    /// <summary>How often something was found.</summary>
    internal int Found { get; private set; }

    /// <summary>What is kept under a key.</summary>
    /// <param name="key">Equal to another exactly where everything that the value depends on is equal.</param>
    /// <param name="value">The value.</param>
    internal bool TryGet<T>(object key, [MaybeNullWhen(false)] out T value)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out var node) && node.Value.Kept is T kept)
            {
                byUse.Remove(node);
                byUse.AddLast(node);
                Found++;
                value = kept;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Keeps a value that nobody changes any more; one larger than the memory is not kept.</summary>
    /// <param name="key">All that it depends on.</param>
    /// <param name="value">The value.</param>
    /// <param name="bytes">About how much memory it takes.</param>
    internal void Keep(object key, object value, long bytes)
    {
        lock (gate)
        {
            if (entries.Remove(key, out var old))
            {
                Remove(old);
            }

            if (bytes > limit)
            {
                return;
            }

            while (Bytes > limit - bytes)
            {
                entries.Remove(byUse.First!.Value.Key);
                Remove(byUse.First);
            }

            entries[key] = byUse.AddLast(new Entry(key, value, bytes));
            Bytes += bytes;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        byUse.Remove(node);
        Bytes -= node.Value.Bytes;
    }

    private sealed record Entry(object Key, object Kept, long Bytes);
}
