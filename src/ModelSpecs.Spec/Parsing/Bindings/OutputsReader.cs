using System.Globalization;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>outputs</c>.</summary>
internal static class OutputsReader
{
    private const int MostColumnDigits = 6;

    /// <summary>The outputs that are said.</summary>
    public static OutputsSpec Read(MappingReader reader)
    {
        if (reader.Mapping("outputs") is not { } outputs)
        {
            return new OutputsSpec();
        }

        outputs.Exclude("value", "score");
        outputs.Exclude("value", "label");
        outputs.Exclude("value", "activation");
        return new OutputsSpec
        {
            Score = Output(outputs, "score"),
            Label = Output(outputs, "label"),
            Value = Output(outputs, "value"),
            Activation = outputs.Choice<Activation>("activation"),
        };
    }

    private static Located<OutputReference>? Output(MappingReader outputs, string key)
    {
        if (outputs.Text(key) is not { } text)
        {
            return null;
        }

        var written = text.Value;
        if (written[written.Length - 1] != ']')
        {
            return new Located<OutputReference>(new OutputReference(written, null), text.Span);
        }

        var open = written.LastIndexOf('[');
        var digits = open > 0 ? written.Substring(open + 1, written.Length - open - 2) : "";
        if (digits.Length is > 0 and <= MostColumnDigits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var column))
        {
            return new Located<OutputReference>(new OutputReference(written.Substring(0, open), column), text.Span);
        }

        outputs.Context.Bag.Report(SpecDiagnostics.MalformedOutput, text.Span, "A column of an output is a number from 0", OneLine.Quote(written), "a name such as probabilities, or a name and a column such as probabilities[1]");
        return null;
    }
}
