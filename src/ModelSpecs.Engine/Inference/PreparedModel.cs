using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>A model held against the golden set: everything is checked that can be without running it.</summary>
internal sealed class PreparedModel
{
    private PreparedModel(ModelRun run, OutputRoles roles)
    {
        Run = run;
        Roles = roles;
    }

    /// <summary>The model and what it is fed.</summary>
    public ModelRun Run { get; }

    /// <summary>What its outputs mean.</summary>
    public OutputRoles Roles { get; }

    /// <summary>Prepares the model of a spec.</summary>
    /// <exception cref="SpecException">Every problem with its file, inputs and outputs.</exception>
    public static PreparedModel Create(SuiteSpec suite, RowSelection rows, CancellationToken cancellationToken)
    {
        var problems = new List<SpecDiagnostic>();
        var (model, run) = ModelRun.Bind(suite, rows, problems, cancellationToken);
        var roles = OutputRoles.Find(suite, model.Signature, problems);
        if (roles is not null)
        {
            ClassNames.CheckDeclared(suite, roles, model.Signature, Source(suite, rows, model, roles, []), problems);
        }

        return problems.Count == 0 ? new PreparedModel(run!, roles!) : throw new SpecException(problems);
    }

    /// <summary>The same with feeds altered.</summary>
    public PreparedModel Altered(Func<InputFeed, InputFeed> alter) => new(Run with { Plan = Run.Plan.Altered(alter) }, Roles);

    /// <summary>The outputs in their roles.</summary>
    public PredictionSource Source(IReadOnlyList<RawOutput> outputs) => Source(Run.Suite, Run.Rows, Run.Model, Roles, outputs);

    private static PredictionSource Source(SuiteSpec suite, RowSelection rows, ModelFile model, OutputRoles roles, IReadOnlyList<RawOutput> outputs)
    {
        var label = Raw(roles.Label);
        return new PredictionSource
        {
            Suite = suite,
            Rows = rows,
            Span = model.Span,
            Score = Raw(roles.Score),
            ScoreColumn = roles.ScoreColumn,
            Label = label is null ? null : Categories.Of(label),
            LabelAsNumber = suite.Outputs.Label is null ? label : null,
            Value = Raw(roles.Value),
            ValueColumn = roles.ValueColumn,
            IsSaidToClassify = suite.Outputs.Score is not null || suite.Outputs.Label is not null,
            MetadataClasses = ModelMetadata.Classes(model.Signature.Metadata),
            GraphClasses = roles.Score?.ClassLabels ?? [],
            ModelHash = outputs.Count > 0 ? model.Hash() : null,
        };

        RawOutput? Raw(ModelOutput? output) => output is null ? null : outputs.FirstOrDefault(raw => string.Equals(raw.Name, output.Value.Name, StringComparison.Ordinal));
    }
}
