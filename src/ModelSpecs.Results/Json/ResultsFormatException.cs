namespace ModelSpecs.Results.Json;

/// <summary>A results file that cannot be read; the message says what was found and what to do.</summary>
public sealed class ResultsFormatException : FormatException
{
    /// <summary>An exception with a message.</summary>
    public ResultsFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public ResultsFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception about everything that is wrong with a file.</summary>
    /// <param name="problems">Each one line.</param>
    public ResultsFormatException(IReadOnlyList<string> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>What is wrong, each one line; there is one where the file is no JSON.</summary>
    public IReadOnlyList<string> Problems { get => field ?? [Message]; private init; }
}
