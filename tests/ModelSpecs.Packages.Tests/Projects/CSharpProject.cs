using ModelSpecs.Packages.Tests.Support;

namespace ModelSpecs.Packages.Tests.Projects;

/// <summary>A C# project with the README's spec, built and run once by <c>dotnet test</c>.</summary>
public sealed class CSharpProject(Feed feed) : IAsyncLifetime
{
    internal UserFolder Folder { get; private set; } = null!;

    /// <summary>The first run.</summary>
    internal CommandResult Run { get; private set; } = null!;

    /// <summary>The tests of that run.</summary>
    internal IReadOnlyList<TrxTest> Tests { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Folder = feed.NewFolder("C sharp, für alle").WithLoan(".")
            .WithProject("Specs.csproj", "<EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>")
            .Write("data.csv", TinySpecs.Data).Write("tiny.spec.yaml", TinySpecs.Passing);
        (Run, Tests) = await Folder.TestAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
