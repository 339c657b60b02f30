using System.IO.Compression;
using System.Text;

namespace ModelSpecs.Engine.Tests.Datasets;

/// <summary>NPY files made by hand, for what numpy would not write.</summary>
internal static class Npy
{
    public static byte[] Bytes(string header, byte[] values, byte version = 1)
    {
        var text = Encoding.UTF8.GetBytes(header + "\n");
        byte[] length = version == 1 ? [(byte)text.Length, (byte)(text.Length >> 8)] : [(byte)text.Length, (byte)(text.Length >> 8), 0, 0];
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. values];
    }

    public static byte[] Archive(params (string Name, byte[] Bytes)[] arrays)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, array) in arrays)
            {
                using var entry = zip.CreateEntry(name + ".npy").Open();
                entry.Write(array);
            }
        }

        return bytes.ToArray();
    }
}
