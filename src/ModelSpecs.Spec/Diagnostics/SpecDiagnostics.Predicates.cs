namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC050–079, slice predicates.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A predicate without text.</summary>
    public static DiagnosticDescriptor PredicateEmpty { get; } = new("MSPEC050", "Empty predicate");

    /// <summary>A word or sign where another must stand.</summary>
    public static DiagnosticDescriptor PredicateSyntax { get; } = new("MSPEC051", "A predicate does not parse");

    /// <summary>A character that the language does not use.</summary>
    public static DiagnosticDescriptor PredicateCharacter { get; } = new("MSPEC052", "Unexpected character in a predicate");

    /// <summary>An operator of another language.</summary>
    public static DiagnosticDescriptor PredicateForeignOperator { get; } = new("MSPEC053", "An operator of another language");

    /// <summary>A quotation mark or backquote without its partner.</summary>
    public static DiagnosticDescriptor PredicateUnterminated { get; } = new("MSPEC054", "Unterminated text or name");

    /// <summary>A number that is not one.</summary>
    public static DiagnosticDescriptor PredicateBadNumber { get; } = new("MSPEC055", "Malformed number");

    /// <summary>A date that is not in ISO 8601, or does not exist.</summary>
    public static DiagnosticDescriptor PredicateBadDate { get; } = new("MSPEC056", "Malformed date");

    /// <summary><c>a &lt; b &lt; c</c>.</summary>
    public static DiagnosticDescriptor PredicateChain { get; } = new("MSPEC057", "Chained comparison");

    /// <summary>A comparison with null.</summary>
    public static DiagnosticDescriptor PredicateNullComparison { get; } = new("MSPEC058", "Comparison with null");

    /// <summary>More characters than allowed.</summary>
    public static DiagnosticDescriptor PredicateTooLong { get; } = new("MSPEC059", "Predicate too long");

    /// <summary>Nested deeper than allowed.</summary>
    public static DiagnosticDescriptor PredicateTooDeep { get; } = new("MSPEC060", "Predicate nested too deep");

    /// <summary>A list after <c>in</c> that is empty or holds something else than constants.</summary>
    public static DiagnosticDescriptor PredicateBadList { get; } = new("MSPEC061", "Malformed list");

    /// <summary>A pattern after <c>like</c> that is no text, or ends in a lone backslash.</summary>
    public static DiagnosticDescriptor PredicateBadPattern { get; } = new("MSPEC062", "Malformed like pattern");

    /// <summary>A column that is not in the golden set.</summary>
    public static DiagnosticDescriptor PredicateUnknownColumn { get; } = new("MSPEC065", "Unknown column in a predicate");

    /// <summary>A derived name that the golden set has a column of, too.</summary>
    public static DiagnosticDescriptor DerivedNameAmbiguous { get; } = new("MSPEC066", "A derived column and a column of the golden set have one name");

    /// <summary>A derived column where there is none.</summary>
    public static DiagnosticDescriptor DerivedColumnMissing { get; } = new("MSPEC067", "A derived column does not exist here");

    /// <summary>Values of different types compared.</summary>
    public static DiagnosticDescriptor PredicateTypesDiffer { get; } = new("MSPEC068", "Values of different types are compared");

    /// <summary>Arithmetic on something else than numbers.</summary>
    public static DiagnosticDescriptor PredicateBadArithmetic { get; } = new("MSPEC069", "Arithmetic on something that is no number");

    /// <summary>A value where a condition must stand.</summary>
    public static DiagnosticDescriptor PredicateNotBoolean { get; } = new("MSPEC070", "A value where a condition is expected");

    /// <summary>An operator that the type does not have.</summary>
    public static DiagnosticDescriptor PredicateWrongOperator { get; } = new("MSPEC071", "The operator does not apply to this type");

    /// <summary>A predicate that says the same of every row.</summary>
    public static DiagnosticDescriptor PredicateWithoutColumn { get; } = new("MSPEC072", "A predicate that reads no column");

    /// <summary>A condition that no value meets.</summary>
    public static DiagnosticDescriptor PredicateNeverTrue { get; } = new("MSPEC073", "A condition that can never be true");

    private static IReadOnlyList<DiagnosticDescriptor> Predicates =>
    [
        PredicateEmpty, PredicateSyntax, PredicateCharacter, PredicateForeignOperator, PredicateUnterminated, PredicateBadNumber,
        PredicateBadDate, PredicateChain, PredicateNullComparison, PredicateTooLong, PredicateTooDeep, PredicateBadList,
        PredicateBadPattern, PredicateUnknownColumn, DerivedNameAmbiguous, DerivedColumnMissing, PredicateTypesDiffer,
        PredicateBadArithmetic, PredicateNotBoolean, PredicateWrongOperator, PredicateWithoutColumn, PredicateNeverTrue,
    ];
}
