using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Results.Tests.Snapshots.SnapshotSamples;

namespace ModelSpecs.Results.Tests.Snapshots;

public sealed class RowsFileTests
{
    [Fact]
    public void Every_task_reads_back_what_was_written()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<(int Seed, byte Rows, byte Classes)>(), t =>
        {
            var random = new Random(t.Seed);
            var (rows, classes) = ((int)t.Rows, 1 + (t.Classes % 5 == 0 ? 300 : t.Classes % 5));
            var ids = Ids(random, rows);
            int[] Codes(int length, int below) => [.. Enumerable.Range(0, length).Select(_ => random.Next(below))];
            double[] Numbers(int length) => [.. Enumerable.Range(0, length).Select(_ => random.Next(3) == 0 ? 0.25 : Normal(random))];
            foreach (var outcomes in new RowOutcomes[]
            {
                ClassOutcomes.Of(ids, classes, Codes(rows, classes), Codes(rows, classes), null),
                ClassOutcomes.Of(ids, classes, Codes(rows, classes), Codes(rows, classes), Numbers(rows * classes)),
                ClassOutcomes.Of(ids, 2, Codes(rows, 2), Codes(rows, 2), Numbers(rows)),
                NumberOutcomes.Of(ids, Numbers(rows), Numbers(rows)),
                LabelOutcomes.Of(ids, classes, Codes(rows * classes, 2), Codes(rows * classes, 2)),
            })
            {
                var written = RowsFile.Write(outcomes);
                var read = RowsFile.Read(written.File, "x");
                read.Problem.Should().BeNull();
                read.Rows.Should().Be(written.Rows).And.Be(new SnapshotRows(written.Rows.Sha256, rows));
                Same(read.Outcomes!, outcomes).Should().BeTrue();
                RowsFile.Write(read.Outcomes!).File.AsSpan().SequenceEqual(written.File).Should().BeTrue();
            }
        }));
    }

    [Fact]
    public void No_rows_are_read_back_as_none()
    {
        var written = RowsFile.Write(ClassOutcomes.Of(RowIdColumn.Of([]), 2, [], [], []));

        RowsFile.Read(written.File, "x").Rows.Should().Be(written.Rows);
    }

    [Fact]
    public void Bytes_that_are_not_what_was_written_are_a_problem_and_never_other_rows()
    {
        var good = RowsFile.Write(Rows(50)).File;
        for (var i = 0; i < good.Length; i++)
        {
            var bad = (byte[])good.Clone();
            bad[i] ^= 0x41;
            var read = RowsFile.Read(bad, "x");
            // A bit of Brotli's own that changes nothing of what it decodes to may pass.
            (read.Problem is not null || read.Rows == RowsFile.Read(good, "x").Rows).Should().BeTrue($"byte {i} was changed");
            RowsFile.Read(good.AsSpan(0, i), "x").Problem!.Id.Should().Be("MSPEC444");
        }

        RowsFile.Read([.. good, 0], "x").Problem!.Message.Should().Contain("Something follows its end.");
    }

    [Fact]
    public void What_is_no_rows_file_is_said_in_its_own_words()
    {
        var good = RowsFile.Write(Rows(50)).File;
        Message("PK"u8.ToArray()).Should().Contain("It is no rows file.");
        Message("version https://git-lfs.example/spec/v1\n"u8.ToArray()).Should().Contain("git lfs pull");
        Message([.. good.Take(4), .. "\n"u8, .. good.Skip(6)]).Should().Contain("Its line ends were changed on the way: mark it as binary");
        Message(Changed(good, 8, 2)).Should().Contain("Found version 2; expected at most 1");
        Message(Changed(good, 10, 200)).Should().Contain("Found 200 columns; expected at most 32.");
        Message(Changed(good, 12, (byte)(good[12] + 1))).Should().Contain("not what its checksum says");
        Message([.. good.Take(45), 255, 255, 255, 255, .. good.Skip(49)]).Should().Contain("decodes to more than 1024 MiB");
    }

    [Fact]
    public void A_small_file_that_claims_to_be_large_takes_no_memory()
    {
        var bomb = RowsFile.Write(Rows(50)).File.Take(44).ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(bomb.AsSpan(10), 1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Message([.. bomb, 0, 0, 0, 0, 0x3F, 3, 0, 0, 0, 1, 2, 3]).Should().Contain("damaged");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 << 20);
    }

    [Fact]
    public void The_name_is_of_the_content_and_not_of_its_compression()
    {
        var rows = RowsFile.Write(Rows(2_000));
        var otherwise = Recompressed(rows.File);

        otherwise.Should().NotEqual(rows.File);
        RowsFile.Read(otherwise, "x").Rows.Should().Be(rows.Rows);
    }

    [Theory]
    [InlineData(100_000, 1.15)]
    public void A_row_of_a_classification_takes_about_a_byte_besides_its_id(int count, double most)
    {
        var ids = RowIdColumn.OfIntegers([.. Enumerable.Range(0, count).Select(i => (long)i)]);
        var rows = Rows(count);
        var binary = RowsFile.Write(new ClassOutcomes(ids, 2, rows.Truth, rows.Predicted, rows.Scores)).File.Length;
        ((double)binary / count).Should().BeLessThan(most);
    }

    private static bool Same(RowOutcomes one, RowOutcomes other) => Enumerable.Range(0, other.Count).All(i => one.Ids[i] == other.Ids[i]) && one.Ids.Kind == other.Ids.Kind && (one, other) switch
    {
        (ClassOutcomes a, ClassOutcomes b) => a.ClassCount == b.ClassCount && a.Truth.SequenceEqual(b.Truth) && a.Predicted.SequenceEqual(b.Predicted)
            && (a.Scores is null == b.Scores is null) && (a.Scores is null || (a.Scores.Levels.SequenceEqual(b.Scores!.Levels) && a.Scores.Values.SequenceEqual(b.Scores.Values))),
        (NumberOutcomes a, NumberOutcomes b) => a.Truth.SequenceEqual(b.Truth) && a.Predicted.SequenceEqual(b.Predicted),
        (LabelOutcomes a, LabelOutcomes b) => a.LabelCount == b.LabelCount && a.Truth.SequenceEqual(b.Truth) && a.Predicted.SequenceEqual(b.Predicted),
        _ => false,
    };

    internal static RowIdColumn Ids(Random random, int rows) => random.Next(5) switch
    {
        0 => RowIdColumn.OfIntegers([.. Enumerable.Range(0, rows).Select(i => random.NextInt64() * (random.Next(2) == 0 ? -1 : 1))]),
        1 => RowIdColumn.OfLines([.. Enumerable.Range(0, rows).Select(i => i + 2L)]),
        2 => RowIdColumn.OfRows([.. Enumerable.Range(0, rows).Select(i => i + 1L)]),
        3 => RowIdColumn.Of([.. Enumerable.Range(0, rows).Select(i => $"é{i:x}")], mostTextBytes: 1),
        _ => RowIdColumn.Of([.. Enumerable.Range(0, rows).Select(i => new string((char)('a' + random.Next(26)), random.Next(300)) + i + (i % 7 == 0 ? "×" : ""))]),
    };

    private static string Message(byte[] bytes)
    {
        var read = RowsFile.Read(bytes, "loan.verified.0123456789ab.rows");
        read.Outcomes.Should().BeNull();
        read.Problem!.ToString().Should().StartWith("loan.verified.0123456789ab.rows(1,1): error MSPEC444: The rows of the snapshot cannot be read. ");
        return read.Problem.Message;
    }

    private static byte[] Changed(byte[] bytes, int place, byte value)
    {
        var changed = (byte[])bytes.Clone();
        changed[place] = value;
        return changed;
    }

    /// <summary>The same columns through another setting of Brotli, as another version of it would be.</summary>
    private static byte[] Recompressed(byte[] file)
    {
        var result = new MemoryStream();
        result.Write(file, 0, 44);
        var place = 44;
        while (place < file.Length)
        {
            var decoded = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(place + 1));
            var stored = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(place + 5));
            var bytes = new byte[decoded];
            System.IO.Compression.BrotliDecoder.TryDecompress(file.AsSpan(place + 9, stored), bytes, out _).Should().BeTrue();
            var again = new byte[System.IO.Compression.BrotliEncoder.GetMaxCompressedLength(decoded)];
            System.IO.Compression.BrotliEncoder.TryCompress(bytes, again, out var length, 1, 16).Should().BeTrue();
            var head = file.AsSpan(place, 9).ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(5), length);
            result.Write(head);
            result.Write(again, 0, length);
            place += 9 + stored;
        }

        return result.ToArray();
    }
}
