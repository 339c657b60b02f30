using System.Globalization;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Contract;

/// <summary><c>contract:</c>, what callers of the model rely on; every violation of a part at once. It needs the model's file and nothing else, so it is judged even where the golden
/// set does not fit the model.</summary>
internal static class ContractCheck
{
    /// <summary>One result a part.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [Judge(planned, ModelFile.Open(planned.Suite))];
    }

    /// <summary>The verdict without a run.</summary>
    /// <exception cref="SpecException">The model cannot be read.</exception>
    public static JudgedCheck Judge(PlannedCheck planned) => Judge(planned, ModelFile.Open(planned.Suite));

    private static JudgedCheck Judge(PlannedCheck planned, ModelFile model)
    {
        var check = (ContractCheckSpec)planned.Check;
        var violations = Violations(check, model);
        return new JudgedCheck(planned, null, new Judgement
        {
            Outcome = violations.Count == 0 ? Outcome.Passed : Outcome.Failed,
            MeetsBound = violations.Count == 0,
            Found = violations.Count == 0 ? check.Terms : $"{Numbers.Count(violations.Count)} {(violations.Count == 1 ? "violation" : "violations")} in {OneLine.Escape(model.Written)}",
            Details = [.. violations.Select(violation => ("violation", violation))],
        });
    }

    private static List<string> Violations(ContractCheckSpec check, ModelFile model) => check.Part switch
    {
        ContractPart.Inputs => Values("input", check.Contract.Inputs!, model.Signature.Inputs),
        ContractPart.Outputs => Values("output", check.Contract.Outputs!, [.. model.Signature.Outputs.Select(output => output.Value)]),
        ContractPart.Opset => Opsets(check.Contract.Opset!, model.Signature.Opsets),
        ContractPart.Metadata => Metadata(check.Contract.Metadata!, model.Signature.Metadata),
        _ => Size(check.Contract.MaxSize!.Value, model.Size),
    };

    private static List<string> Values(string noun, IReadOnlyList<ContractValue> stated, IReadOnlyList<ModelValue> actual)
    {
        var violations = new List<string>();
        foreach (var value in stated)
        {
            if (actual.FirstOrDefault(other => string.Equals(other.Name, value.Name.Value, StringComparison.Ordinal)) is not { } found)
            {
                violations.Add($"{noun} {OneLine.Quote(value.Name.Value)}: found none of that name; expected {OneLine.Escape(value.Text)}.{Suggestion.DidYouMean(value.Name.Value, actual.Select(other => other.Name))}");
            }
            else if (!Fits(value, found))
            {
                violations.Add($"{noun} {OneLine.Quote(value.Name.Value)}: found {OneLine.Escape(Display(found))}; expected {OneLine.Escape(value.Text)}");
            }
        }

        violations.AddRange(actual.Where(value => !stated.Any(other => string.Equals(other.Name.Value, value.Name, StringComparison.Ordinal)))
            .Select(value => $"{noun} {OneLine.Quote(value.Name)}: found {OneLine.Escape(Display(value))}; expected no such {noun}"));
        return violations;
    }

    private static bool Fits(ContractValue stated, ModelValue actual)
    {
        if (actual.Kind == ModelValueKind.Other || !string.Equals(stated.Type, actual.Kind == ModelValueKind.Tensor ? actual.Element.Display() : actual.Display, StringComparison.Ordinal))
        {
            return false;
        }

        if (stated.Axes is not { } axes)
        {
            return true;
        }

        // Of a shape that the file does not say nothing can be relied on.
        return actual.Shape is { } shape && shape.Count == axes.Count && Enumerable.Range(0, axes.Count).All(i => axes[i] switch
        {
            { Length: { } length } => shape[i] == length,
            { Name: { } name } => shape[i] < 0 && i < actual.AxisNames.Count && string.Equals(actual.AxisNames[i], name, StringComparison.Ordinal),
            _ => shape[i] < 0,
        });
    }

    // As a contract would write it.
    private static string Display(ModelValue value) => value is { Kind: ModelValueKind.Tensor, Shape: { } shape }
        ? $"{value.Element.Display()} [{string.Join(", ", shape.Select((length, i) => length >= 0 ? length.ToString(CultureInfo.InvariantCulture) : i < value.AxisNames.Count && value.AxisNames[i] is { } name ? name : "?"))}]"
        : value.Display;

    private static List<string> Opsets(IReadOnlyList<ContractOpset> stated, IReadOnlyDictionary<string, long> actual)
    {
        var violations = new List<string>();
        foreach (var set in stated)
        {
            var isThere = actual.TryGetValue(set.Domain.Value, out var version);
            if (!isThere || !set.Allows(version))
            {
                violations.Add(string.Create(CultureInfo.InvariantCulture, $"operator set {OneLine.Quote(set.Domain.Value)}: found {(isThere ? $"version {version}" : "none")}; expected {set.Text}"));
            }
        }

        violations.AddRange(actual.Where(set => !stated.Any(other => string.Equals(other.Domain.Value, set.Key, StringComparison.Ordinal))).OrderBy(set => set.Key, StringComparer.Ordinal)
            .Select(set => string.Create(CultureInfo.InvariantCulture, $"operator set {OneLine.Quote(set.Key)}: found version {set.Value}; expected no such operator set")));
        return violations;
    }

    private static List<string> Metadata(IReadOnlyList<KeyValuePair<Spec.Locations.Located<string>, string?>> stated, IReadOnlyDictionary<string, string> actual)
    {
        const int longest = 200;
        var violations = new List<string>();
        foreach (var (key, value) in stated)
        {
            if (!actual.TryGetValue(key.Value, out var found))
            {
                violations.Add($"metadata {OneLine.Quote(key.Value)}: found none; expected {(value is null ? "an entry" : OneLine.Quote(value))}.{Suggestion.DidYouMean(key.Value, actual.Keys.Order(StringComparer.Ordinal))}");
            }
            else if (value is null ? found.Trim().Length == 0 : !string.Equals(value, found, StringComparison.Ordinal))
            {
                violations.Add($"metadata {OneLine.Quote(key.Value)}: found {OneLine.Quote(found.Length > longest ? found[..longest] + "…" : found)}; expected {(value is null ? "a value" : OneLine.Quote(value))}");
            }
        }

        return violations;
    }

    private static List<string> Size(long most, long actual) => actual <= most ? []
        : [string.Create(CultureInfo.InvariantCulture, $"size: found {actual:N0} bytes; expected at most {most:N0}")];
}
