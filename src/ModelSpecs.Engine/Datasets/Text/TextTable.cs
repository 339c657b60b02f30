using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Typing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>Types the columns of a text file: guesses from a sample, reads, and reads again only the columns whose guess was wrong.</summary>
internal static class TextTable
{
    private const int SampleRows = 256;

    /// <summary>The columns asked for.</summary>
    /// <param name="header">All columns.</param>
    /// <param name="plan">How the file is divided.</param>
    /// <param name="exactPlan">Divides it slowly but surely, if <paramref name="plan"/> proves wrong.</param>
    /// <param name="makeReader">Makes a thread's reader; told whether the plan is the exact one, and where problems go.</param>
    /// <param name="context">What is asked for.</param>
    /// <param name="cancellationToken">Looked at before each chunk.</param>
    public static TableContent Read(
        IReadOnlyList<string> header,
        ChunkPlan? plan,
        Func<ChunkPlan> exactPlan,
        Func<bool, DataProblems, ChunkReader> makeReader,
        ReadContext context,
        CancellationToken cancellationToken)
    {
        var exact = plan is null;
        plan ??= exactPlan();
        var done = new Column?[header.Count];
        var pending = Requests(header, plan, () => makeReader(false, new DataProblems(context.Problems.Name, default)), context);
        for (var attempt = 0; ; attempt++)
        {
            var pass = TextPass.Run(plan, pending, () => makeReader(exact, context.Problems), context, cancellationToken);
            if (pass is null)
            {
                if (exact)
                {
                    throw DataFile.Changed(context.Problems);
                }

                exact = true;
                plan = exactPlan();
                context.Problems.ForgetRows();
                continue;
            }

            if (context.Problems.Any)
            {
                throw context.Problems.Exception();
            }

            if (pass.Rows == 0)
            {
                throw context.Problems.Fatal(SpecDiagnostics.DataNoRows, "The file has no rows. Found a header alone; expected rows below it.");
            }

            pending = Finish(pass, done);
            if (pending.Count == 0)
            {
                return new TableContent(pass.Rows, header, [.. done.OfType<Column>()], pass.Lines);
            }

            if (attempt > 2)
            {
                // What was seen in all rows cannot be wrong for the same rows.
                throw DataFile.Changed(context.Problems);
            }
        }
    }

    private static List<ColumnRequest> Finish(TextPassResult pass, Column?[] done)
    {
        var again = new List<ColumnRequest>();
        foreach (var sink in pass.Sinks)
        {
            var request = sink.Request;
            if (sink.Failed)
            {
                again.Add(request with { Kind = KindInference.Narrowest(sink.Seen) });
            }
            else if (!request.Declared && sink.Seen == KindSet.All)
            {
                done[request.Index] = AllNull(request.Name, pass.Rows);
            }
            else
            {
                done[request.Index] = sink.Finish(pass.Segments, pass.Rows);
            }
        }

        return again;
    }

    /// <summary>A column without any value is text: nothing says otherwise.</summary>
    private static StringColumn AllNull(string name, int rows)
    {
        var codes = new int[rows];
        Array.Fill(codes, -1);
        var words = new ulong[(rows + 63) / 64];
        Array.Fill(words, ulong.MaxValue);
        if ((rows & 63) != 0)
        {
            words[^1] = (1UL << (rows & 63)) - 1;
        }

        return new StringColumn(name, codes, new StringPool([], [0]), new NullMask(words, rows));
    }

    private static List<ColumnRequest> Requests(IReadOnlyList<string> header, ChunkPlan plan, Func<ChunkReader> makeReader, ReadContext context)
    {
        var requests = new List<ColumnRequest>();
        for (var i = 0; i < header.Count; i++)
        {
            if (context.Wants(header[i]))
            {
                // A declared type that text cannot have was reported; the rows are still looked through.
                var declared = context.Declared(header[i]);
                requests.Add(new ColumnRequest(header[i], i, declared is null or ColumnKind.Tensor ? ColumnKind.String : declared.Value, declared is not null));
            }
        }

        return requests.TrueForAll(r => r.Declared) ? requests : Guess(requests, plan, makeReader());
    }

    // Two samples, since files are often sorted. They only save time: what is inferred in the end does not depend on them.
    private static List<ColumnRequest> Guess(List<ColumnRequest> requests, ChunkPlan plan, ChunkReader reader)
    {
        var seen = new KindSet[requests.Count];
        Array.Fill(seen, KindSet.All);
        var fields = new FieldSlices();
        foreach (var chunk in plan.Chunks.Length > 2 ? [0, plan.Chunks.Length / 2] : (int[])[.. plan.Chunks.Length > 0 ? [0] : Array.Empty<int>()])
        {
            if (!reader.TryLoad(plan.Chunks[chunk]))
            {
                continue;
            }

            for (var i = 0; i < seen.Length; i++)
            {
                reader.Gather(requests[i].Index, fields);
                seen[i] = KindInference.Join(seen[i], fields.Classify(SampleRows));
            }
        }

        return [.. requests.Select((request, i) => request.Declared ? request : request with { Kind = KindInference.Guess(seen[i]) })];
    }
}
