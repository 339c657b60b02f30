namespace ModelSpecs.Metrics.Custom;

/// <summary>A custom metric whose properties were read once, so that they cannot change or fail during a run.</summary>
public sealed class CustomMetric
{
    /// <summary>What a name of a custom metric begins with in a spec.</summary>
    public const string Prefix = CustomName.Prefix;

    private readonly ICustomMetric metric;

    /// <summary>Reads the properties of a metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <exception cref="ArgumentException">The name is no identifier, the direction or the needs are unknown, or there is no task.</exception>
    public CustomMetric(ICustomMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        this.metric = metric;
        Name = CustomName.Require(metric.Name, nameof(metric));
        Direction = metric.Direction;
        Tasks = metric.Tasks;
        Needs = metric.Needs;
        if (!Enum.IsDefined(Direction) || !Enum.IsDefined(Needs))
        {
            throw new ArgumentException("its Direction or its Needs is none of the values of the enumeration", nameof(metric));
        }

        if (((int)Tasks & (int)Known) == 0)
        {
            throw new ArgumentException("its Tasks name neither Binary, Multiclass nor Regression", nameof(metric));
        }
    }

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = CustomName.Longest;

    /// <summary>Name after <see cref="Prefix"/>.</summary>
    public string Name { get; }

    /// <summary>Name in a spec.</summary>
    public string SpecName => Prefix + Name;

    /// <summary>Which way is better.</summary>
    public CustomMetricDirection Direction { get; }

    /// <summary>Tasks it is defined for.</summary>
    public MetricTasks Tasks { get; }

    /// <summary>What it reads.</summary>
    public CustomMetricNeeds Needs { get; }

    // Rows of other tasks have columns that a custom metric is not shown.
    private const MetricTasks Known = MetricTasks.Binary | MetricTasks.Multiclass | MetricTasks.Regression;

    /// <summary>The kernel that reads its values.</summary>
    internal MetricKernel Kernel => field ??= new MetricKernel(
        SpecName,
        Tasks & Known,
        Needs switch
        {
            CustomMetricNeeds.Truth => KernelNeeds.Truth,
            CustomMetricNeeds.Predictions => KernelNeeds.PredictionsOrValues,
            CustomMetricNeeds.Scores => KernelNeeds.Scores,
            _ => KernelNeeds.Probabilities,
        },
        (slice, _) => slice.Custom(this))
    {
        Require = (demand, _) => demand.CustomMetric(this),
    };

    /// <summary>Its value on all rows of an input: what is no finite number, and what throws, is undefined with the reason.</summary>
    internal MetricValue ValueOn(MetricInput input)
    {
        try
        {
            var value = metric.Compute(new CustomMetricRows
            {
                Task = input.Task,
                Classes = input.ClassNames ?? [],
                ClassCount = input.ClassCount,
                Truth = input.Truth,
                Predicted = input.Predicted,
                Scores = input.Scores,
                ScoresAreProbabilities = input.ScoresAreProbabilities,
                TrueValues = input.TrueValues,
                PredictedValues = input.PredictedValues,
                Weights = input.Weights,
            });
            return double.IsFinite(value) ? new MetricValue(value, input.Rows, null)
                : Undefined.Because(double.IsNaN(value) ? "Compute returned NaN" : "Compute returned infinity", input.Rows);
        }
#pragma warning disable CA1031 // Code that is not ours may throw anything; the check is then an error that says so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Undefined.Because(CustomName.Reason("Compute", exception), input.Rows);
        }
    }
}
