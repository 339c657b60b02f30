using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Guards.Drift;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs profile</c>.</summary>
internal sealed class ProfileCommand(CliConsole console, CliEngine engine)
{
    /// <summary>Makes a profile of a data set, or one of several, and writes it whole or not at all.</summary>
    public int Execute(ProfileArguments arguments, CancellationToken cancellationToken)
    {
        Check(arguments);
        var target = OutputFile.Prepare(console, "--out", arguments.Out);
        var profile = IsProfile(arguments.Data[0]) ? Merge(arguments.Data) : Make(arguments, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        OutputFile.Write("--out", arguments.Out, target, stream => stream.Write(ProfileText.Write(profile)));
        console.Out.WriteLine(TerminalText.Line(FormattableString.Invariant(
            $"Written: {console.Display(target)}: {profile.Columns.Count} {(profile.Columns.Count == 1 ? "column" : "columns")}{(profile.Predictions.Count > 0 ? $", {string.Join(" and ", profile.Predictions.Select(column => column.Name).OrderDescending(StringComparer.Ordinal))}" : "")} of {profile.Rows:N0} rows"),
            console.Show.Unicode));
        return ExitCodes.Passed;
    }

    private static void Check(ProfileArguments arguments)
    {
        var problems = new List<string>();
        if (!IsProfile(arguments.Out))
        {
            problems.Add($"--out names no profile. Found {OneLine.Quote(arguments.Out)}; expected a name that ends in {ProfileDocument.Extension}, by which a spec knows it.");
        }

        var profiles = arguments.Data.Count(IsProfile);
        if (profiles > 0 && (profiles < arguments.Data.Count || profiles == 1))
        {
            problems.Add($"Profiles are merged with profiles. Found {(profiles == arguments.Data.Count ? "one" : "data sets beside them")}; expected two or more. Make a profile of each data set first.");
        }
        else if (profiles == 0 && arguments.Data.Count > 1)
        {
            problems.Add(FormattableString.Invariant($"A profile is made of one data set. Found {arguments.Data.Count}; expected one. Make a profile of each, then merge them."));
        }
        else if (profiles > 0 && (arguments.Columns.Count > 0 || arguments.Spec is not null || arguments.Where is not null || arguments.Floor is not null))
        {
            problems.Add("Merging takes profiles as they are. Found --columns, --spec, --where or --floor; expected none of them. Say them where each profile is made.");
        }

        if (problems.Count > 0)
        {
            throw new SpecException([.. problems.Select(problem => SpecDiagnostics.CommandLineWrong.At(SourceSpan.CommandLine, problem))]);
        }
    }

    private ProfileDocument Make(ProfileArguments arguments, CancellationToken cancellationToken)
    {
        var (files, path) = (SpecSet.Files(console, arguments.Root), console.FullPath(arguments.Data[0]));
        SuiteSpec? suite = null;
        if (arguments.Spec is not null)
        {
            var parsed = engine.Parse(SpecFinder.Find(console, [arguments.Spec]) is [var one] ? one : throw Several(arguments.Spec), files);
            suite = parsed.Spec ?? throw new SpecException([.. parsed.Diagnostics]);
        }

        var problems = new List<SpecDiagnostic>();
        var where = arguments.Where is null ? null : PredicateParser.Parse(arguments.Where, SourceSpan.CommandLine, 0, problems);
        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        // The file was named by whoever typed the command: no spec reaches out of its root by it.
        var root = suite is not null && Spec.Parsing.SpecPath.IsBelow(suite.Root, path) ? suite.Root : Path.GetDirectoryName(path)!;
        return ProfileRun.MakeAsync(
            new ProfileRequest
            {
                Suite = suite,
                Data = new GoldenSpec
                {
                    File = new FileReference(new Located<string>(arguments.Data[0], SourceSpan.CommandLine), path), Where = where,
                    Columns = suite?.Golden.Columns ?? new Dictionary<string, Located<ColumnKind>>(StringComparer.Ordinal), Nulls = suite?.Golden.Nulls,
                },
                Root = root,
                Columns = [.. arguments.Columns.Distinct(StringComparer.Ordinal).Select(column => new Located<string>(column, SourceSpan.CommandLine))],
                Floor = arguments.Floor ?? ProfileDocument.DefaultFloor,
                Threads = arguments.Threads,
                CacheDirectory = DefaultCache.DirectoryFor(root, console.Variable(DefaultCache.Variable)),
            },
            cancellationToken).GetAwaiter().GetResult();
    }

    private ProfileDocument Merge(IReadOnlyList<string> files)
    {
        var problems = new List<SpecDiagnostic>();
        ProfileDocument? merged = null;
        var left = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (ProfileFile.Read(new FileReference(new Located<string>(file, SourceSpan.CommandLine), console.FullPath(file)), null, problems) is not { } profile || problems.Count > 0)
            {
                continue;
            }

            try
            {
                left.UnionWith(merged is null ? [] : ProfileMerge.OnlyInOne(merged, profile));
                merged = merged is null ? profile : ProfileMerge.Merge(merged, profile);
            }
            catch (ArgumentException problem)
            {
                problems.Add(SpecDiagnostics.ProfilesNotMergeable.At(SourceSpan.CommandLine, $"{OneLine.Quote(file)} cannot be merged with what stands before it. {OneLine.Escape(problem.Message)}"));
            }
        }

        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        if (left.Count > 0)
        {
            console.Error.WriteLine(TerminalText.Line($"Left out, since not all profiles have them: {string.Join(", ", left)}", console.Show.Unicode));
        }

        return merged!;
    }

    private static bool IsProfile(string path) => path.EndsWith(ProfileDocument.Extension, StringComparison.OrdinalIgnoreCase);

    private static SpecException Several(string folder) =>
        new(SpecDiagnostics.CommandLineWrong.At(SourceSpan.CommandLine, $"--spec names one spec. Found {OneLine.Quote(folder)}, which has several; expected the file of one."));
}
