using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Parsing.Values;

/// <summary>SHA-256 pins.</summary>
internal static class HashValue
{
    private const int Digits = 64;

    /// <summary>The hash in lower case; null where absent or malformed.</summary>
    public static Located<string>? Read(MappingReader reader, string key)
    {
        if (reader.Text(key) is not { } written)
        {
            return null;
        }

        if (written.Value.Length == Digits && written.Value.All(IsHexadecimal))
        {
            return new Located<string>(written.Value.ToLowerInvariant(), written.Span);
        }

        var wrong = written.Value.Length == Digits ? $"{OneLine.Quote(written.Value)}" : $"{written.Value.Length} characters";
        reader.Context.Bag.Report(SpecDiagnostics.MalformedHash, written.Span, $"{OneLine.Quote(key)} is no SHA-256", wrong, reader.ShapeOf(key).Expected, "'modelspecs pin' writes it.");
        return null;
    }

    private static bool IsHexadecimal(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
