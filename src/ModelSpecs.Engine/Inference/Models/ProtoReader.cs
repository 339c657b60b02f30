using System.Text;

namespace ModelSpecs.Engine.Inference.Models;

/// <summary>Walks the fields of one protobuf message in place: nothing is copied until it is asked for.</summary>
/// <param name="message">The message's bytes.</param>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private readonly ReadOnlySpan<byte> message = message;
    private int at;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Value of the current field where it is an integer.</summary>
    public long Integer { get; private set; }

    /// <summary>Content of the current field where it is a message, text or bytes; empty otherwise.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The four or eight bytes of the current field where it has a fixed size; empty otherwise.</summary>
    public ReadOnlySpan<byte> Fixed { get; private set; }

    /// <summary>Whether the current field has a content.</summary>
    public bool HasContent { get; private set; }

    /// <summary>The content as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Content);

    /// <summary>Goes to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (at == message.Length)
        {
            return false;
        }

        var tag = ReadVarint();
        if (tag >> 3 is 0 or > 536_870_911)
        {
            throw Malformed();
        }

        Field = (int)(tag >> 3);
        Integer = 0;
        Content = default;
        Fixed = default;
        HasContent = false;
        switch (tag & 7)
        {
            case Varint:
                Integer = (long)ReadVarint();
                break;
            case Fixed64:
                Fixed = Take(8);
                break;
            case Bytes:
                var length = ReadVarint();
                Content = Take(length <= int.MaxValue ? (int)length : throw Malformed());
                HasContent = true;
                break;
            case Fixed32:
                Fixed = Take(4);
                break;
            default:
                throw Malformed();
        }

        return true;
    }

    /// <summary>Integers of a repeated field, packed or one by one.</summary>
    public readonly void AddIntegersTo(List<long> list)
    {
        if (!HasContent)
        {
            list.Add(Integer);
            return;
        }

        var packed = new ProtoReader(Content);
        while (packed.at < packed.message.Length)
        {
            list.Add((long)packed.ReadVarint());
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at == message.Length)
            {
                throw Malformed();
            }

            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Malformed();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > message.Length - at)
        {
            throw Malformed();
        }

        var taken = message.Slice(at, length);
        at += length;
        return taken;
    }

    private static InvalidDataException Malformed() => new("not a protobuf message");
}
