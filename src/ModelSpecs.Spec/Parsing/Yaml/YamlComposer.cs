using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>Composes nodes from the tokens of YamlDotNet's scanner, after the grammar of YAML 1.2 (chapters 7 and 8).</summary>
/// <remarks>Not from the library's events: its event parser compiles a regular expression when it is first used, which costs a
/// command line more than everything else here together, and what is wrong is said better where the grammar is known.</remarks>
internal sealed class YamlComposer
{
    private readonly string _file;
    private readonly YamlText _text;
    private readonly DiagnosticBag _bag;
    private readonly Scanner _scanner;
    private readonly YamlAnchors _anchors;
    private readonly List<Token> _open = [];
    private Token _current;

    /// <summary>A composer at the start of a file.</summary>
    public YamlComposer(string file, YamlText text, DiagnosticBag bag)
    {
        _file = file;
        _text = text;
        _bag = bag;
        _anchors = new YamlAnchors(bag);
        _scanner = new Scanner(new StringReader(text.Text), skipComments: true);
        _current = new StreamStart();
    }

    /// <summary>The mapping of the file; empty for an empty file; null for a list or a text.</summary>
    /// <exception cref="YamlEndException">A problem ended the file; it is reported.</exception>
    /// <exception cref="YamlException">The scanner met something that is no token.</exception>
    public YamlMap? ReadFile()
    {
        Advance();
        Advance();
        if (_current is VersionDirective)
        {
            Advance();
        }

        if (_current is TagDirective)
        {
            _bag.Report(SpecDiagnostics.UnsupportedYaml, Span(_current), "Tags have no meaning in a spec", "%TAG", "no directive");
            throw new YamlEndException();
        }

        if (_current is DocumentStart)
        {
            Advance();
        }

        var node = _current is StreamEnd or DocumentEnd ? Nothing(_current) : ReadNode(1, isBlock: true, mayBeIndentless: false);
        var hasEnd = _current is DocumentEnd;
        while (_current is DocumentEnd)
        {
            Advance();
        }

        if (_current is not StreamEnd)
        {
            if (!hasEnd && _current is not DocumentStart)
            {
                throw Fail("The file goes on after its end", "keys of one mapping in the same column");
            }

            _bag.Report(SpecDiagnostics.UnsupportedYaml, Span(_current), "A second document begins here", null, "one document a file");
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

    private YamlNode ReadNode(int depth, bool isBlock, bool mayBeIndentless)
    {
        if (_current is AnchorAlias alias)
        {
            var named = _anchors.Resolve(alias.Value.Value, Span(alias));
            Advance();
            return named;
        }

        var start = _current;
        var anchor = ReadProperties();
        if (depth > SpecLimits.Depth)
        {
            _bag.Report(SpecDiagnostics.LimitExceeded, Span(start), "The file is nested too deep", null, $"at most {SpecLimits.Depth} levels");
            throw new YamlEndException();
        }

        _anchors.Open(anchor);
        var node = ReadContent(depth, isBlock, mayBeIndentless, hasProperties: !ReferenceEquals(start, _current));
        _anchors.Close(anchor, node);
        return node;
    }

    private string? ReadProperties()
    {
        string? anchor = null;
        while (true)
        {
            switch (_current)
            {
                case Anchor token when anchor is null:
                    anchor = token.Value.Value;
                    break;
                case Tag tag:
                    _bag.Report(SpecDiagnostics.UnsupportedYaml, Span(tag), "Tags have no meaning in a spec", OneLine.Quote(tag.Handle + tag.Suffix), "the value alone");
                    break;
                case Anchor or AnchorAlias:
                    throw Fail("A value has one anchor", "a value");
                default:
                    return anchor;
            }

            Advance();
        }
    }

    private YamlNode ReadContent(int depth, bool isBlock, bool mayBeIndentless, bool hasProperties)
    {
        switch (_current)
        {
            case Scalar scalar:
                return ReadScalar(scalar);
            case BlockEntry when mayBeIndentless:
                return ReadBlockList(depth, isIndentless: true);
            case BlockSequenceStart when isBlock:
                return ReadBlockList(depth, isIndentless: false);
            case BlockMappingStart when isBlock:
                return ReadBlockMap(depth);
            case FlowSequenceStart:
                return ReadFlowList(depth);
            case FlowMappingStart:
                return ReadFlowMap(depth);
            default:
                return hasProperties ? Nothing(_current) : throw Fail("A value is missing", "a value");
        }
    }

    private YamlScalar ReadScalar(Scalar token)
    {
        var style = token.Style switch
        {
            ScalarStyle.Plain => YamlStyle.Plain,
            ScalarStyle.Literal or ScalarStyle.Folded => YamlStyle.Block,
            _ => YamlStyle.Quoted,
        };
        var node = new YamlScalar(_text.Restore(token.Value), style, Span(token));
        // In [ ] the scanner lets a plain > pass, which no other reader of YAML does.
        if (style == YamlStyle.Plain && (_text.IsMended(token.Value) || node.Text.StartsWith(">", StringComparison.Ordinal)))
        {
            _bag.Report(SpecDiagnostics.UnquotedComparison, node.Span, "A comparison needs quotes, because a bare > means something else in YAML", OneLine.Quote(node.Text), $"\"{OneLine.Escape(node.Text)}\"");
        }

        Advance();
        return node;
    }

    private YamlList ReadBlockList(int depth, bool isIndentless)
    {
        var start = Start(_current);
        if (!isIndentless)
        {
            Advance();
        }

        var items = new List<YamlNode>();
        while (_current is BlockEntry)
        {
            var dash = _current;
            Advance();
            items.Add(_current is BlockEntry or BlockEnd || (isIndentless && _current is Key or Value)
                ? Nothing(dash)
                : ReadNode(depth + 1, isBlock: true, mayBeIndentless: false));
        }

        if (!isIndentless)
        {
            if (_current is not BlockEnd)
            {
                throw Fail("The list does not go on with '-'", "'-' in the same column");
            }

            Advance();
        }

        return new YamlList(items, start);
    }

    private YamlMap ReadBlockMap(int depth)
    {
        var map = new YamlMapBuilder(Start(_current), _bag);
        Advance();
        while (_current is not BlockEnd)
        {
            if (_current is not (Key or Value))
            {
                throw Fail("The indentation does not fit", "keys of one mapping in the same column");
            }

            var key = _current is Key ? ReadAfter(depth, isBlock: true) : Nothing(_current);
            map.Add(key, _current is Value ? ReadAfter(depth, isBlock: true) : Nothing(_current));
        }

        Advance();
        return map.Build();
    }

    private YamlList ReadFlowList(int depth)
    {
        var start = Start(_current);
        _open.Add(_current);
        Advance();
        var items = new List<YamlNode>();
        while (_current is not FlowSequenceEnd)
        {
            RequireMore();
            items.Add(_current is Key ? ReadPair(depth) : ReadNode(depth + 1, isBlock: false, mayBeIndentless: false));
            if (_current is FlowEntry)
            {
                Advance();
            }
            else if (_current is not FlowSequenceEnd)
            {
                throw NotClosed();
            }
        }

        Close();
        return new YamlList(items, start);
    }

    // [a: b] is a list of one mapping.
    private YamlMap ReadPair(int depth)
    {
        var map = new YamlMapBuilder(Start(_current), _bag);
        var key = ReadAfter(depth + 1, isBlock: false);
        map.Add(key, _current is Value ? ReadAfter(depth + 1, isBlock: false) : Nothing(_current));
        return map.Build();
    }

    private YamlMap ReadFlowMap(int depth)
    {
        var map = new YamlMapBuilder(Start(_current), _bag);
        _open.Add(_current);
        Advance();
        while (_current is not FlowMappingEnd)
        {
            RequireMore();
            var key = _current switch
            {
                Key => ReadAfter(depth, isBlock: false),
                Value => Nothing(_current),
                _ => ReadNode(depth + 1, isBlock: false, mayBeIndentless: false),
            };
            map.Add(key, _current is Value ? ReadAfter(depth, isBlock: false) : Nothing(_current));
            if (_current is FlowEntry)
            {
                Advance();
            }
            else if (_current is not FlowMappingEnd)
            {
                throw NotClosed();
            }
        }

        Close();
        return map.Build();
    }

    // The node after a Key or Value token; nothing where the next token already belongs to what follows.
    private YamlNode ReadAfter(int depth, bool isBlock)
    {
        var indicator = _current;
        Advance();
        var isNothing = isBlock
            ? _current is Key or Value or BlockEnd
            : _current is Value or FlowEntry or FlowMappingEnd or FlowSequenceEnd;
        return isNothing ? Nothing(indicator) : ReadNode(depth + 1, isBlock, mayBeIndentless: isBlock);
    }

    private YamlScalar Nothing(Token token) => new("", YamlStyle.Plain, Start(token));

    private void Advance()
    {
        _current = Next();
        if (_current is Error error)
        {
            YamlSyntaxError.Report(_file, _text, new SyntaxErrorException(error.Start, error.End, error.Value), _bag);
            throw new YamlEndException();
        }
    }

    // Where a bracket stays open over a line that looks like a key, the scanner fails in its own books.
    private Token Next()
    {
        try
        {
            if (_scanner.MoveNext())
            {
                return _scanner.Current!;
            }
        }
        catch (InvalidOperationException) when (_open.Count > 0)
        {
            throw Fail(
                _open[_open.Count - 1] is FlowSequenceStart ? "A list that begins with [ is not closed" : "A mapping that begins with { is not closed",
                _open[_open.Count - 1] is FlowSequenceStart ? "']'" : "'}'",
                _open[_open.Count - 1]);
        }

        throw new InvalidOperationException("the scanner ended early");
    }

    private void Close()
    {
        _open.RemoveAt(_open.Count - 1);
        Advance();
    }

    private void RequireMore()
    {
        if (_current is StreamEnd)
        {
            throw NotClosed();
        }
    }

    private YamlEndException NotClosed()
    {
        var open = _open[_open.Count - 1];
        // At the end of the file, the place that was opened says more.
        var place = _current is StreamEnd ? open : _current;
        return open is FlowSequenceStart
            ? Fail("A list that begins with [ is not closed", "',' or ']'", place)
            : Fail("A mapping that begins with { is not closed, or a text in it needs quotes", "',' or '}'", place);
    }

    private YamlEndException Fail(string what, string expected, Token? place = null)
    {
        _bag.Report(SpecDiagnostics.YamlSyntax, Start(place ?? _current), what, YamlSyntaxError.Found(_text, _current.Start), expected);
        return new YamlEndException();
    }

    private SourceSpan Start(Token token) => new(_file, (int)token.Start.Line, (int)token.Start.Column, (int)token.Start.Line, (int)token.Start.Column + 1);

    private SourceSpan Span(Token token) => new(_file, (int)token.Start.Line, (int)token.Start.Column, (int)token.End.Line, (int)token.End.Column);
}
