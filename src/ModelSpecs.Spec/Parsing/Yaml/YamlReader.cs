using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>Turns the text of one YAML file into nodes with places. A syntax error ends the file; everything else is reported and read on.</summary>
internal sealed class YamlReader
{
    private readonly string _file;
    private readonly YamlText _text;
    private readonly DiagnosticBag _bag;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private int _aliases;

    private YamlReader(string file, YamlText text, DiagnosticBag bag)
    {
        _file = file;
        _text = text;
        _bag = bag;
        _parser = new Parser(new Scanner(new StringReader(text.Text), skipComments: true));
    }

    /// <summary>The mapping that a file holds; empty for an empty file; null where a problem ended the file.</summary>
    public static YamlMap? Read(string file, string text, DiagnosticBag bag)
    {
        if (text.Length > SpecLimits.FileCharacters)
        {
            bag.Report(SpecDiagnostics.LimitExceeded, SourceSpan.StartOf(file), "The file is too large", null, $"at most {SpecLimits.FileCharacters} characters");
            return null;
        }

        var source = new YamlText(text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text);
        if (source.FindUnreadable() is { } unreadable)
        {
            bag.Report(
                SpecDiagnostics.YamlSyntax,
                source.SpanOf(file, unreadable),
                source.Text[unreadable] == '\uFFFD' ? "The file is not UTF-8 text" : "The file holds a control character",
                $"U+{(int)source.Text[unreadable]:X4}",
                "UTF-8 text");
            return null;
        }

        while (true)
        {
            // Of a pass that is repeated nothing is kept, what it reported included.
            var found = new DiagnosticBag();
            try
            {
                var map = new YamlReader(file, source, found).ReadFile();
                bag.AddRange(found);
                return map;
            }
            catch (YamlException error)
            {
                if (source.TryMend((int)error.Start.Index))
                {
                    continue;
                }

                bag.AddRange(found);
                YamlSyntaxError.Report(file, source, error, bag);
                return null;
            }
            catch (EndOfFileException)
            {
                bag.AddRange(found);
                return null;
            }
#pragma warning disable CA1031 // a fault of the YAML library must be a diagnostic of the file that triggers it
            catch (Exception error)
#pragma warning restore CA1031
            {
                bag.Report(SpecDiagnostics.YamlSyntax, SourceSpan.StartOf(file), "The file cannot be read as YAML", OneLine.Quote(error.Message));
                return null;
            }
        }
    }

