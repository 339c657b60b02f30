using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Engine.Tests.Inference.Sessions;

public sealed class QuietGateTests
{
    private readonly QuietGate gate = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_wants_to_be_alone_waits_for_those_inside_and_keeps_out_those_who_come()
    {
        var inside = await gate.ShareAsync(Token);
        var beside = gate.ShareAsync(Token);
        beside.IsCompletedSuccessfully.Should().BeTrue("shares are shared");
        var mayEnd = new TaskCompletionSource();
        var alone = gate.AloneAsync<int>(null, async () =>
        {
            await mayEnd.Task;
            return 7;
        }, Token);
        var late = gate.ShareAsync(Token);

        inside.Dispose();
        alone.IsCompleted.Should().BeFalse();
        (await beside).Dispose();
        late.IsCompleted.Should().BeFalse();
        mayEnd.SetResult();

        (await alone).Should().Be(7);
        (await late).Dispose();
    }

    [Fact]
    public async Task Two_with_shares_who_both_want_to_be_alone_come_one_after_the_other()
    {
        var order = new List<int>();
        var inside = 0;
        var (first, second) = (await gate.ShareAsync(Token), await gate.ShareAsync(Token));

        async Task WorkAsync(QuietShare share, int number)
        {
            await gate.AloneAsync(share, async () =>
            {
                Interlocked.Increment(ref inside).Should().Be(1);
                await Task.Yield();
                order.Add(number);
                return Interlocked.Decrement(ref inside);
            }, Token);
            share.Dispose();
        }

        await Task.WhenAll(WorkAsync(first, 1), WorkAsync(second, 2));

        order.Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_share_is_its_owner_s_again_after_the_work()
    {
        var share = await gate.ShareAsync(Token);
        await gate.AloneAsync(share, () => Task.FromResult(0), Token);
        var other = gate.AloneAsync(null, () => Task.FromResult(1), Token);

        other.IsCompleted.Should().BeFalse("the share is held");
        share.Dispose();
        share.Dispose();

        (await other).Should().Be(1);
    }

    [Fact]
    public async Task Work_that_fails_lets_the_others_go_on()
    {
        var share = await gate.ShareAsync(Token);
        await FluentActions.Awaiting(() => gate.AloneAsync<int>(share, () => throw new InvalidOperationException("planted"), Token)).Should().ThrowAsync<InvalidOperationException>();
        share.Dispose();

        (await gate.AloneAsync(null, () => Task.FromResult(2), Token)).Should().Be(2);
    }

    [Fact]
    public async Task Who_is_cancelled_while_waiting_holds_nobody_up()
    {
        using var cancelled = new CancellationTokenSource();
        var inside = await gate.ShareAsync(Token);
        var own = await gate.ShareAsync(Token);
        var alone = gate.AloneAsync(own, () => Task.FromResult(3), cancelled.Token);
        var behind = gate.ShareAsync(Token);
        behind.IsCompleted.Should().BeFalse();

        await cancelled.CancelAsync();

        await FluentActions.Awaiting(() => alone).Should().ThrowAsync<OperationCanceledException>();
        own.Dispose();
        (await behind).Dispose();
        inside.Dispose();
        (await gate.AloneAsync(null, () => Task.FromResult(4), Token)).Should().Be(4, "what was given up is not counted twice");
    }

    [Fact]
    public async Task A_lock_that_another_process_holds_is_waited_for_until_somebody_cancels()
    {
        var folder = Directory.CreateTempSubdirectory("modelspecs-test-");
        try
        {
            var path = Path.Combine(folder.FullName, "latency.lock");
            using var cancelled = new CancellationTokenSource();
            using (var held = await MachineLock.TakeAsync(path, Token))
            {
                held.Should().NotBeNull();
                var waits = MachineLock.TakeAsync(path, cancelled.Token);
                waits.IsCompleted.Should().BeFalse();
                await cancelled.CancelAsync();
                await FluentActions.Awaiting(() => waits).Should().ThrowAsync<OperationCanceledException>();
            }

            using var again = await MachineLock.TakeAsync(path, Token);
            again.Should().NotBeNull();
            (await MachineLock.TakeAsync(Path.Combine(folder.FullName, "no", "such", "folder"), Token)).Should().BeNull("where there can be no lock times are taken without");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
