using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Bindings;
using ModelSpecs.Spec.Parsing.Checks;
using ModelSpecs.Spec.Parsing.Guards;
using ModelSpecs.Spec.Parsing.Slices;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Parsing;

/// <summary>Reads the merged mapping of a spec.</summary>
internal sealed class SuiteReader(ParseContext context, string file, IReadOnlyList<string> sources)
{
    /// <summary>The spec; null where a part without which there is none is missing or wrong. Every problem is reported either way.</summary>
    public SuiteSpec? Read(YamlMap map)
    {
        var reader = new MappingReader(map, KeyCatalogue.Spec, "the spec", context);
        reader.Require(SourceSpan.StartOf(file), sources.Count > 1 ? "Neither the spec nor its defaults nor what it extends say it." : null);
        RequireModelOrPredictions(reader);

        var name = reader.Text("spec");
        var model = GoldenReader.File(reader, "model");
        var golden = GoldenReader.Read(reader);
        var labels = LabelsReader.Read(reader, out var isLabelList);
        var label = labels.Count > 0 ? labels[0] : null;
        var task = reader.Choice<TaskKind>("task");
        var classes = Classes(reader);
        var threshold = ThresholdReader.OfAll(reader);
        var thresholds = ThresholdReader.OfLabels(reader);
        var positive = reader.Text("positive");
        var inputs = new InputsReader(context).Read(reader);
        var outputs = OutputsReader.Read(reader);
        var predictions = PredictionsReader.Read(reader);
        var query = reader.Text("query");
        var hint = task is null && isLabelList ? new TaskHint(TaskKind.Multilabel, "label")
            : task is null && query is not null ? new TaskHint(TaskKind.Ranking, "query")
            : TaskRules.Hint(task, predictions, outputs);
        new TaskRules(context, hint).Check(reader, classes, positive, predictions, outputs);
        new RankingRules(context, hint).Check(reader, task, predictions, outputs, golden);
        var labelRules = new LabelRules(context, hint);
        labelRules.Check(reader, labels, isLabelList, predictions);
        labelRules.CheckThresholds(reader, labels, thresholds, predictions);
        var isMultilabel = hint.Task == TaskKind.Multilabel;

        var checks = new CheckListReader(context, hint, isMultilabel ? labels : classes);
        var expect = checks.Read(reader, "expect");
        var slices = new SlicesReader(context, checks).Read(reader);
        var baselines = new BaselineReader(context, checks);
        var every = reader.Mapping("every_slice");
        every?.Require(reader.Entry("every_slice")!.Key.Span);
        var id = reader.Text("id");
        if (golden is { Quarantine.Count: > 0 } && !reader.Has("id"))
        {
            context.Bag.Report(SpecDiagnostics.DependentKey, golden.Quarantine[0].Id.Span, "'quarantine' means nothing without 'id', which names the column that tells rows apart", null, null, "Add id: to the spec; the number of a line is another row's as soon as one is added above.");
        }

        var spec = new SuiteSpec
        {
            Name = name!,
            File = file,
            Root = context.Root,
            Model = model,
            Golden = golden!,
            Label = label!,
            Id = id,
            Labels = isMultilabel ? labels : [],
            Task = task ?? (hint is not { Task: TaskKind.Multilabel or TaskKind.Ranking } ? null
                : (isMultilabel ? label : query) is { } said ? new Located<TaskKind>(hint.Task.Value, said.Span) : null),
            Query = query,
            Threshold = threshold,
            Thresholds = isMultilabel ? thresholds : [],
            Inputs = inputs,
            Outputs = outputs,
            Predictions = predictions,
            Classes = classes,
            Positive = positive,
            Expect = expect,
            Slices = slices,
            EverySlice = every is null ? [] : checks.Read(every, "expect"),
            Snapshot = baselines.Snapshot(reader),
            Compare = baselines.Compare(reader),
            Parity = new ParityReader(context).Read(reader),
            Contract = new ContractReader(context).Read(reader),
            Guards = GuardsReader.Read(reader, context, checks),
            Verdict = VerdictReader.Read(reader),
            VerdictPlaces = VerdictReader.Places(reader),
            Run = Run(reader),
            Waivers = WaiversReader.Read(reader),
            Owner = reader.Text("owner")?.Value,
            Runbook = LinkValue.Read(reader, "runbook"),
            Action = reader.Text("action")?.Value,
            Tags = [.. reader.Texts("tags").Select(tag => tag.Value)],
            Sources = sources,
        };
        if (name is null || golden is null || label is null)
        {
            return null;
        }

        if (!context.Bag.HasErrors)
        {
            ReportNothingExpected(spec);
            BaselineRules.Check(spec, context);
            GuardRules.Check(spec, context);
            WaiverPlan.Of(spec, context.Bag);
        }

        return spec;
    }

    private void RequireModelOrPredictions(MappingReader reader)
    {
        var (model, predictions) = (reader.Entry("model"), reader.Entry("predictions"));
        if (model is not null && predictions is not null)
        {
            context.Bag.Report(SpecDiagnostics.ModelOrPredictions, predictions.Key.Span, "The spec says both model and predictions", $"model in line {model.Key.Span.Line} of {OneLine.Quote(Path.GetFileName(model.Key.Span.File))}", "one of the two", "Predictions in the golden set need no model.");
        }
        else if (model is null && predictions is null)
        {
            context.Bag.Report(SpecDiagnostics.ModelOrPredictions, SourceSpan.StartOf(file), "The spec has no model", null, "model: with an ONNX file, or predictions: with columns of the golden set");
        }

        reader.Need("inputs", "model");
        reader.Need("outputs", "model");
        reader.Need("parity", "model");
        reader.Need("contract", "model");
    }

    private IReadOnlyList<Located<string>> Classes(MappingReader reader)
    {
        if (reader.Entry("classes")?.Value is YamlList { Items.Count: > SpecLimits.Classes } list)
        {
            context.Bag.Report(SpecDiagnostics.LimitExceeded, list.Span, "Too many classes", $"{list.Items.Count}", $"at most {SpecLimits.Classes}");
            return [];
        }

        return reader.Texts("classes");
    }

    private static RunSpec Run(MappingReader reader) => reader.Mapping("run") is { } run
        ? new RunSpec { BatchSize = run.Integer("batch_size"), Threads = run.Integer("threads") }
        : new RunSpec();

    private void ReportNothingExpected(SuiteSpec spec)
    {
        if (spec.Expect.Count == 0
            && spec.Snapshot is null
            && spec.Parity.Count == 0
            && spec.Contract is null
            && spec.Guards.Count == 0
            && spec.Compare is not { Checks.Count: > 0 }
            && (spec.EverySlice.Count == 0 || spec.Slices.Count == 0)
            && !spec.Slices.Any(slice => slice.Expect.Count > 0 || slice.Gap.Count > 0 || slice.OverTime.Count > 0))
        {
            context.Bag.Report(SpecDiagnostics.NothingExpected, spec.Name.Span, "The spec expects nothing, so no model can fail it", null, null, "Run it to see what is measured, then add expect: with a metric and a comparison.");
        }
    }
}
