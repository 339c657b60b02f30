namespace ModelSpecs.Cli.Tests;

/// <summary>A clock that stands still until it is told to go on.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long now;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => now;

    public void Advance(double seconds) => now += (long)Math.Ceiling(seconds * TimestampFrequency);
}
