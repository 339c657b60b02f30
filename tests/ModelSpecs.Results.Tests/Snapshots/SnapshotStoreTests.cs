using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Results.Tests.Snapshots.SnapshotSamples;

namespace ModelSpecs.Results.Tests.Snapshots;

public sealed class SnapshotStoreTests : IDisposable
{
    private static readonly SnapshotReceived First = new(null, false);
    private static readonly SnapshotSources Unchanged = new(Hash('a'), Hash('c'), Hash('b'));

    private readonly SnapshotFolder folder = new();

    private SnapshotPaths Paths => folder.Paths;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_received_is_accepted_and_read_back()
    {
        SnapshotStore.ReadVerified(Paths).Exists.Should().BeFalse();
        SnapshotStore.WriteReceived(Paths, Document(), Rows(), First).Should().BeNull();
        var hash = RowsFile.Write(Rows()).Rows.Sha256;
        folder.Names.Should().Equal($"loan.received.{hash[..12]}.rows", "loan.received.json");

        var plan = SnapshotAcceptance.Plan(Paths, Unchanged);
        plan.State.Should().Be(AcceptState.Ready);
        SnapshotAcceptance.Accept(plan).Should().BeNull();

        folder.Names.Should().Equal($"loan.verified.{hash[..12]}.rows", "loan.verified.json");
        var verified = SnapshotStore.ReadVerified(Paths);
        verified.Problem.Should().BeNull();
        verified.Document.Should().BeEquivalentTo(SnapshotText.Read(SnapshotText.Write(Document() with { Outcomes = new SnapshotRows(hash, 100) }), "x").Document);
        ((ClassOutcomes)verified.Rows!).Predicted.Should().Equal(Rows().Predicted);
        verified.TextHash.Should().Be(SnapshotHash.OfText(File.ReadAllBytes(Paths.VerifiedText)));
        SnapshotAcceptance.Plan(Paths, Unchanged).State.Should().Be(AcceptState.Nothing);
    }

    [Fact]
    public void A_second_accept_leaves_nothing_of_the_first_and_nothing_of_another_specs_is_touched()
    {
        var (other, stranger) = (Path.Combine(folder.Folder, "loan.verified.x.verified.0123456789ab.rows"), Path.Combine(folder.Folder, "my.loan.verified.0123456789ab.rows"));
        File.WriteAllText(other, "x");
        File.WriteAllText(stranger, "x");
        SnapshotStore.WriteVerified(Paths, Document(), Rows(seed: 1)).Should().BeNull();
        var against = SnapshotStore.ReadVerified(Paths).TextHash;
        SnapshotStore.WriteReceived(Paths, Document(recall: 0.6), Rows(seed: 2), new(against, false)).Should().BeNull();
        SnapshotStore.WriteReceived(Paths, Document(recall: 0.5), Rows(seed: 3), new(against, false)).Should().BeNull();
        folder.Names.Should().HaveCount(6);

        SnapshotAcceptance.Accept(SnapshotAcceptance.Plan(Paths, Unchanged)).Should().BeNull();

        folder.Names.Should().HaveCount(4);
        SnapshotStore.ReadVerified(Paths).Document!.Slices[1].Metrics[0].Value.Should().Be(0.5);
        File.Exists(other).Should().BeTrue();
        File.Exists(stranger).Should().BeTrue();
    }

    [Fact]
    public void A_run_that_matches_takes_what_was_received_away()
    {
        SnapshotStore.WriteReceived(Paths, Document(), Rows(), First).Should().BeNull();

        SnapshotStore.RemoveReceived(Paths).Should().BeNull();

        folder.Names.Should().BeEmpty();
        SnapshotStore.RemoveReceived(Paths).Should().BeNull();
    }

    [Fact]
    public void Rows_are_not_needed()
    {
        SnapshotStore.WriteReceived(Paths, Document(), null, First).Should().BeNull();
        SnapshotAcceptance.Accept(SnapshotAcceptance.Plan(Paths, Unchanged)).Should().BeNull();

        folder.Names.Should().Equal("loan.verified.json");
        SnapshotStore.ReadVerified(Paths).Should().BeEquivalentTo(new { Problem = (DiagnosticResult?)null, Rows = (RowOutcomes?)null });
    }

    [Fact]
    public void A_text_without_its_rows_is_a_problem()
    {
        SnapshotStore.WriteVerified(Paths, Document(), Rows()).Should().BeNull();
        var rows = Directory.GetFiles(folder.Folder, "*.rows").Single();
        var bytes = File.ReadAllBytes(rows);

        File.Delete(rows);
        SnapshotStore.ReadVerified(Paths).Problem!.ToString().Should().Be(
            $"{Path.GetFileName(rows)}(1,1): error MSPEC443: The rows of the snapshot are missing. Found no such file; expected that which its text names. Restore it from version control (is `*.rows` ignored there?), or accept anew.");
        File.WriteAllBytes(rows, bytes[..^3]);
        SnapshotStore.ReadVerified(Paths).Problem!.Id.Should().Be("MSPEC444");
        File.WriteAllBytes(rows, RowsFile.Write(Rows(seed: 9)).File);
        SnapshotStore.ReadVerified(Paths).Problem!.Message.Should().StartWith("The rows are not those that the snapshot names. Found 100 rows with the hash ");
        SnapshotStore.ReadVerified(Paths).Rows.Should().BeNull();

        // Writing the same again mends it.
        SnapshotStore.WriteVerified(Paths, Document(), Rows()).Should().BeNull();
        SnapshotStore.ReadVerified(Paths).Problem.Should().BeNull();
    }

