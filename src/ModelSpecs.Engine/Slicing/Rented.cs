using System.Buffers;

namespace ModelSpecs.Engine.Slicing;

/// <summary>A buffer of the shared pool for the time of one block.</summary>
/// <typeparam name="T">Type of an entry.</typeparam>
internal readonly ref struct Rented<T> : IDisposable
    where T : unmanaged
{
    private readonly T[] array;

    /// <summary>A buffer of a length; its content is whatever was in it.</summary>
    public Rented(int length)
    {
        array = ArrayPool<T>.Shared.Rent(length);
        Span = array.AsSpan(0, length);
    }

    /// <summary>The buffer.</summary>
    public Span<T> Span { get; }

    /// <summary>Gives it back.</summary>
    public void Dispose() => ArrayPool<T>.Shared.Return(array);
}