    private YamlMap? ReadFile()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is StreamEnd)
        {
            return new YamlMap([], SourceSpan.StartOf(_file));
        }

        Expect<DocumentStart>();
        var node = ReadNode(1);
        Expect<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
        {
            _bag.Report(SpecDiagnostics.UnsupportedYaml, SpanOf(second), "A second document begins here", "'---'", "one document a file");
        }

        switch (node)
        {
            case YamlMap map:
                return map;
            case YamlScalar { IsNull: true }:
                return new YamlMap([], node.Span);
            default:
                _bag.Report(SpecDiagnostics.WrongType, node.Span, "The file is not a mapping of keys", Describe.Node(node), "lines such as spec: Loan default");
                return null;
        }
    }

    private YamlNode ReadNode(int depth)
    {
        var current = _parser.Current;
        if (current is AnchorAlias alias)
        {
            return ReadAlias(alias);
        }

        var start = (NodeEvent)current!;
        if (!start.Tag.IsEmpty)
        {
            _bag.Report(SpecDiagnostics.UnsupportedYaml, SpanOf(start), "Tags have no meaning in a spec", OneLine.Quote(start.Tag.Value), "the value alone");
        }

        if (depth > SpecLimits.Depth)
        {
            _bag.Report(SpecDiagnostics.LimitExceeded, SpanOf(start), "The file is nested too deep", null, $"at most {SpecLimits.Depth} levels");
            throw new EndOfFileException();
        }

        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
        {
            // Known but unfinished until its node ends: an alias inside would have no end.
            _anchors[anchor] = null;
        }

        YamlNode node = start switch
        {
            MappingStart mapping => ReadMap(mapping, depth),
            SequenceStart sequence => ReadList(sequence, depth),
            _ => ReadScalar((Scalar)start),
        };
        if (node.Size > SpecLimits.Nodes)
        {
            _bag.Report(SpecDiagnostics.LimitExceeded, node.Span, "The file holds too many values once its aliases are expanded", null, $"at most {SpecLimits.Nodes}");
            throw new EndOfFileException();
        }

        if (anchor is not null)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        _parser.MoveNext();
        var style = scalar.Style switch
        {
            ScalarStyle.Plain => YamlStyle.Plain,
            ScalarStyle.Literal or ScalarStyle.Folded => YamlStyle.Block,
            _ => YamlStyle.Quoted,
        };
        var node = new YamlScalar(_text.Restore(scalar.Value), style, SpanOf(scalar));
        if (style == YamlStyle.Plain && _text.IsMended(scalar.Value))
        {
            _bag.Report(SpecDiagnostics.UnquotedComparison, node.Span, "A comparison needs quotes, because a bare > means something else in YAML", OneLine.Quote(node.Text), $"\"{OneLine.Escape(node.Text)}\"");
        }

        return node;
    }

    private YamlList ReadList(SequenceStart start, int depth)
    {
        _parser.MoveNext();
        var items = new List<YamlNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        _parser.MoveNext();
        return new YamlList(items, StartOf(start));
    }

    private YamlMap ReadMap(MappingStart start, int depth)
    {
        _parser.MoveNext();
        var entries = new List<YamlEntry>();
        var known = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var keyNode = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (keyNode is not YamlScalar key || key.IsNull)
            {
                _bag.Report(SpecDiagnostics.UnsupportedYaml, keyNode.Span, "A key must be a text", Describe.Node(keyNode), "a text");
            }
            else if (key is { Text: "<<", Style: YamlStyle.Plain })
            {
                _bag.Report(SpecDiagnostics.UnsupportedYaml, key.Span, "YAML merge keys have no meaning in a spec", "'<<'", remedy: "Use extends, or an alias for the whole value.");
            }
            else if (known.TryGetValue(key.Text, out var first))
            {
                _bag.Report(SpecDiagnostics.DuplicateKey, key.Span, $"Duplicate key {OneLine.Quote(key.Text)}", null, null, $"It is already said in line {first.Line}; remove one of the two.");
            }
            else
            {
                known.Add(key.Text, key.Span);
                entries.Add(new YamlEntry(key, value));
            }
        }

        _parser.MoveNext();
        return new YamlMap(entries, StartOf(start));
    }

    private YamlNode ReadAlias(AnchorAlias alias)
    {
        _parser.MoveNext();
        if (++_aliases > SpecLimits.Aliases)
        {
            _bag.Report(SpecDiagnostics.LimitExceeded, SpanOf(alias), "The file has too many aliases", null, $"at most {SpecLimits.Aliases}");
            throw new EndOfFileException();
        }

        if (_anchors.TryGetValue(alias.Value.Value, out var node) && node is not null)
        {
            return node;
        }

        var what = _anchors.ContainsKey(alias.Value.Value) ? "An alias stands inside the value it names" : "An alias names nothing above it";
        _bag.Report(SpecDiagnostics.YamlSyntax, SpanOf(alias), what, OneLine.Quote("*" + alias.Value.Value), "the name of an anchor '&name' above", "A text that begins with * needs quotes.");
        throw new EndOfFileException();
    }

    private void Expect<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is not T)
        {
            throw new InvalidOperationException($"expected {typeof(T).Name}, found {_parser.Current?.GetType().Name ?? "the end"}");
        }

        _parser.MoveNext();
    }

    private SourceSpan StartOf(ParsingEvent e) => new(_file, (int)e.Start.Line, (int)e.Start.Column, (int)e.Start.Line, (int)e.Start.Column + 1);

    private SourceSpan SpanOf(ParsingEvent e) => new(_file, (int)e.Start.Line, (int)e.Start.Column, (int)e.End.Line, (int)e.End.Column);

    /// <summary>Ends the reading of a file whose problem is already reported.</summary>
#pragma warning disable CA1032, CA1064 // never leaves this class
    private sealed class EndOfFileException : Exception;
#pragma warning restore CA1032, CA1064
}