    [Fact]
    public void A_wrong_text_is_a_problem_that_a_new_accept_mends()
    {
        File.WriteAllText(Paths.VerifiedText, "<<<<<<< HEAD\n");
        var verified = SnapshotStore.ReadVerified(Paths);
        verified.Problem!.Id.Should().Be("MSPEC441");
        verified.Exists.Should().BeTrue();

        SnapshotStore.WriteReceived(Paths, Document(), Rows(), new(verified.TextHash, false)).Should().BeNull();
        SnapshotAcceptance.Accept(SnapshotAcceptance.Plan(Paths, Unchanged)).Should().BeNull();

        SnapshotStore.ReadVerified(Paths).Problem.Should().BeNull();
    }

    [Fact]
    public void The_empty_file_that_a_diff_tool_is_handed_is_no_snapshot()
    {
        File.WriteAllText(Paths.VerifiedText, "");

        SnapshotStore.ReadVerified(Paths).Exists.Should().BeFalse();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_problem_and_the_old_one_stands()
    {
        SnapshotStore.WriteVerified(Paths, Document(), null).Should().BeNull();
        Directory.CreateDirectory(Paths.ReceivedText);

        SnapshotStore.WriteReceived(Paths, Document(), null, First)!.ToString().Should().StartWith("loan.received.json(1,1): error MSPEC445: The snapshot cannot be written. ").And.Contain("is a folder");
        SnapshotStore.ReadVerified(Paths).Problem.Should().BeNull();
    }

    [Fact]
    public void What_a_killed_process_left_half_written_goes_after_an_hour()
    {
        var (old, recent, foreign) = (Path.Combine(folder.Folder, ".loan.verified.json.0.tmp"), Path.Combine(folder.Folder, ".loan.received.json.1.tmp"), Path.Combine(folder.Folder, ".loans.verified.json.0.tmp"));
        foreach (var file in new[] { old, recent, foreign })
        {
            File.WriteAllText(file, "half");
        }

        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        File.SetLastWriteTimeUtc(foreign, DateTime.UtcNow.AddHours(-2));
        SnapshotStore.WriteVerified(Paths, Document(), null).Should().BeNull();

        (File.Exists(old), File.Exists(recent), File.Exists(foreign)).Should().Be((false, true, true));
    }

    [Fact]
    public async Task Many_that_write_at_once_leave_one_whole_snapshot_and_no_reader_sees_less()
    {
        SnapshotStore.WriteVerified(Paths, Document(), Rows(50, seed: 0)).Should().BeNull();
        var writers = Enumerable.Range(1, 4).Select(writer => Task.Run(() =>
        {
            for (var round = 0; round < 15; round++)
            {
                SnapshotStore.WriteVerified(Paths, Document(recall: writer / 10.0), Rows(50, seed: (writer * 100) + round)).Should().BeNull();
            }
        })).ToList();
        var all = Task.WhenAll(writers);
        while (!all.IsCompleted)
        {
            SnapshotStore.ReadVerified(Paths).Problem.Should().BeNull();
        }

        await all;
        SnapshotStore.ReadVerified(Paths).Problem.Should().BeNull();
        folder.Names.Should().HaveCount(2);
    }

    [Fact]
    public void One_that_holds_the_lock_all_the_time_is_a_problem_and_its_end_is_none()
    {
        using (SnapshotLock.Enter(Paths))
        {
            FluentActions.Invoking(() => SnapshotLock.Enter(Paths, TimeSpan.FromMilliseconds(30))).Should().Throw<IOException>().WithMessage("Another process is writing it*");
        }

        SnapshotStore.WriteVerified(Paths, Document(), null).Should().BeNull();
        SnapshotLock.FileOf(Paths).Should().NotStartWith(folder.Folder);
    }

    [Fact]
    public void The_bytes_are_the_same_in_every_culture_and_on_any_number_of_threads()
    {
        var text = SnapshotText.Write(Document());
        var rows = RowsFile.Write(Rows()).File;
        var before = System.Globalization.CultureInfo.CurrentCulture;
        Parallel.ForEach(Enumerable.Range(0, 30), i =>
        {
            System.Globalization.CultureInfo.CurrentCulture = new[] { Comma(), before, System.Globalization.CultureInfo.InvariantCulture }[i % 3];
            try
            {
                SnapshotText.Write(Document()).Should().Equal(text);
                SnapshotText.Read(text, "x").Document!.Slices[1].Metrics[0].Value.Should().Be(0.741294);
                RowsFile.Write(Rows()).File.Should().Equal(rows);
            }
            finally
            {
                System.Globalization.CultureInfo.CurrentCulture = before;
            }
        });
    }

    // As de-DE and ar-SA would be: the framework is built without their data.
    private static System.Globalization.CultureInfo Comma()
    {
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = "٫";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.PositiveInfinitySymbol = "unendlich";
        return culture;
    }
}
