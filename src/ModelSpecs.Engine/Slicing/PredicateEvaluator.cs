using System.Runtime.InteropServices;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Evaluates predicates by column, a block of rows at a time.</summary>
public static class PredicateEvaluator
{
    /// <summary>Which rows a predicate is true for; false and unknown are both no.</summary>
    /// <param name="predicate">Bound against this table's columns.</param>
    /// <param name="table">The table, with every column that the predicate reads.</param>
    /// <param name="derived">Columns from predictions; null where the predicate reads none.</param>
    /// <param name="threads">Most threads used, at least 1; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static bool[] Mask(BoundPredicate predicate, Table table, DerivedColumns? derived, int threads, CancellationToken cancellationToken)
    {
        var mask = new bool[table.Rows];
        Run(predicate, table, derived, threads, (start, truth) =>
        {
            var block = MemoryMarshal.AsBytes(mask.AsSpan(start, truth.Length));
            for (var i = 0; i < truth.Length; i++)
            {
                block[i] = (byte)(truth[i] >> 1);
            }
        }, cancellationToken);
        return mask;
    }

    /// <summary>Code 0 for the rows a predicate is true for, −1 for the others, and how many it is true for.</summary>
    internal static (int[] Codes, int Members) Codes(
        BoundPredicate predicate, Table table, DerivedColumns? derived, int threads, CancellationToken cancellationToken)
    {
        var codes = GC.AllocateUninitializedArray<int>(table.Rows);
        var members = 0;
        Run(predicate, table, derived, threads, (start, truth) =>
        {
            var block = codes.AsSpan(start, truth.Length);
            var count = 0;
            for (var i = 0; i < truth.Length; i++)
            {
                var member = truth[i] >> 1;
                block[i] = member - 1;
                count += member;
            }

            Interlocked.Add(ref members, count);
        }, cancellationToken);
        return (codes, members);
    }

    /// <summary>Truth values by row: 0 false, 1 unknown, 2 true.</summary>
    internal static byte[] Truths(BoundPredicate predicate, Table table, DerivedColumns? derived, int threads, CancellationToken cancellationToken)
    {
        var truths = new byte[table.Rows];
        Run(predicate, table, derived, threads, (start, truth) => truth.CopyTo(truths.AsSpan(start)), cancellationToken);
        return truths;
    }

    private delegate void BlockSink(int start, ReadOnlySpan<byte> truth);

    private static void Run(
        BoundPredicate predicate, Table table, DerivedColumns? derived, int threads, BlockSink sink, CancellationToken cancellationToken)
    {
        var root = new PredicateCompiler(table, derived, threads, cancellationToken).Condition(predicate.Root);
        RowBlocks.ForEachRange(table.Rows, threads, (start, length) =>
        {
            Span<byte> buffer = stackalloc byte[RowBlocks.BlockRows];
            for (var from = start; from < start + length; from += RowBlocks.BlockRows)
            {
                var truth = buffer[..Math.Min(RowBlocks.BlockRows, start + length - from)];
                root.Evaluate(from, truth);
                sink(from, truth);
            }
        }, cancellationToken);
    }
}
