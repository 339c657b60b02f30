namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC400–449, the build and the tests it makes.</content>
public static partial class SpecDiagnostics
{
    /// <summary>Two specs of one project with one name: their tests could not be told apart.</summary>
    public static DiagnosticDescriptor DuplicateSuite { get; } = new("MSPEC400", "Two specs have the same name");

    /// <summary>A spec of which nothing would be tested.</summary>
    public static DiagnosticDescriptor NoCheck { get; } = new("MSPEC401", "The spec has no check");

    /// <summary>A project of spec tests without a spec.</summary>
    public static DiagnosticDescriptor NoSpec { get; } = new("MSPEC402", "The project has no spec");

    /// <summary>The generator is missing or failed. Reported by the compiler, about a type of this name that only the generator makes.</summary>
    public static DiagnosticDescriptor GeneratorDidNotRun { get; } = new("MSPEC403", "The generator did not run");

    /// <summary>The spec holds other checks than the tests that were built from it.</summary>
    public static DiagnosticDescriptor TestsAreStale { get; } = new("MSPEC404", "The tests are older than the spec");

    /// <summary>The spec is not where it was when the tests were built.</summary>
    public static DiagnosticDescriptor SpecMoved { get; } = new("MSPEC405", "The spec is not where it was built");

    /// <summary>The values of a group could not be listed, or there are none.</summary>
    public static DiagnosticDescriptor GroupsNotListed { get; } = new("MSPEC406", "The values of a group cannot be listed");

    /// <summary>A check of which the run says nothing.</summary>
    public static DiagnosticDescriptor CheckNotJudged { get; } = new("MSPEC407", "The check was not judged");

    /// <summary>A project in a language without spec tests.</summary>
    public static DiagnosticDescriptor LanguageNotSupported { get; } = new("MSPEC408", "Spec tests are not made for the language");

    /// <summary>The validation of specs against their data ended without a verdict.</summary>
    public static DiagnosticDescriptor ValidationFailed { get; } = new("MSPEC409", "The specs could not be validated");

    private static IReadOnlyList<DiagnosticDescriptor> Build =>
    [
        DuplicateSuite, NoCheck, NoSpec, GeneratorDidNotRun, TestsAreStale, SpecMoved, GroupsNotListed, CheckNotJudged,
        LanguageNotSupported, ValidationFailed,
    ];
}
