using System.Globalization;

namespace ModelSpecs.Xunit;

/// <summary>Where a generated test stands: the compiler's caller information, which <c>#line</c> makes the place in the YAML.</summary>
/// <param name="Class">Full name of the generated class.</param>
/// <param name="Member">Name of the generated method.</param>
/// <param name="File">Full path of the spec file.</param>
/// <param name="Line">Line of the check.</param>
internal readonly record struct TestPlace(string Class, string Member, string File, int Line)
{
    /// <summary>One frame of a stack trace.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"   at {Class}.{Member}() in {File}:line {Line}");
}
