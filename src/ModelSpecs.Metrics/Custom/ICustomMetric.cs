namespace ModelSpecs.Metrics.Custom;

/// <summary>A metric of your own. A public class with a public parameterless constructor that implements this is named <c>custom:Name</c> in a spec:
/// under <c>dotnet test</c> where it stands in the test project, on the command line where <c>--assembly</c> names its assembly.</summary>
/// <remarks>One instance serves the whole run and <see cref="Compute"/> is called from several threads at once, also for many resamples of a slice where an
/// interval is asked for: keep no state that a call changes.</remarks>
public interface ICustomMetric
{
    /// <summary>The name after <c>custom:</c>: a letter or underscore, then letters, digits and underscores (ASCII), at most 100.</summary>
    string Name { get; }

    /// <summary>Which way is better.</summary>
    CustomMetricDirection Direction { get; }

    /// <summary>The tasks it is defined for; another task refuses it.</summary>
    MetricTasks Tasks { get; }

    /// <summary>What it reads beside the truth; a run without that refuses it.</summary>
    CustomMetricNeeds Needs { get; }

    /// <summary>The value on the rows of one slice, in the order of the golden set.</summary>
    /// <param name="rows">At least one row, of which at least one has a weight above 0.</param>
    /// <returns>A finite number; NaN: undefined on these rows. A check without a value is an error and never a pass; so is infinity, and so is an exception.</returns>
    double Compute(in CustomMetricRows rows);
}

/// <summary>Which way a custom metric is better.</summary>
public enum CustomMetricDirection
{
    /// <summary>Larger is better.</summary>
    HigherIsBetter,

    /// <summary>Smaller is better.</summary>
    LowerIsBetter,

    /// <summary>Neither.</summary>
    None,
}

/// <summary>What a custom metric reads beside the truth.</summary>
public enum CustomMetricNeeds
{
    /// <summary>Nothing.</summary>
    Truth,

    /// <summary>Predicted classes, or the predicted numbers of a regression.</summary>
    Predictions,

    /// <summary>Scores of any scale.</summary>
    Scores,

    /// <summary>Scores that are probabilities.</summary>
    Probabilities,
}
