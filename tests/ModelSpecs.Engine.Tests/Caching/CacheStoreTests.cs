using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ModelSpecs.Engine.Caching;

namespace ModelSpecs.Engine.Tests.Caching;

public sealed class CacheStoreTests : IDisposable
{
    private const string Key = "00112233445566778899aabbccddeeff";
    private readonly string folder = Directory.CreateTempSubdirectory("modelspecs-cache-").FullName;
    private readonly CacheStore store;

    public CacheStoreTests() => store = new CacheStore(Path.Combine(folder, "cache"), 1_000_000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_001)]
    public void What_is_written_is_read(int length)
    {
        var content = Bytes(length, 7);
        Read(Key).Should().BeNull();
        store.Contains("kind", Key).Should().BeFalse();
        Write(Key, content).Should().BeTrue();
        store.Contains("kind", Key).Should().BeTrue();
        Read(Key).Should().Equal(content);
        store.TryRead("other", Key, _ => { }).Should().BeFalse("another kind is another entry");
    }

    [Fact]
    public void Pieces_of_any_size_are_one_content()
    {
        var content = Bytes(200_000, 3);
        store.TryWrite("kind", Key, stream =>
        {
            var random = new Random(1);
            for (var at = 0; at < content.Length;)
            {
                var count = Math.Min(random.Next(0, random.Next(1, 90_000)), content.Length - at);
                stream.Write(content.AsSpan(at, count));
                at += count;
            }
        }).Should().BeTrue();
        Read(Key).Should().Equal(content);
        store.TryRead("kind", Key, entry => (entry.Read<int>(), entry.ReadArray<byte>(100), entry.ReadArray<byte>((int)entry.Remaining)), out var parts).Should().BeTrue();
        BitConverter.GetBytes(parts.Item1).Concat(parts.Item2).Concat(parts.Item3).Should().Equal(content);
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_found_and_the_entry_removed()
    {
        var content = Bytes(500, 1);
        Write(Key, content);
        var path = store.PathOf("kind", Key);
        var whole = File.ReadAllBytes(path);
        for (var bit = 0; bit < whole.Length * 8; bit += 3)
        {
            var flipped = (byte[])whole.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, flipped);
            Read(Key).Should().BeNull($"bit {bit} was flipped");
            File.Exists(path).Should().BeFalse();
        }
    }

    [Fact]
    public void A_file_of_any_other_length_is_ignored_and_removed()
    {
        Write(Key, Bytes(100, 1));
        var path = store.PathOf("kind", Key);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Read(Key).Should().BeNull();
            File.Exists(path).Should().BeFalse();
        }

        File.WriteAllBytes(path, [.. whole, 0]);
        Read(Key).Should().BeNull();
    }

    [Fact]
    public void A_reader_that_does_not_know_the_content_makes_no_entry_of_it()
    {
        Write(Key, Bytes(100, 1));
        store.TryRead<int>("kind", Key, entry => entry.Read<int>(), out _).Should().BeFalse("not all was read, so nothing was checked");
        Write(Key, Bytes(100, 1));
        store.TryRead<long[]>("kind", Key, entry => entry.ReadArray<long>(int.MaxValue), out _).Should().BeFalse();
        store.Contains("kind", Key).Should().BeFalse();
        FluentActions.Invoking(() => store.TryRead("kind", "../../../etc/passwd", _ => { })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => store.TryWrite("a/b", Key, _ => { })).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_writer_that_throws_leaves_nothing()
    {
        FluentActions.Invoking(() => store.TryWrite("kind", Key, stream =>
        {
            stream.Write(Bytes(100_000, 1));
            throw new InvalidOperationException("stop");
        })).Should().Throw<InvalidOperationException>();
        Directory.GetFiles(store.Directory, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_no_error()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        var blocked = new CacheStore(Path.Combine(folder, "file"), 1000);
        blocked.TryWrite("kind", Key, stream => stream.WriteByte(1)).Should().BeFalse();
        blocked.TryRead("kind", Key, _ => { }).Should().BeFalse();
    }

    [Fact]
    public void The_entries_longest_unused_go_first()
    {
        for (var i = 0; i < 10; i++)
        {
            Write(KeyOf(i), Bytes(95_000, i));
            File.SetLastWriteTimeUtc(store.PathOf("kind", KeyOf(i)), DateTime.UtcNow.AddDays(-10).AddHours(i));
        }

        // Reading is use: the oldest becomes the newest.
        Read(KeyOf(0)).Should().NotBeNull();
        Write(KeyOf(10), Bytes(95_000, 10));
        var kept = Enumerable.Range(0, 11).Where(i => store.Contains("kind", KeyOf(i))).ToList();
        kept.Should().Contain([0, 10]).And.NotContain([1, 2]);
        kept.Should().Equal([0, 3, 4, 5, 6, 7, 8, 9, 10], "what is left is what was used last");
        Directory.GetFiles(store.Directory, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length).Should().BeLessThanOrEqualTo(1_000_000);
    }

    [Fact]
    public void A_sweep_looks_at_nothing_but_entries()
    {
        Write(Key, Bytes(10, 1));
        string[] others = [Path.Combine(store.Directory, "notes.txt"), Path.Combine(store.Directory, "kind", "00", "report.txt"), Path.Combine(store.Directory, "kind", "00", "report.txt.tmp"), Path.Combine(store.Directory, "mine", "deep", KeyOf(1))];
        foreach (var path in others)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Bytes(2_000_000, 1));
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddYears(-1));
        }

        new CacheSweep(store.Directory, 0).Sweep(DateTime.UtcNow);
        others.Should().OnlyContain(path => File.Exists(path));
        store.Contains("kind", Key).Should().BeFalse();
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_once_it_is_old()
    {
        Write(Key, Bytes(10, 1));
        var path = store.PathOf("kind", Key);
        var (stale, fresh) = ($"{path}.123-abc{CacheSweep.TemporaryExtension}", $"{path}.124-abd{CacheSweep.TemporaryExtension}");
        File.WriteAllBytes(stale, Bytes(100, 1));
        File.WriteAllBytes(fresh, Bytes(100, 1));
        File.SetLastWriteTimeUtc(stale, DateTime.UtcNow - CacheSweep.StaleAfter - TimeSpan.FromMinutes(1));
        new CacheSweep(store.Directory, 1_000_000).Sweep(DateTime.UtcNow);
        File.Exists(stale).Should().BeFalse();
        File.Exists(fresh).Should().BeTrue("another process may be writing it now");
        Read(Key).Should().NotBeNull();
    }

    [Fact]
    public void Threads_that_read_write_and_evict_at_the_same_time_see_whole_entries_only()
    {
        var small = new CacheStore(store.Directory, 300_000);
        var wrong = new ConcurrentBag<string>();
        var hits = 0;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var which = i * 7 % 13;
            var content = Bytes(20_000 + which, which);
            if (i % 3 == 0)
            {
                small.TryWrite("kind", KeyOf(which), stream => stream.Write(content));
            }

            small.TryRead("kind", KeyOf(which), memory =>
            {
                Interlocked.Increment(ref hits);
                if (!memory.Span.SequenceEqual(content))
                {
                    wrong.Add($"entry {which} has {memory.Length} bytes");
                }
            });
        });
        wrong.Should().BeEmpty();
        hits.Should().BePositive();
    }

    [Fact]
    public void Two_stores_on_one_folder_evict_each_other_without_errors()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => new CacheStore(store.Directory, 100_000)).ToArray();
        Parallel.For(0, 200, i => stores[i % 4].TryWrite("kind", KeyOf(i), stream => stream.Write(Bytes(30_000, i))).Should().BeTrue());
        new CacheSweep(store.Directory, 100_000).Sweep(DateTime.UtcNow);
        Directory.GetFiles(store.Directory, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length).Should().BeLessThanOrEqualTo(100_000);
    }

    [Fact]
    public void A_write_over_an_entry_that_is_being_read_replaces_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There an open file may keep its name.");
        Write(Key, Bytes(1000, 1));
        store.TryRead(
            "kind",
            Key,
            entry =>
            {
                Write(Key, Bytes(1000, 2)).Should().BeTrue();
                return entry.ReadArray<byte>(1000);
            },
            out var read).Should().BeTrue();
        read.Should().Equal(Bytes(1000, 1), "the reader has the entry it opened");
        Read(Key).Should().Equal(Bytes(1000, 2));
    }

    [Fact]
    public void A_process_killed_while_writing_leaves_no_entry()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Uses a shell.");

        // What such a process does up to its death: a temporary file with the first half of an entry.
        var path = store.PathOf("kind", Key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"head -c 500 /dev/zero > '{path}.$$-dead{CacheSweep.TemporaryExtension}'; kill -9 $$"]))!;
        process.WaitForExit();
        process.ExitCode.Should().NotBe(0);
        Read(Key).Should().BeNull();
        Write(Key, Bytes(100, 1)).Should().BeTrue();
        Read(Key).Should().Equal(Bytes(100, 1));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string KeyOf(int i) => string.Create(CultureInfo.InvariantCulture, $"{i:x2}{i:x30}");

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private bool Write(string key, byte[] content) => store.TryWrite("kind", key, stream => stream.Write(content));

    private byte[]? Read(string key)
    {
        byte[]? content = null;
        return store.TryRead("kind", key, memory => content = memory.ToArray()) ? content : null;
    }
}
