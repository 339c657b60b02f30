using ModelSpecs.Reporting.Findings;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.JUnit;

/// <summary>How a test case ended.</summary>
internal enum JUnitState
{
    /// <summary>The only one that is a pass.</summary>
    Passed,

    /// <summary>The value does not meet the bound, or nothing can be told and the spec fails that.</summary>
    Failure,

    /// <summary>It could not be judged.</summary>
    Error,

    /// <summary>It did not pass, and a waiver or the spec lets it.</summary>
    Skipped,
}

/// <summary>A test case of a suite.</summary>
internal sealed record JUnitCase(string Name, JUnitState State, string Type, string Message, string File, int Line)
{
    /// <summary>Id of the check; null: the case is about the spec itself.</summary>
    public string? Id { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>What a person does when it fails.</summary>
    public string? Runbook { get; init; }

    /// <summary>What to do when it fails.</summary>
    public string? Action { get; init; }

    /// <summary>The cases of a spec, never none; no two have the same name.</summary>
    public static IReadOnlyList<JUnitCase> Of(SuiteResult suite)
    {
        var cases = new List<JUnitCase>();
        if (suite.IsUnusable)
        {
            var errors = suite.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticResult.Error).ToList();
            cases.Add(OfSuite(suite, "the spec can be judged", errors[0].Id, string.Join('\n', errors.Select(error => error.ToString()))) with
            {
                File = errors[0].File,
                Line = Math.Max(1, errors[0].Line),
            });
        }
        else if (suite.Checks.Count == 0)
        {
            cases.Add(OfSuite(suite, "a check was judged", "nothing judged", "No check of this spec was judged."));
        }

        var names = new HashSet<string>(cases.Select(testCase => testCase.Name), StringComparer.Ordinal);
        foreach (var check in suite.Checks)
        {
            // Services tell test cases apart by name; the id is one.
            var name = names.Add(check.Name) ? check.Name : $"{check.Name} [{check.Id}]";
            names.Add(name);
            cases.Add(OfCheck(check, name));
        }

        return cases;
    }

    private static JUnitCase OfSuite(SuiteResult suite, string name, string type, string message) => new(name, JUnitState.Error, type, message, suite.File, 1)
    {
        Owner = suite.Owner,
        Runbook = suite.Runbook,
        Action = suite.Action,
    };

    private static JUnitCase OfCheck(CheckResult check, string name)
    {
        var state = check switch
        {
            { Outcome: Outcome.Error } => JUnitState.Error,
            _ when RunFindings.IsFailure(check) => JUnitState.Failure,
            { Outcome: Outcome.Passed } => JUnitState.Passed,
            _ => JUnitState.Skipped,
        };
        var message = state switch
        {
            JUnitState.Skipped when check is { IsWaived: true, Waiver: { } waiver } => $"waived {waiver.UntilText()} by {waiver.Owner}: {waiver.Because}\n{check.Message}",
            _ => check.Message,
        };
        return new JUnitCase(name, state, RunFindings.RuleOf(check), message, check.File, Math.Max(1, check.Line))
        {
            Id = check.Id,
            Owner = check.Owner,
            Runbook = check.Runbook,
            Action = check.Action,
        };
    }
}
