using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace ModelSpecs.Engine.Tests.Inference;

/// <summary>Writes arrays as numpy does.</summary>
internal static class NumpyFiles
{
    public static void WriteNpy(string path, int[] shape, Array values)
    {
        using var file = File.Create(path);
        Write(file, shape, values);
    }

    public static void WriteNpz(string path, params (string Name, int[] Shape, Array Values)[] arrays)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var array in arrays)
        {
            using var entry = archive.CreateEntry(array.Name + ".npy").Open();
            Write(entry, array.Shape, array.Values);
        }
    }

    private static void Write(Stream stream, int[] shape, Array values)
    {
        var element = values.GetType().GetElementType()!;
        var size = element == typeof(Half) ? 2 : Buffer.ByteLength(values) / values.Length;
        var kind = element == typeof(float) || element == typeof(double) || element == typeof(Half) ? 'f'
            : element == typeof(bool) ? 'b'
            : element == typeof(byte) || element == typeof(ushort) || element == typeof(uint) || element == typeof(ulong) ? 'u' : 'i';
        var dimensions = string.Join(", ", shape) + (shape.Length == 1 ? "," : "");
        var header = $"{{'descr': '{(size == 1 ? '|' : '<')}{kind}{size}', 'fortran_order': False, 'shape': ({dimensions}), }}";
        header = header.PadRight((((10 + header.Length) / 64) + 1) * 64 - 11) + "\n";
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        var bytes = new byte[values.Length * size];
        if (values is Half[] halves)
        {
            MemoryMarshal.AsBytes(halves.AsSpan()).CopyTo(bytes);
        }
        else
        {
            Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        }

        stream.Write(bytes);
    }
}
