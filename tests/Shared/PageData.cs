using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelSpecs.Tests.Shared;

/// <summary>What a report's page carries.</summary>
internal static partial class PageData
{
    /// <summary>The Base64 that stands in the page.</summary>
    public static string Written(string page) => Element().Match(page).Groups[1].Value;

    /// <summary>The JSON that the page reads: <c>{"runs":[{"label":…,"result":…}]}</c>.</summary>
    public static string Json(string page)
    {
        using var packed = new GZipStream(new MemoryStream(Convert.FromBase64String(Written(page))), CompressionMode.Decompress);
        using var reader = new StreamReader(packed, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("<script type=\"application/gzip\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Element();
}
