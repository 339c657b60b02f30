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
}
