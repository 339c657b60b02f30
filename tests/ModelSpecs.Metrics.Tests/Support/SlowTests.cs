using System.Runtime.CompilerServices;

namespace ModelSpecs.Metrics.Tests.Support;

/// <summary>
/// A test that takes more than a quarter of a second. It runs with all others, but not against thousands of mutants
/// (<c>eng/mutation/run.sh</c>), where a second more is hours more; except against those of the folders it names, separated by spaces.
/// The runner of the mutants passes no filter on, so the test says it itself.
/// </summary>
public sealed class SlowFactAttribute : FactAttribute
{
    public SlowFactAttribute(string against = "", [CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Against = against;
        Skip = Mutants.Reason(against);
    }

    public string Against { get; }
}

/// <inheritdoc cref="SlowFactAttribute"/>
public sealed class SlowTheoryAttribute : TheoryAttribute
{
    public SlowTheoryAttribute(string against = "", [CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Against = against;
        Skip = Mutants.Reason(against);
    }

    public string Against { get; }
}

/// <summary>What the tests know of a run against mutants.</summary>
internal static class Mutants
{
    // The folders whose mutants are being tried.
    private static readonly string[] Tried = (Environment.GetEnvironmentVariable("MODELSPECS_MUTANTS") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many of so many made-up cases are tried: all, or few where each mutant meets them.</summary>
    public static int Cases(int many) => Tried.Length == 0 ? many : Math.Max(1, many / 15);

    /// <summary>How many rows are made up: as many as the test wants, or at most so many where each mutant meets them.</summary>
    public static int AtMost(int few, int many) => Tried.Length == 0 ? many : Math.Min(few, many);

    /// <summary>The requests that are measured: all, or one of each metric where each mutant meets them.</summary>
    public static MetricRequest[] Few(MetricRequest[] all) => Tried.Length == 0 ? all : [.. all.DistinctBy(request => request.Name)];

    /// <summary>How many resamples a brute-force standard deviation is made of, and how far one of 1,000 replicates may lie from it: with fewer, three Monte Carlo errors
    /// and 2 %.</summary>
    public static (int Replicates, double Tolerance) Brute(int replicates, double tolerance)
    {
        const int Few = 400;
        return Tried.Length == 0 || replicates <= Few ? (replicates, tolerance) : (Few, Math.Max(tolerance, 0.02 + (3 * Math.Sqrt((0.5 / 1_000) + (0.5 / Few)))));
    }

    /// <summary>Cases drawn anew each time would kill a mutant today and not tomorrow.</summary>
    public static FsCheck.Config AlwaysTheSame(FsCheck.Config config) =>
        Tried.Length == 0 ? config : config.WithReplay(Microsoft.FSharp.Core.FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new FsCheck.Rnd(1, 1), Microsoft.FSharp.Core.FSharpOption<int>.None)));

    public static string? Reason(string against) =>
        Tried.Length == 0 || against.Split(' ').Intersect(Tried).Any() ? null : "too slow to be run against each mutant";
}
