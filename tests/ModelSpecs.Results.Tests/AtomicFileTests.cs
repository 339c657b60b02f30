namespace ModelSpecs.Results.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("modelspecs-atomic-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_made_with_the_folders_above_it()
    {
        var path = Path.Combine(folder, "a", "b", "results.json");

        AtomicFile.Write(path, s => s.Write("new"u8));

        File.ReadAllText(path).Should().Be("new");
        Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!).Should().Equal(path);
    }

    [Fact]
    public void When_writing_fails_halfway_the_old_content_stays_and_nothing_lies_beside_it()
    {
        var path = Path.Combine(folder, "results.json");
        File.WriteAllText(path, "old");

        var write = () => AtomicFile.Write(path, s =>
        {
            s.Write("half"u8);
            s.Flush();
            throw new OperationCanceledException();
        });

        write.Should().Throw<OperationCanceledException>();
        File.ReadAllText(path).Should().Be("old");
        Directory.GetFileSystemEntries(folder).Should().Equal(path);
    }

    [Fact]
    public void Until_everything_is_written_a_reader_sees_the_old_content()
    {
        var path = Path.Combine(folder, "results.json");
        File.WriteAllText(path, "old");

        AtomicFile.Write(path, s =>
        {
            s.Write("new"u8);
            s.Flush();
            File.ReadAllText(path).Should().Be("old");
        });

        File.ReadAllText(path).Should().Be("new");
    }

    [Fact]
    public void A_link_is_followed_and_access_rights_are_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var target = Path.Combine(folder, "target.yaml");
        var link = Path.Combine(folder, "link.yaml");
        File.WriteAllText(target, "old");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(link, target);

        AtomicFile.Write(link, s => s.Write("new"u8));

        File.ReadAllText(target).Should().Be("new");
        new FileInfo(link).LinkTarget.Should().Be(target);
        File.GetUnixFileMode(target).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var reached = false;
        AtomicFile.Write("/dev/null", s =>
        {
            s.Write("gone"u8);
            reached = true;
        });

        reached.Should().BeTrue();
        new FileInfo("/dev/null").Length.Should().Be(0);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_found_before_the_work_is_done()
    {
        var probe = () => AtomicFile.Probe(folder);

        probe.Should().Throw<IOException>().WithMessage($"'{folder}' is a folder.");
    }

    [Fact]
    public void A_file_in_the_place_of_a_folder_is_found_before_the_work_is_done()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "old");

        var probe = () => AtomicFile.Probe(Path.Combine(file, "results.json"));

        probe.Should().Throw<IOException>();
        File.ReadAllText(file).Should().Be("old");
    }

    [Fact]
    public void A_probe_leaves_the_file_and_its_folder_as_they_were()
    {
        var path = Path.Combine(folder, "results.json");
        File.WriteAllText(path, "old");

        AtomicFile.Probe(path);

        File.ReadAllText(path).Should().Be("old");
        Directory.GetFileSystemEntries(folder).Should().Equal(path);
    }
}
