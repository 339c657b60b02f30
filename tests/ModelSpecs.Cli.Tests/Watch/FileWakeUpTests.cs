using System.Collections.Concurrent;
using ModelSpecs.Cli.Watch;

namespace ModelSpecs.Cli.Tests.Watch;

/// <summary>The file system and the keyboard as they wake a watch.</summary>
public sealed class FileWakeUpTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("modelspecs-wake-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_save_of_a_watched_file_wakes()
    {
        var file = Path.Combine(folder, "golden.csv");
        File.WriteAllText(file, "a");
        using var wakeUp = new FileWakeUp(poll: false, null);
        wakeUp.Watch([], [file]);

        File.WriteAllText(file, "ab");

        Wait(wakeUp).Should().HaveFlag(Wakes.Files);
        wakeUp.Notice.Should().BeNull();
    }

    [Fact]
    public void A_file_put_in_the_place_of_a_watched_one_wakes()
    {
        var file = Path.Combine(folder, "golden.csv");
        File.WriteAllText(file, "a");
        using var wakeUp = new FileWakeUp(poll: false, null);
        wakeUp.Watch([], [file]);

        File.WriteAllText(file + ".new", "b");
        File.Move(file + ".new", file, overwrite: true);

        var wakes = Wakes.None;
        while (!wakes.HasFlag(Wakes.Files))
        {
            wakes = Wait(wakeUp);
        }
    }

    [Fact]
    public void A_new_spec_in_a_watched_folder_wakes()
    {
        using var wakeUp = new FileWakeUp(poll: false, null);
        wakeUp.Watch([folder], []);

        File.WriteAllText(Path.Combine(folder, "new.spec.yaml"), "spec: x");

        Wait(wakeUp).Should().HaveFlag(Wakes.Folders);
    }

    [Fact]
    public void What_a_build_writes_wakes_nobody()
    {
        Directory.CreateDirectory(Path.Combine(folder, "obj"));
        var file = Path.Combine(folder, "golden.csv");
        using var wakeUp = new FileWakeUp(poll: false, null);
        wakeUp.Watch([folder], [file]);

        File.WriteAllText(Path.Combine(folder, "obj", "x.cache"), "x");
        File.WriteAllText(file, "a");

        Wait(wakeUp).Should().HaveFlag(Wakes.Files, "the first thing told is the file");
    }

    [Fact]
    public void More_events_than_the_buffer_holds_make_it_look_at_everything()
    {
        using var wakeUp = new FileWakeUp(poll: false, null);
        wakeUp.Watch([folder], []);

        wakeUp.Failed(new InternalBufferOverflowException());

        Wait(wakeUp).Should().Be(Wakes.Files | Wakes.Folders);
        wakeUp.Notice.Should().BeNull("the next event is told again");
    }

    [Fact]
    public void A_watcher_that_dies_is_replaced_by_the_clock()
    {
        using var wakeUp = new FileWakeUp(poll: false, null);
        wakeUp.Watch([folder], []);

        wakeUp.Failed(new IOException("no more watches"));

        Wait(wakeUp).Should().Be(Wakes.Files | Wakes.Folders);
        wakeUp.Notice.Should().Contain("no more watches").And.Contain("--poll");
        wakeUp.Wait(null, TestContext.Current.CancellationToken).Should().Be(Wakes.Files | Wakes.Folders, "nobody told, the clock did");
    }

    [Fact]
    public void Keys_wake()
    {
        using var keys = new BlockingCollection<ConsoleKeyInfo>();
        using var wakeUp = new FileWakeUp(poll: false, () => keys.Take());

        keys.Add(new ConsoleKeyInfo('x', ConsoleKey.X, false, false, false), TestContext.Current.CancellationToken);
        keys.Add(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false), TestContext.Current.CancellationToken);
        Wait(wakeUp).Should().Be(Wakes.All);

        keys.Add(new ConsoleKeyInfo('q', ConsoleKey.Q, false, false, false), TestContext.Current.CancellationToken);
        Wait(wakeUp).Should().Be(Wakes.Quit);
        keys.CompleteAdding();
    }

    private static Wakes Wait(FileWakeUp wakeUp)
    {
        var wakes = wakeUp.Wait(Deadline, TestContext.Current.CancellationToken);
        wakes.Should().NotBe(Wakes.None, "something was to be told");
        return wakes;
    }
}
