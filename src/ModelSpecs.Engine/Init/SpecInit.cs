using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Init;

/// <summary>Proposes a spec of a model and a golden set, in steps between which somebody measures: nothing here reads a file or runs anything.</summary>
/// <param name="signature">What the model says of itself.</param>
/// <param name="table">The golden set, every column.</param>
/// <param name="choices">What a person said.</param>
public sealed class SpecInit(ModelSignature signature, Table table, InitChoices choices)
{
    private const int MinRows = SliceFinder.GroupRows;

    private readonly IReadOnlyList<ColumnProfile> columns = [.. table.Columns.Select(ColumnProfile.Of)];
    private BindingProposer? proposer;
    private IReadOnlyList<string> metrics = [];
    private IReadOnlyList<string> sliceMetrics = [];
    private IReadOnlyList<SliceCandidate> candidates = [];

    /// <summary>First: what goes with what. With open questions there is no next step.</summary>
    public BindingProposal Bind()
    {
        proposer = new BindingProposer(signature, columns, choices);
        return proposer.Propose();
    }

    /// <summary>Second: a spec that measures every metric of all rows.</summary>
    public static string DraftOfAll(SpecProposal proposal) => SpecText.Draft(proposal, [], [], []);

    /// <summary>Third, of what that spec measured: one that measures the candidates for slices too.</summary>
    public string DraftOfSlices(SpecProposal proposal, SuiteResult measured)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var binding = proposal.Binding;
        var leftOut = new[] { binding.Label?.Value, binding.Id?.Value }.OfType<string>().Concat(proposer?.Numbered ?? new HashSet<string>()).ToHashSet(StringComparer.Ordinal);
        var classLabel = binding.Task?.Value == TaskKind.Multiclass ? binding.Label?.Value : null;
        candidates = SliceFinder.Find(columns, leftOut, proposer?.InputColumns ?? new HashSet<string>(), classLabel);
        (metrics, sliceMetrics) = (CheckProposer.MetricsOf(measured), CheckProposer.SliceMetricsOf(measured));
        return SpecText.Draft(proposal, metrics, candidates, sliceMetrics);
    }

    /// <summary>Last, of what the second spec measured: the proposal with bounds and slices.</summary>
    public SpecProposal Complete(SpecProposal proposal, SuiteResult measured)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        ArgumentNullException.ThrowIfNull(measured);
        var slices = CheckProposer.Slices(measured, candidates, sliceMetrics);
        return proposal with
        {
            Rows = measured.Rows,
            Threshold = measured.Threshold,
            MinRows = MinRows,
            HasSmallGroups = CheckProposer.HasSmallGroups(measured, slices, MinRows),
            Expect = CheckProposer.Overall(measured, metrics),
            Slices = slices,
            Warnings = [.. CheckProposer.Warnings(measured, proposal.Binding, columns.FirstOrDefault(column => column.Name == proposal.Binding.Label?.Value))],
        };
    }

    /// <summary>A proposal as YAML.</summary>
    public static string Write(SpecProposal proposal) => SpecText.Write(proposal);
}
