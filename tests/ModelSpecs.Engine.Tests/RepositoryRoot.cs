using System.Reflection;

namespace ModelSpecs.Engine.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = typeof(RepositoryRoot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
}
