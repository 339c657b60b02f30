using System.Diagnostics;
using System.Globalization;
using FluentAssertions.Execution;
using ModelSpecs.Spec.Diagnostics;
using Xunit.Sdk;

namespace ModelSpecs.FluentAssertions;

/// <summary>How an assertion fails: through FluentAssertions, so that its scopes collect failures and its test frameworks raise them.</summary>
[StackTraceHidden]
internal static class Failure
{
    private const string Because = "because";

    /// <summary>Fails with a message as it is.</summary>
    public static void Raise(string message, string because, object[] becauseArgs)
    {
        var whole = WithReason(message, because, becauseArgs);
        try
        {
            AssertionScope.Current.AddPreFormattedFailure(whole);
        }
        catch (AssertionFailedException)
        {
            // It knows no test framework: its exception's name would stand before the message, as under xunit v3.
            throw new ModelSpecFailure(whole);
        }
    }

    /// <summary>The message with a line behind its first one that says why the bound is asked.</summary>
    private static string WithReason(string message, string because, object[] becauseArgs)
    {
        if (string.IsNullOrWhiteSpace(because))
        {
            return message;
        }

        var reason = (becauseArgs.Length == 0 ? because : string.Format(CultureInfo.InvariantCulture, because, becauseArgs)).Trim();
        reason = reason.StartsWith(Because, StringComparison.OrdinalIgnoreCase) ? reason[Because.Length..].TrimStart() : reason;
        return WithLine(message, "asked", $"{Because} {reason}");
    }

    /// <summary>A line behind the first one, in the form of the engine's messages.</summary>
    public static string WithLine(string message, string name, string text)
    {
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        var line = $"  {name,-9} {OneLine.Escape(text)}";
        return end < 0 ? $"{message}\n{line}" : $"{message[..end]}\n{line}{message[end..]}";
    }
}
