using System.Collections.Concurrent;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Xunit.Sessions;
using Xunit;
using Xunit.Sdk;

namespace ModelSpecs.Xunit.DataDriven;

/// <summary>The specs of a project without a generator: what the build listed, read when the tests are.</summary>
internal sealed class SpecFileSet
{
    private static readonly ConcurrentDictionary<Type, SpecFileSet> Sets = new();

    private readonly Type _testClass;
    private readonly IReadOnlyList<SpecFile> _specs;

    internal SpecFileSet(Type testClass, IEnumerable<SpecFile> specs)
    {
        _testClass = testClass;
        _specs = [.. specs.OrderBy(spec => spec.File, StringComparer.Ordinal)];
    }

    /// <summary>The specs of the project that a test class stands in.</summary>
    public static SpecFileSet Of(Type testClass) => Sets.GetOrAdd(testClass, static type => new SpecFileSet(type, SpecFileList.Of(type)));

    /// <summary>Every check, a group's once for each value. What cannot be read is a row with the reason; without a spec there is one, too.</summary>
    public async Task<IReadOnlyCollection<ITheoryDataRow>> RowsAsync(CancellationToken cancellationToken)
    {
        var rows = new List<ITheoryDataRow>();
        var taken = new Dictionary<string, SpecFile>(StringComparer.Ordinal);
        foreach (var spec in _specs)
        {
            var parsed = spec.Session.Parsed;
            var problem = parsed.Suite is not { } suite ? parsed.Problem!.Text
                : !taken.TryAdd(suite.Name.Value, spec) ? SessionProblems.NameTaken(suite, taken[suite.Name.Value].File)
                : parsed.Plan.Count == 0 ? SessionProblems.NoCheck(suite).Text
                : null;
            if (problem is not null)
            {
                rows.Add(Row(spec.File, null, null, problem, DisplayText.Escape(spec.File + ": the spec can be tested")));
                continue;
            }

            foreach (var (id, planned) in parsed.Plan)
            {
                rows.AddRange(await RowsOfAsync(spec, id, planned, cancellationToken).ConfigureAwait(false));
            }
        }

        if (rows.Count == 0)
        {
            rows.Add(Row("", null, null, SessionProblems.NoSpec(_testClass.Assembly.GetName().Name ?? ""), "the project has a spec"));
        }

        return rows;
    }

    /// <summary>Passes, fails, skips or warns as the run of the spec judged the check.</summary>
    public Task JudgeAsync(string file, string? check, string? group, string? problem)
    {
        var spec = _specs.FirstOrDefault(spec => spec.File == file);
        var planned = check is null ? null : spec?.Session.Parsed.Plan.GetValueOrDefault(check);
        var span = planned?.Check.Span ?? SourceSpan.StartOf(spec?.Session.File ?? file);
        if (spec is null)
        {
            throw new ModelSpecFailure(problem ?? SessionProblems.NotListed(file), new TestPlace(_testClass.FullName!, nameof(SpecFileTests.Check), span.File, span.Line).ToString());
        }

        var tests = new GeneratedSpec(_testClass, spec.Session, spec.Session.Parsed.Fingerprint);
        return check is not null && group is null && problem is null
            ? tests.Check(check, nameof(SpecFileTests.Check), span.File, span.Line)
            : tests.CheckGroup(check ?? "", group, problem, nameof(SpecFileTests.Check), span.File, span.Line);
    }

    private static async Task<IEnumerable<ITheoryDataRow>> RowsOfAsync(SpecFile spec, string id, PlannedCheck planned, CancellationToken cancellationToken)
    {
        if (!planned.IsPerGroup)
        {
            return [Row(spec.File, id, null, null, planned.DisplayNameOf(null), planned)];
        }

        var listing = await spec.Session.GroupsOfAsync(id, cancellationToken).ConfigureAwait(false);
        return listing.Problem is { } problem
            ? [Row(spec.File, id, null, problem, planned.DisplayNameOf(null), planned)]
            : listing.Groups.Select(group => Row(spec.File, id, group, null, planned.DisplayNameOf(group), planned));
    }

    private static TheoryDataRow<string, string?, string?, string?> Row(string file, string? check, string? group, string? problem, string name, PlannedCheck? planned = null)
    {
        var row = new TheoryDataRow<string, string?, string?, string?>(file, check, group, problem) { TestDisplayName = name, Label = "" };
        foreach (var (trait, value) in planned is null ? [] : CheckTraits.Of(planned))
        {
            _ = row.Traits.TryAdd(trait, []);
            _ = row.Traits[trait].Add(value);
        }

        if (group is not null)
        {
            row.Traits.Add("Group", [TraitText.Of(group)]);
        }

        return row;
    }
}
