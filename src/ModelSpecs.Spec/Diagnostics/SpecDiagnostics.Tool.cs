namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC900–949, the command line.</content>
public static partial class SpecDiagnostics
{
    /// <summary>There is no spec where one was looked for.</summary>
    public static readonly DiagnosticDescriptor NoSpecFound = new("MSPEC900", "No spec found");

    /// <summary>A path given on the command line does not exist.</summary>
    public static readonly DiagnosticDescriptor SpecPathMissing = new("MSPEC901", "Spec path does not exist");

    /// <summary><c>--spec</c> matches no spec.</summary>
    public static readonly DiagnosticDescriptor NoSpecMatches = new("MSPEC902", "No spec matches the filter");

    /// <summary><c>--slice</c> names a slice that no spec has.</summary>
    public static readonly DiagnosticDescriptor UnknownSliceFilter = new("MSPEC903", "No spec has this slice");

    /// <summary>A file that the command is to write cannot be written.</summary>
    public static readonly DiagnosticDescriptor OutputNotWritable = new("MSPEC904", "Output file cannot be written");

    /// <summary>The command line itself is not understood.</summary>
    public static readonly DiagnosticDescriptor CommandLineWrong = new("MSPEC905", "Command line not understood");

    /// <summary>The root given on the command line is no folder.</summary>
    public static readonly DiagnosticDescriptor RootMissing = new("MSPEC906", "Root is no folder");

    /// <summary>A run in which no check was judged.</summary>
    public static readonly DiagnosticDescriptor NothingJudged = new("MSPEC907", "No check was judged");

    /// <summary>A file reference is written in a way that <c>pin</c> does not edit.</summary>
    public static readonly DiagnosticDescriptor PinNotPossible = new("MSPEC908", "Cannot write the pin here");

    /// <summary>A file to be pinned cannot be read.</summary>
    public static readonly DiagnosticDescriptor PinTargetUnreadable = new("MSPEC909", "File to pin cannot be read");

    /// <summary><c>pin --check</c>: a file has no pin.</summary>
    public static readonly DiagnosticDescriptor PinMissing = new("MSPEC910", "File is not pinned");

    /// <summary><c>pin --check</c>: a pin is not that of the file.</summary>
    public static readonly DiagnosticDescriptor PinStale = new("MSPEC911", "Pin does not match the file");

    /// <summary><c>compare</c> has fewer than two candidates.</summary>
    public static readonly DiagnosticDescriptor TooFewCandidates = new("MSPEC912", "Nothing to compare");

    /// <summary>A model given to <c>compare</c> is not there.</summary>
    public static readonly DiagnosticDescriptor CandidateMissing = new("MSPEC913", "Candidate's model is not there");

    /// <summary>A candidate, or its name, stands twice.</summary>
    public static readonly DiagnosticDescriptor CandidateTwice = new("MSPEC914", "Candidate stands twice");

    /// <summary><c>--candidate</c> is not understood.</summary>
    public static readonly DiagnosticDescriptor CandidateNotUnderstood = new("MSPEC915", "Candidate not understood");

    /// <summary><c>compare --spec</c> names several specs, or none.</summary>
    public static readonly DiagnosticDescriptor OneSpecExpected = new("MSPEC916", "One spec expected");

    /// <summary><c>compare --metric</c> names no metric.</summary>
    public static readonly DiagnosticDescriptor ComparedMetricUnknown = new("MSPEC917", "No such metric to compare by");

    /// <summary>A file given to <c>report</c> holds no results that can be read.</summary>
    public static readonly DiagnosticDescriptor ResultsNotReadable = new("MSPEC918", "Results file cannot be read");

    /// <summary>What <c>explain</c> is asked for is no check.</summary>
    public static readonly DiagnosticDescriptor NoCheckMatches = new("MSPEC925", "No check has that name");

    /// <summary>What <c>explain</c> is asked for is several checks.</summary>
    public static readonly DiagnosticDescriptor SeveralChecksMatch = new("MSPEC926", "Several checks are meant");

    /// <summary><c>init</c> cannot guess what a spec needs.</summary>
    public static readonly DiagnosticDescriptor InitNotClear = new("MSPEC931", "Not clear from the two files");

    /// <summary><c>init</c> is told of a column, an input or an output that is not there.</summary>
    public static readonly DiagnosticDescriptor InitChoiceUnknown = new("MSPEC932", "No such column, input or output");

    /// <summary><c>init</c> may not write this file.</summary>
    public static readonly DiagnosticDescriptor InitTargetRefused = new("MSPEC933", "Spec cannot be written there");

    /// <summary><c>--assembly</c> names no assembly.</summary>
    public static readonly DiagnosticDescriptor AssemblyNotLoaded = new("MSPEC930", "Assembly cannot be loaded");

    /// <summary>ModelSpecs itself failed.</summary>
    public static readonly DiagnosticDescriptor Fault = new("MSPEC949", "A fault of ModelSpecs");

    private static IReadOnlyList<DiagnosticDescriptor> Tool =>
    [
        NoSpecFound, SpecPathMissing, NoSpecMatches, UnknownSliceFilter, OutputNotWritable, CommandLineWrong, RootMissing,
        NothingJudged, PinNotPossible, PinTargetUnreadable, PinMissing, PinStale,
        TooFewCandidates, CandidateMissing, CandidateTwice, CandidateNotUnderstood, OneSpecExpected, ComparedMetricUnknown, ResultsNotReadable, NoCheckMatches, SeveralChecksMatch, AssemblyNotLoaded, InitNotClear, InitChoiceUnknown, InitTargetRefused, Fault,
    ];
}
