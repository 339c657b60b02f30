namespace ModelSpecs.Cli.Doctor;

/// <summary>How something stands.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and something is not as good as it could be.</summary>
    Warning,

    /// <summary>It keeps something from working.</summary>
    Problem,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">What it belongs to: <c>machine</c>, <c>cache</c>, <c>specs</c>, <c>editor</c>, <c>projects</c>.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="State">How it stands.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do; null: nothing.</param>
internal sealed record Finding(string Area, string Name, FindingState State, string Found, string? Remedy = null);
