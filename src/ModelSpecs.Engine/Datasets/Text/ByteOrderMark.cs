using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>The mark that some programs put before text.</summary>
internal static class ByteOrderMark
{
    /// <summary>Bytes of a UTF-8 mark at the start of a file.</summary>
    /// <exception cref="SpecException">The mark of another encoding.</exception>
    public static int Skip(ReadOnlySpan<byte> start, DataProblems problems)
    {
        if (start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF]))
        {
            throw problems.Fatal(SpecDiagnostics.DataNotUtf8, "The text is not UTF-8. Found the byte order mark of UTF-16; expected UTF-8. Save the file as UTF-8 (`iconv -f UTF-16 -t UTF-8`).");
        }

        return start.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
    }
}
