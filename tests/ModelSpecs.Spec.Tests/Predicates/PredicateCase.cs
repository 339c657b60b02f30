using System.Globalization;
using System.Text;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Tests.Predicates;

/// <summary>Parses and binds as a spec would, over one set of columns.</summary>
internal static class PredicateCase
{
    public const int Line = 7;
    public const int Column = 12;

    public static readonly IReadOnlyDictionary<string, ColumnKind> Columns = new Dictionary<string, ColumnKind>(StringComparer.Ordinal)
    {
        ["age"] = ColumnKind.Integer,
        ["loans"] = ColumnKind.Integer,
        ["income"] = ColumnKind.Number,
        ["debt-ratio"] = ColumnKind.Number,
        ["country"] = ColumnKind.String,
        ["city"] = ColumnKind.String,
        ["zip code"] = ColumnKind.String,
        ["applied_at"] = ColumnKind.Date,
        ["active"] = ColumnKind.Boolean,
        ["employed"] = ColumnKind.Boolean,
        ["pixels"] = ColumnKind.Tensor,
        ["date"] = ColumnKind.Date,
        ["error"] = ColumnKind.String,
    };

    public static readonly IReadOnlyDictionary<string, ColumnKind> Derived = new Dictionary<string, ColumnKind>(StringComparer.Ordinal)
    {
        ["prediction"] = ColumnKind.String,
        ["score"] = ColumnKind.Number,
        ["correct"] = ColumnKind.Boolean,
    };

    public static SourceSpan SpanOf(string text) => new("loan.spec.yaml", Line, Column, Line, Column + text.Length);

    public static (Predicate? Predicate, List<SpecDiagnostic> Problems) Parse(string text)
    {
        var problems = new List<SpecDiagnostic>();
        return (PredicateParser.Parse(text, SpanOf(text), 0, problems), problems);
    }

    public static (BoundPredicate? Bound, List<SpecDiagnostic> Problems) Bind(string text, IReadOnlyDictionary<string, ColumnKind>? derived = null)
    {
        var (predicate, problems) = Parse(text);
        if (predicate is null)
        {
            return (null, problems);
        }

        var bound = PredicateBinder.Bind(
            predicate, name => Columns.TryGetValue(name, out var kind) ? kind : null, [.. Columns.Keys], derived ?? Derived, problems);
        return (bound, problems);
    }

    /// <summary>Tree of a predicate that must bind, every node in parentheses.</summary>
    public static string Tree(string text)
    {
        var (bound, problems) = Bind(text);
        problems.Should().BeEmpty();
        return Tree(bound!.Root);
    }

    private static string Tree(BoundNode node) => node switch
    {
        BoundColumn c => (c.IsDerived ? "@" : "") + c.Name,
        BoundInteger c => c.Value.ToString(CultureInfo.InvariantCulture),
        BoundNumber c => "#" + c.Value.ToString("R", CultureInfo.InvariantCulture),
        BoundText c => $"'{c.Value}'",
        BoundBoolean c => c.Value ? "true" : "false",
        BoundDate c => "date " + IsoDate.Format(c.Ticks),
        BoundArithmetic a => $"({Tree(a.Left)} {a.Operator} {Tree(a.Right)})",
        BoundNegation n => $"(- {Tree(n.Operand)})",
        BoundComparison c => $"({Tree(c.Left)} {c.Operator} {Tree(c.Right)})",
        BoundIn i => $"({Tree(i.Operand)} in {string.Join(" ", i.Items.Select(Tree))})",
        BoundLike l => $"({Tree(l.Operand)} like {Parts(l.Pattern)})",
        BoundIsNull n => $"({Tree(n.Operand)} is null)",
        BoundNot n => $"(not {Tree(n.Operand)})",
        BoundLogical l => $"({string.Join(l.IsAnd ? " and " : " or ", l.Operands.Select(Tree))})",
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    public static string Parts(LikePattern pattern)
    {
        var text = new StringBuilder();
        foreach (var part in pattern.Parts)
        {
            text.Append(part switch
            {
                LikePattern.AnyOne => "<one>",
                LikePattern.AnyRun => "<run>",
                _ => char.ConvertFromUtf32(part),
            });
        }

        return text.ToString();
    }
}
