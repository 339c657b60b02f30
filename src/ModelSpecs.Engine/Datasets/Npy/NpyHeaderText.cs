namespace ModelSpecs.Engine.Datasets.Npy;

/// <summary>Reads the Python dictionary literal of an NPY header: quoted keys; a text, a list, True or False, a tuple of integers as values.</summary>
internal sealed class NpyHeaderText(string text)
{
    private int at;

    /// <summary>Reads it.</summary>
    /// <param name="descr">The type; null: a list of fields.</param>
    /// <param name="isFortran">Order of the axes.</param>
    /// <param name="shape">Lengths as written.</param>
    public bool TryRead(out string? descr, out bool isFortran, out List<string> shape)
    {
        (descr, isFortran, shape) = (null, false, []);
        bool hasDescr = false, hasOrder = false, hasShape = false;
        if (!Skip('{'))
        {
            return false;
        }

        while (!Skip('}'))
        {
            if (Quoted() is not { } key || !Skip(':'))
            {
                return false;
            }

            switch (key)
            {
                case "descr" when Peek() == '[':
                    hasDescr = SkipList();
                    break;
                case "descr":
                    descr = Quoted();
                    hasDescr = descr is not null;
                    break;
                case "fortran_order":
                    isFortran = SkipWord("True");
                    hasOrder = isFortran || SkipWord("False");
                    break;
                case "shape":
                    hasShape = TryTuple(shape);
                    break;
                default:
                    return false;
            }

            if (!Skip(',') && Peek() != '}')
            {
                return false;
            }
        }

        return hasDescr && hasOrder && hasShape;
    }

    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length ? text[at] : '\0';
    }

    private bool Skip(char wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        at++;
        return true;
    }

    private bool SkipWord(string word)
    {
        Peek();
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
        {
            return false;
        }

        at += word.Length;
        return true;
    }

    private string? Quoted()
    {
        if (Peek() is not ('\'' or '"') || text.IndexOf(text[at], at + 1) is var end && end < 0)
        {
            return null;
        }

        var inner = text[(at + 1)..end];
        at = end + 1;
        return inner;
    }

    // What is inside does not matter: a type of several fields is refused.
    private bool SkipList()
    {
        var depth = 0;
        for (; at < text.Length; at++)
        {
            depth += text[at] is '[' or '(' ? 1 : text[at] is ']' or ')' ? -1 : 0;
            if (depth == 0)
            {
                at++;
                return true;
            }
        }

        return false;
    }

    private bool TryTuple(List<string> items)
    {
        if (!Skip('('))
        {
            return false;
        }

        while (!Skip(')'))
        {
            Peek();
            var start = at;
            while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
            {
                at++;
            }

            if (at == start)
            {
                return false;
            }

            items.Add(text[start..at]);
            if (!Skip(',') && Peek() != ')')
            {
                return false;
            }
        }

        return true;
    }
}
