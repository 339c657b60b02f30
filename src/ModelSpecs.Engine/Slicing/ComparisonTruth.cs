using System.Numerics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>What a comparison says of an order; a type of its own for each, so that the loops below are compiled for it.</summary>
internal interface IComparison
{
    static abstract bool Holds<T>(T left, T right)
        where T : IComparisonOperators<T, T, bool>;
}

internal readonly struct IsEqual : IComparison
{
    public static bool Holds<T>(T left, T right) where T : IComparisonOperators<T, T, bool> => left == right;
}

internal readonly struct IsNotEqual : IComparison
{
    public static bool Holds<T>(T left, T right) where T : IComparisonOperators<T, T, bool> => left != right;
}

internal readonly struct IsLess : IComparison
{
    public static bool Holds<T>(T left, T right) where T : IComparisonOperators<T, T, bool> => left < right;
}

internal readonly struct IsLessOrEqual : IComparison
{
    public static bool Holds<T>(T left, T right) where T : IComparisonOperators<T, T, bool> => left <= right;
}

/// <summary>Comparisons of numbers. <c>&gt;</c> and <c>&gt;=</c> are made by exchanging the sides.</summary>
internal static class ComparisonTruth
{
    /// <summary>A comparison of integers, or of dates.</summary>
    public static TruthNode Integers(ComparisonOperator comparison, IntegerNode left, IntegerNode right) => comparison switch
    {
        ComparisonOperator.Equal => new IntegerComparison<IsEqual>(left, right),
        ComparisonOperator.NotEqual => new IntegerComparison<IsNotEqual>(left, right),
        ComparisonOperator.Less => new IntegerComparison<IsLess>(left, right),
        ComparisonOperator.LessOrEqual => new IntegerComparison<IsLessOrEqual>(left, right),
        ComparisonOperator.Greater => new IntegerComparison<IsLess>(right, left),
        _ => new IntegerComparison<IsLessOrEqual>(right, left),
    };

    /// <summary>A comparison of numbers.</summary>
    public static TruthNode Numbers(ComparisonOperator comparison, NumberNode left, NumberNode right) => comparison switch
    {
        ComparisonOperator.Equal => new NumberComparison<IsEqual>(left, right),
        ComparisonOperator.NotEqual => new NumberComparison<IsNotEqual>(left, right),
        ComparisonOperator.Less => new NumberComparison<IsLess>(left, right),
        ComparisonOperator.LessOrEqual => new NumberComparison<IsLessOrEqual>(left, right),
        ComparisonOperator.Greater => new NumberComparison<IsLess>(right, left),
        _ => new NumberComparison<IsLessOrEqual>(right, left),
    };

    /// <summary>Whether a comparison holds for an order: negative, 0 or positive.</summary>
    public static bool Holds(ComparisonOperator comparison, int order) => comparison switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    /// <summary>The comparison with its sides exchanged.</summary>
    public static ComparisonOperator Exchanged(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => comparison,
    };
}

/// <summary>Integers compared with integers.</summary>
internal sealed class IntegerComparison<TComparison>(IntegerNode left, IntegerNode right) : TruthNode
    where TComparison : IComparison
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        using var leftScratch = new Rented<long>(truth.Length);
        using var rightScratch = new Rented<long>(truth.Length);
        using var leftNulls = new Rented<ulong>(NullWords.Count(truth.Length));
        using var rightNulls = new Rented<ulong>(NullWords.Count(truth.Length));
        var l = left.Read(start, leftScratch.Span, leftNulls.Span);
        var r = right.Read(start, rightScratch.Span, rightNulls.Span);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = Truth.Of(TComparison.Holds(l[i], r[i]));
        }

        Truth.SetUnknown(truth, leftNulls.Span);
        Truth.SetUnknown(truth, rightNulls.Span);
    }
}

/// <summary>Numbers compared with numbers.</summary>
internal sealed class NumberComparison<TComparison>(NumberNode left, NumberNode right) : TruthNode
    where TComparison : IComparison
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        using var leftScratch = new Rented<double>(truth.Length);
        using var rightScratch = new Rented<double>(truth.Length);
        var l = left.Read(start, leftScratch.Span);
        var r = right.Read(start, rightScratch.Span);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = double.IsNaN(l[i]) || double.IsNaN(r[i]) ? Truth.Unknown : Truth.Of(TComparison.Holds(l[i], r[i]));
        }
    }
}

/// <summary>Integers compared with numbers, exactly: beyond 2⁵³ a double is not made of an integer first.</summary>
internal sealed class MixedComparison(ComparisonOperator comparison, IntegerNode left, NumberNode right) : TruthNode
{
    private readonly byte[] byOrder = [Truth.Of(ComparisonTruth.Holds(comparison, -1)), Truth.Of(ComparisonTruth.Holds(comparison, 0)), Truth.Of(ComparisonTruth.Holds(comparison, 1))];

    public override void Evaluate(int start, Span<byte> truth)
    {
        using var leftScratch = new Rented<long>(truth.Length);
        using var rightScratch = new Rented<double>(truth.Length);
        using var nulls = new Rented<ulong>(NullWords.Count(truth.Length));
        var l = left.Read(start, leftScratch.Span, nulls.Span);
        var r = right.Read(start, rightScratch.Span);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = double.IsNaN(r[i]) ? Truth.Unknown : byOrder[Math.Sign(ConstantOrder.Compare(l[i], r[i])) + 1];
        }

        Truth.SetUnknown(truth, nulls.Span);
    }
}
