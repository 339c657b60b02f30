using System.Globalization;
using ModelSpecs.Building;
using ModelSpecs.Spec.Writing;

namespace ModelSpecs;

/// <summary>What a spec says of one slice. Each method returns the builder itself.</summary>
public sealed class SliceSpecBuilder
{
    private readonly YamlMap _map;

    internal SliceSpecBuilder(YamlMap map) => _map = map;

    /// <summary>Expects a metric of the slice, or of each of its values; several of one metric all hold.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="comparison">A bound, such as <c>&gt;= 0.70</c> or <c>&gt;= overall - 0.10</c>.</param>
    /// <param name="parameters">Parameters of the metric, such as <c>("class", "7")</c>: texts, numbers, truth values.</param>
    public SliceSpecBuilder Expect(string metric, string comparison, params IReadOnlyList<(string Name, object Value)> parameters)
    {
        _map.Map("expect").List(metric).Add(CheckText.Of(comparison, parameters));
        return this;
    }

    /// <summary>Expects a spread over the values of the slice: the largest minus the smallest.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="comparison">A bound, such as <c>&lt;= 0.08</c>.</param>
    /// <param name="parameters">Parameters of the metric.</param>
    public SliceSpecBuilder Gap(string metric, string comparison, params IReadOnlyList<(string Name, object Value)> parameters)
    {
        _map.Map("gap").List(metric).Add(CheckText.Of(comparison, parameters));
        return this;
    }

    /// <summary>Fewest rows that a metric may rest on here; with fewer a check is inconclusive.</summary>
    /// <param name="rows">Rows, from 1.</param>
    public SliceSpecBuilder MinRows(int rows) => Set("min_rows", rows.ToString(CultureInfo.InvariantCulture));

    /// <summary>Who answers when a check of the slice fails.</summary>
    /// <param name="owner">A name.</param>
    public SliceSpecBuilder Owner(string owner) => Set("owner", YamlScalars.Of(owner));

    /// <summary>What a person does when a check of the slice fails.</summary>
    /// <param name="runbook">A link or a relative path.</param>
    public SliceSpecBuilder Runbook(string runbook) => Set("runbook", YamlScalars.Of(runbook));

    /// <summary>What to do when a check of the slice fails.</summary>
    /// <param name="action">A sentence.</param>
    public SliceSpecBuilder Action(string action) => Set("action", YamlScalars.Of(action));

    /// <summary>Any other key of a slice.</summary>
    /// <param name="key">The key, as docs/spec.md has it.</param>
    /// <param name="yaml">Its value as YAML, of one line or several.</param>
    public SliceSpecBuilder Set(string key, string yaml)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(yaml);
        _map.Set(key, yaml);
        return this;
    }
}
