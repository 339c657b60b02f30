using ModelSpecs.Xunit.Report;

namespace ModelSpecs.Xunit.Tests.Report;

public sealed class RunProgressTests
{
    [Fact]
    public void The_last_test_of_the_last_class_is_the_last_of_all()
    {
        var progress = new RunProgress([typeof(int), typeof(string)]);

        progress.Finish(typeof(int), 2).Should().BeFalse();
        progress.Finish(typeof(string), 1).Should().BeFalse();
        progress.Finish(typeof(int), 2).Should().BeTrue();
        progress.Finish(typeof(int), 2).Should().BeFalse("there is one last test");
    }

    [Fact]
    public void A_class_that_a_filter_leaves_out_is_not_waited_for()
    {
        var progress = new RunProgress([typeof(int), typeof(string)]);

        progress.Expect([typeof(string)]);

        progress.Finish(typeof(string), 1).Should().BeTrue();
    }

    [Fact]
    public void A_run_in_the_same_process_begins_anew()
    {
        var progress = new RunProgress([typeof(int)]);
        progress.Finish(typeof(int), 1).Should().BeTrue();

        progress.Expect([typeof(int)]);

        progress.Finish(typeof(int), 2).Should().BeFalse();
        progress.Finish(typeof(int), 2).Should().BeTrue();
    }

    [Fact]
    public void Of_tests_that_end_at_once_one_is_the_last()
    {
        var progress = new RunProgress([typeof(int), typeof(string)]);
        var last = 0;

        Parallel.For(0, 200, i => Interlocked.Add(ref last, progress.Finish(i % 2 == 0 ? typeof(int) : typeof(string), 100) ? 1 : 0));

        last.Should().Be(1);
    }
}
