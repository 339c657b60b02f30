using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Reporting.Html;

/// <summary>A run that is shown, and what it is called where there are several.</summary>
/// <param name="Label">For people: <c>results.json</c>, <c>main</c>.</param>
/// <param name="Run">The run.</param>
public sealed record ReportedRun(string Label, RunResult Run);

/// <summary>The page where a reviewer decides: one file that needs no network, with the results of one run or of several side by side.</summary>
/// <remarks>The page is built from <c>web/report</c> and embedded; its policy lets nothing run but its own script, whose hash it names. The results
/// stand in it as data, compressed and in Base64, so that no text of a spec or of data is a part of the file; the page sets text only, never markup.</remarks>
public static class HtmlReport
{
    /// <summary>Label of a run that stands alone.</summary>
    internal const string OnlyRun = "this run";

    private const string Resource = "ModelSpecs.Reporting.report.html";

    private static ReadOnlySpan<byte> Place => "%DATA%"u8;

    /// <summary>Writes the page of one run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stream">Where; left open.</param>
    public static void Write(RunResult run, Stream stream) => Write([new ReportedRun(OnlyRun, run)], stream);

    /// <summary>Writes the page of runs that stand side by side; the last is shown first, differences are to the first.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="stream">Where; left open.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static void Write(IReadOnlyList<ReportedRun> runs, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(stream);
        if (runs.Count == 0)
        {
            throw new ArgumentException("Found no run; expected at least one.", nameof(runs));
        }

        var page = Page();
        var place = page.AsSpan().IndexOf(Place);
        stream.Write(page.AsSpan(0, place));
        WriteData(runs, stream);
        stream.Write(page.AsSpan(place + Place.Length));
    }

    // Letters, digits, + and / alone stand in the file: nothing of a spec or of data ends the element, and twenty specs stay below a megabyte.
    private static void WriteData(IReadOnlyList<ReportedRun> runs, Stream stream)
    {
        using var text = new CryptoStream(stream, new ToBase64Transform(), CryptoStreamMode.Write, leaveOpen: true);
        using var data = new GZipStream(text, CompressionLevel.Optimal);
        var room = PageRoom.MostCharacters;
        data.Write("{\"runs\":["u8);
        for (var i = 0; i < runs.Count; i++)
        {
            data.Write(i == 0 ? "{\"label\":\""u8 : ",{\"label\":\""u8);
            data.Write(JsonEncodedText.Encode(Decoded(runs[i].Label)).EncodedUtf8Bytes);
            data.Write("\",\"result\":"u8);
            ResultsJson.Write(PageRoom.Fit(runs[i].Run, ref room), data);
            data.Write("}"u8);
        }

        data.Write("]}"u8);
    }

    // A file name may hold halves of surrogate pairs, which no JSON can.
    private static string Decoded(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static byte[] Page()
    {
        using var resource = typeof(HtmlReport).Assembly.GetManifestResourceStream(Resource)!;
        var page = new byte[resource.Length];
        resource.ReadExactly(page);
        return page;
    }
}
