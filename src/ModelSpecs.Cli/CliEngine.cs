using ModelSpecs.Cli.Doctor;
using ModelSpecs.Engine.Compare;
using ModelSpecs.Engine.EvaluationPlan;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;
using ModelSpecs.Results.Plan;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli;

/// <summary>What the commands call; tests put failures in its place.</summary>
internal sealed record CliEngine
{
    /// <summary>Parses a spec.</summary>
    public Func<string, ISpecFiles, SpecParseResult> Parse { get; init; } = SpecParser.Parse;

    /// <summary>Runs a spec.</summary>
    public Func<SuiteSpec, RunOptions, CancellationToken, Task<SuiteResult>> Run { get; init; } = SuiteRunner.RunAsync;

    /// <summary>Compares candidates under a spec.</summary>
    public Func<SuiteSpec, IReadOnlyList<Candidate>, CompareOptions, CancellationToken, Task<CompareResult>> Compare { get; init; } = CandidateComparison.RunAsync;

    /// <summary>Plans the evaluation of a spec.</summary>
    public Func<SuiteSpec, RunOptions, CancellationToken, GuardedSpec> Plan { get; init; } = EvaluationPlanner.Plan;

    /// <summary>What <c>doctor</c> looks at.</summary>
    public Func<Machine> Machine { get; init; } = () => new Machine();

    /// <summary>Holds a spec against its data and its model.</summary>
    public Func<SuiteSpec, RunOptions, CancellationToken, Task<IReadOnlyList<SpecDiagnostic>>> Validate { get; init; } = SuiteValidator.ValidateAsync;
}
