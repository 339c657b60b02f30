using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>Types that every value seen so far can have, and what else inference must know of the values.</summary>
[Flags]
internal enum KindSet
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>64-bit integers.</summary>
    Integer = 1,

    /// <summary>Doubles.</summary>
    Number = 2,

    /// <summary>true and false.</summary>
    Boolean = 4,

    /// <summary>ISO 8601 dates and times.</summary>
    Date = 8,

    /// <summary>Any text.</summary>
    String = 16,

    /// <summary>All types: no value was seen.</summary>
    All = Integer | Number | Boolean | Date | String,

    /// <summary>Evidence, not a type: some value is written as more than an integer (1.5, 1e3, nan).</summary>
    Fraction = 32,

    /// <summary>Evidence, not a type: some value is an integer too large for 64 bits.</summary>
    Overflow = 64,
}

/// <summary>Decides the type of a column from the types that its values can have.</summary>
internal static class KindInference
{
    /// <summary>What values of a type can be besides: an integer is a number too, and everything is text.</summary>
    public static KindSet Closure(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => KindSet.Integer | KindSet.Number | KindSet.String,
        ColumnKind.Number => KindSet.Number | KindSet.String,
        ColumnKind.Boolean => KindSet.Boolean | KindSet.String,
        ColumnKind.Date => KindSet.Date | KindSet.String,
        _ => KindSet.String,
    };

    /// <summary>The narrowest type. A column of integers of which some need more than 64 bits is text (these are codes, and a double would make two codes
    /// one), unless other values show that it is a measured number.</summary>
    public static ColumnKind Narrowest(KindSet set) => set switch
    {
        _ when set.HasFlag(KindSet.Integer) => ColumnKind.Integer,
        _ when set.HasFlag(KindSet.Number) && (!set.HasFlag(KindSet.Overflow) || set.HasFlag(KindSet.Fraction)) => ColumnKind.Number,
        _ when set.HasFlag(KindSet.Boolean) => ColumnKind.Boolean,
        _ when set.HasFlag(KindSet.Date) => ColumnKind.Date,
        _ => ColumnKind.String,
    };

    /// <summary>What to try first for a column of which a sample was seen: as <see cref="Narrowest"/>, but a type that the rest of the column could still
    /// widen to a number is tried as an integer, which finds out.</summary>
    public static ColumnKind Guess(KindSet sample) =>
        (sample & (KindSet.Number | KindSet.Overflow | KindSet.Fraction)) == (KindSet.Number | KindSet.Overflow) ? ColumnKind.Integer : Narrowest(sample);

    /// <summary>Joins what two sets of values can be.</summary>
    public static KindSet Join(KindSet left, KindSet right) =>
        (left & right & KindSet.All) | ((left | right) & (KindSet.Fraction | KindSet.Overflow));
}
