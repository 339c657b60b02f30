using System.Globalization;
using System.Text.Json;

namespace ModelSpecs.Results.Snapshots;

/// <content>Single values, keys and what is wrong with them.</content>
internal ref partial struct SnapshotTextReader
{
    private delegate bool Member(ref SnapshotTextReader reader, string key);

    private void Members(Member member)
    {
        json.Read();
        MembersOfCurrent(member);
    }

    private void MembersOfCurrent(Member member)
    {
        Expect(JsonTokenType.StartObject, "an object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextKey(seen) is { } key)
        {
            if (!member(ref this, key))
            {
                throw Unknown(key);
            }
        }
    }

    private string? NextKey(HashSet<string> seen)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var key = Current();
        return seen.Add(key) ? key : throw Fail($"A key stands twice. Found {SnapshotProblems.Quote(key)} again; expected each once.");
    }

    private string Text()
    {
        json.Read();
        Expect(JsonTokenType.String, "a text");
        return Current();
    }

    private string Current()
    {
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            throw Fail($"Found {Kind(json.TokenType)}; expected a text.");
        }

        if (json.ValueSpan.Length > MostCharacters)
        {
            throw Fail(string.Create(CultureInfo.InvariantCulture, $"A text is too long. Found {json.ValueSpan.Length} bytes; expected at most {MostCharacters}."));
        }

        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            throw Fail("A text is not valid UTF-8. Restore the file from version control.");
        }
    }

    private string Hash() => HashOrNull(out var hash) && hash is not null ? hash : throw Fail("Found no hash; expected 64 hexadecimal digits in lower case.");

    private bool HashOrNull(out string? hash)
    {
        json.Read();
        hash = json.TokenType == JsonTokenType.Null ? null : Current();
        return hash is null || SnapshotHash.IsHash(hash)
            ? true
            : throw Fail($"Found {SnapshotProblems.Quote(hash)}; expected 64 hexadecimal digits in lower case.");
    }

    private bool? Truth()
    {
        json.Read();
        return json.TokenType is JsonTokenType.True or JsonTokenType.False
            ? json.TokenType == JsonTokenType.True
            : throw Fail($"Found {Kind(json.TokenType)}; expected true or false.");
    }

    private long Count(long most)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var count) && count >= 0 && count <= most
            ? count
            : throw Fail(string.Create(CultureInfo.InvariantCulture, $"Found {Kind(json.TokenType)} that is no count; expected a whole number from 0 to {most}."));
    }

    private double Number()
    {
        json.Read();
        return json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Fail($"Found {Kind(json.TokenType)}; expected a number.");
    }

    private readonly void Expect(JsonTokenType type, string what)
    {
        if (json.TokenType != type)
        {
            throw Fail($"Found {Kind(json.TokenType)}; expected {what}.");
        }
    }

    private readonly void Limit(int count, int most, string what)
    {
        if (count >= most)
        {
            throw Fail(string.Create(CultureInfo.InvariantCulture, $"The snapshot has too many {what}. Expected at most {most}."));
        }
    }

    private readonly ReadingException Missing(string key) => Fail($"Something is missing before here. Found no '{key}'; expected what `modelspecs accept` writes.");

    private readonly ReadingException Unknown(string key) => Fail($"Found the unknown key {SnapshotProblems.Quote(key)}; expected what `modelspecs accept` writes.");

    private readonly ReadingException Fail(string message, string id = SnapshotProblems.TextWrong) => new(id, json.TokenStartIndex, message);

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.Null => "null",
        JsonTokenType.PropertyName => "a key",
        _ => "the end",
    };

    private sealed class ReadingException(string id, long position, string message) : Exception(message)
    {
        public string Id => id;

        public long Position => position;
    }
}
