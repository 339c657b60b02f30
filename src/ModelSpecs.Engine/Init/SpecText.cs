using System.Globalization;
using System.Text;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Writing;

namespace ModelSpecs.Engine.Init;

/// <summary>Writes a proposal as YAML, each line with its reason.</summary>
internal sealed class SpecText
{
    private const int CommentColumn = 44;

    private readonly StringBuilder text = new();

    /// <summary>The spec.</summary>
    public static string Write(SpecProposal proposal)
    {
        var writer = new SpecText();
        writer.Head(proposal);
        writer.Binding(proposal.Binding);
        if (proposal.Threshold is { } threshold)
        {
            writer.Line($"threshold: {YamlScalars.Of(threshold)}", "the usual operating point; say the one that the model is used at");
        }

        writer.Verdict(proposal);
        writer.Expect(proposal.Expect, "");
        writer.Slices(proposal.Slices);
        return writer.text.ToString();
    }

    /// <summary>A spec that only measures: the binding, metrics with bounds that nothing misses, slices without any.</summary>
    public static string Draft(SpecProposal proposal, IReadOnlyList<string> metrics, IReadOnlyList<SliceCandidate> slices, IReadOnlyList<string> sliceMetrics)
    {
        var writer = new SpecText();
        writer.Names(proposal);
        writer.Binding(proposal.Binding);
        writer.Line("expect:");
        writer.Line("  n: \">= 1\"");
        foreach (var metric in metrics)
        {
            writer.Line($"  {metric}: \"> 0\"");
        }

        if (slices.Count > 0)
        {
            writer.Line("verdict: { inconclusive: skip }");
            writer.Slices([.. slices.Select(slice => new ProposedSlice(slice, [.. sliceMetrics.Select(metric => new ProposedCheck(metric, "> 0", ""))], ""))]);
        }

        return writer.text.ToString();
    }

    private void Head(SpecProposal proposal)
    {
        Line($"# yaml-language-server: $schema={proposal.Schema}");
        Line($"# $schema: {proposal.Schema}");
        Line("");
        Line("# Proposed by `modelspecs init` from the model and the golden set: each bound is the measured value minus its noise.");
        Line("# Read every line. A bound says what is good enough, and only you know that; slices that matter may be missing.");
        foreach (var warning in proposal.Warnings)
        {
            Line($"# LOOK: {OneLine.Escape(warning)}");
        }

        Names(proposal);
    }

    private void Names(SpecProposal proposal)
    {
        Line($"spec: {YamlScalars.Of(proposal.Name)}");
        Line($"model: {YamlScalars.Of(proposal.Model)}");
        var parts = new List<string>();
        if (proposal.Binding.Columns.Count > 0)
        {
            parts.Add($"columns: {{ {string.Join(", ", proposal.Binding.Columns.Select(column => $"{YamlScalars.Of(column.Key)}: {column.Value.ToString().ToLowerInvariant()}"))} }}");
        }

        if (proposal.Binding.RowsWithoutLabel > 0)
        {
            parts.Add("labels_missing: drop");
        }

        if (parts.Count == 0)
        {
            Line($"golden: {YamlScalars.Of(proposal.Golden)}");
            return;
        }

        Line("golden:");
        Line($"  path: {YamlScalars.Of(proposal.Golden)}");
        foreach (var part in parts)
        {
            Line($"  {part}", part.StartsWith("columns", StringComparison.Ordinal) ? "the model's input takes text"
                : string.Create(CultureInfo.InvariantCulture, $"{proposal.Binding.RowsWithoutLabel} rows have no label"));
        }
    }

