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
            .WithProject("Specs.csproj", "<EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>", $"<PackageReference Include=\"ModelSpecs.FluentAssertions\" Version=\"{feed.Version}\" />")
            .Write("InCode.cs", InCode)
            .Write("data.csv", TinySpecs.Data).Write("tiny.spec.yaml", TinySpecs.Passing);
        (Run, Tests) = await Folder.TestAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // What docs/csharp.md shows, over the specs beside it.
    private const string InCode = """
        using System.Threading.Tasks;
        using ModelSpecs;
        using ModelSpecs.Xunit;
        using Xunit;

        namespace Specs.InCode;

        public sealed class LoanFixture() : ModelSpecFixture("loan.spec.yaml");

        public sealed class LoanTests(LoanFixture loan) : IClassFixture<LoanFixture>
        {
            [Fact]
            public async Task Young_people_are_not_overlooked() => (await loan.EvaluateAsync()).Slice("young").Should().HaveRecall().AtLeast(0.70);

            [Fact]
            public async Task The_model_does_what_its_spec_says() => (await ModelSpec.Load("tiny.spec.yaml").EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        }

        """;
}
