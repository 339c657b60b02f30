using System.Text;

namespace ModelSpecs.Spec.Schema;

/// <summary>JSON examples as a person writes them in YAML: quotes only where YAML needs them.</summary>
internal static class YamlExample
{
    /// <summary>The example with every quote dropped that can be.</summary>
    public static string Of(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '"')
            {
                text.Append(json[i]);
                continue;
            }

            var end = i + 1;
            while (json[end] != '"')
            {
                end += json[end] == '\\' ? 2 : 1;
            }

            var content = json.Substring(i + 1, end - i - 1);
            text.Append(IsPlain(content) ? content : $"\"{content}\"");
            i = end;
        }

        return text.ToString();
    }

    // Plain in flow and in block context, and not read as a number, a boolean or nothing.
    private static bool IsPlain(string content)
    {
        if (content.Length == 0 || !(char.IsLetter(content[0]) || content[0] is '.' or '/') || content is "true" or "false" or "null")
        {
            return false;
        }

        foreach (var character in content)
        {
            if (!char.IsLetterOrDigit(character) && character is not (' ' or '_' or '.' or '/' or '-' or '<' or '>' or '=' or '(' or ')' or '\''))
            {
                return false;
            }
        }

        return content[content.Length - 1] != ' ';
    }
}