    private void Binding(BindingProposal binding)
    {
        Scalar("label", binding.Label);
        Scalar("id", binding.Id);
        if (binding.Task is { } task)
        {
            Line($"task: {task.Value.ToString().ToLowerInvariant()}", task.Because);
        }

        if (binding.Classes is { } classes)
        {
            Line($"classes: {YamlScalars.Of(classes.Value)}", classes.Because);
        }

        Scalar("positive", binding.Positive);
        var said = binding.Inputs.Where(input => input.Written).ToList();
        if (said.Count > 0)
        {
            Line("inputs:");
            foreach (var input in said)
            {
                var columns = input.Columns.Select(column => ColumnRun.TryParse(column) is null ? YamlScalars.Of(column) : column).ToList();
                Line($"  {YamlScalars.Of(input.Input)}: {(columns.Count == 1 ? columns[0] : $"[{string.Join(", ", columns)}]")}", input.Because);
            }
        }

        var outputs = new List<string>();
        if (binding.Score is { } score)
        {
            outputs.Add($"{(binding.Task?.Value == TaskKind.Regression ? "value" : "score")}: {YamlScalars.Of(score)}");
        }

        if (binding.Activation is { } activation)
        {
            outputs.Add($"activation: {activation.ToString().ToLowerInvariant()}");
        }

        if (outputs.Count > 0)
        {
            Line($"outputs: {{ {string.Join(", ", outputs)} }}", "as said");
        }

        foreach (var input in binding.Inputs.Where(input => !input.Written && input.Because != "by name"))
        {
            Line($"# inputs: {OneLine.Escape(input.Input)} is fed from {OneLine.Escape(string.Join(", ", input.Columns.Take(20)))}{(input.Columns.Count > 20 ? ", …" : "")}: {input.Because}");
        }

        var named = binding.Inputs.Where(input => !input.Written && input.Because == "by name").ToList();
        if (named.Count > 0)
        {
            Line($"# inputs, by name: {OneLine.Escape(string.Join(", ", named.Take(30).Select(input => input.Input)))}{(named.Count > 30 ? ", …" : "")}");
        }
    }

    private void Verdict(SpecProposal proposal)
    {
        if (proposal.MinRows > 1 && proposal.Slices.Count > 0)
        {
            Line("");
            Line("verdict:");
            Line(string.Create(CultureInfo.InvariantCulture, $"  min_rows: {proposal.MinRows}"), "a value that rests on fewer rows is inconclusive, not passed");
            if (proposal.HasSmallGroups)
            {
                Line("  inconclusive: warn", "some groups are that small today; `fail` is the default");
            }
        }
    }

    private void Expect(IReadOnlyList<ProposedCheck> checks, string indent)
    {
        foreach (var check in checks.Where(check => check.Bound.Length == 0))
        {
            Line($"{indent}# {check.Metric}: {OneLine.Escape(check.Because)}");
        }

        if (checks.All(check => check.Bound.Length == 0))
        {
            return;
        }

        if (indent.Length == 0)
        {
            Line("");
        }

        Line($"{indent}expect:");
        foreach (var check in checks.Where(check => check.Bound.Length > 0))
        {
            // Names of metrics are our own; in this place `n` is no boolean to anybody.
            Line($"{indent}  {check.Metric}: \"{check.Bound}\"", check.Because);
        }
    }

    private void Slices(IReadOnlyList<ProposedSlice> slices)
    {
        if (slices.Count == 0)
        {
            return;
        }

        Line("");
        Line("slices:");
        foreach (var (slice, expect, because) in slices)
        {
            Line($"  {YamlScalars.Of(slice.Name)}:", because);
            Line(slice.Where is { } where ? $"    where: {YamlScalars.Of(where)}" : $"    by: {YamlScalars.Of(slice.Column)}");
            if (slice.Every is { } every)
            {
                Line($"    every: {every.ToString().ToLowerInvariant()}");
            }

            if (slice.Edges.Count > 0)
            {
                Line($"    edges: {YamlScalars.Of(slice.Edges)}");
            }

            Expect(expect, "    ");
        }
    }

    private void Scalar(string key, Reasoned<string>? value)
    {
        if (value is not null)
        {
            Line($"{key}: {YamlScalars.Of(value.Value)}", (value.IsGuess && !value.Because.StartsWith("a guess", StringComparison.Ordinal) ? "a guess: " : "") + value.Because);
        }
    }

    // Reasons hold names from data: one line each, so that none of it can become a key.
    private void Line(string yaml, string? because = null) =>
        text.Append(string.IsNullOrEmpty(because) ? yaml : $"{yaml.PadRight(CommentColumn)} # {OneLine.Escape(because)}").Append('\n');
}
