namespace ModelSpecs.Packages.Tests.Support;

/// <summary>What somebody has on their disk who uses the packages.</summary>
internal sealed class UserFolder(Feed feed, string path)
{
    public string Path { get; } = path;

    public string Full(string path) => System.IO.Path.Combine(Path, path);

    public UserFolder Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Full(path))!);
        File.WriteAllText(Full(path), text);
        return this;
    }

    /// <summary>The loan sample: a model, its golden set and the README's spec.</summary>
    public UserFolder WithLoan(string folder)
    {
        Directory.CreateDirectory(Full(folder));
        foreach (var file in (string[])["champion.onnx", "golden.csv"])
        {
            File.Copy(System.IO.Path.Combine(Feed.RepositoryRoot, "testdata", "loan", file), Full(System.IO.Path.Combine(folder, file)));
        }

        return Write(System.IO.Path.Combine(folder, "loan.spec.yaml"), LoanSpec);
    }

    /// <summary>A project of spec tests as somebody writes it who reads the README.</summary>
    public UserFolder WithProject(string path, string properties = "", string items = "") => Write(path, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <IsTestProject>true</IsTestProject>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.14.1" />
            <PackageReference Include="xunit.v3" Version="3.2.1" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
            <PackageReference Include="ModelSpecs.Xunit" Version="{feed.Version}" />
            {items}
          </ItemGroup>
        </Project>

        """);

    public Task<CommandResult> DotnetAsync(params IReadOnlyList<string> arguments) => Dotnet.RunAsync(Path, feed.Variables, arguments);

    /// <summary>Runs a program that is no part of the SDK.</summary>
    public Task<CommandResult> RunAsync(string program, IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> arguments) =>
        Dotnet.ExecuteAsync(program, Path, feed.Variables.Concat(variables).ToDictionary(v => v.Key, v => v.Value), arguments);

    /// <summary>Runs <c>dotnet test</c>; the results are those of every results file.</summary>
    public async Task<(CommandResult Command, IReadOnlyList<TrxTest> Tests)> TestAsync(params IReadOnlyList<string> arguments)
    {
        var results = Full(System.IO.Path.Combine("results", Guid.NewGuid().ToString("N")));
        var command = await DotnetAsync(["test", .. arguments, "--logger", "trx;LogFilePrefix=run", "--results-directory", results]);
        return (command, Directory.Exists(results) ? [.. Directory.EnumerateFiles(results, "*.trx").SelectMany(Trx.Read)] : []);
    }

    /// <summary>Every file below a folder with the time of its last change.</summary>
    public IReadOnlyDictionary<string, DateTime> Times(string folder) =>
        Directory.EnumerateFiles(Full(folder), "*", SearchOption.AllDirectories).ToDictionary(file => System.IO.Path.GetRelativePath(Path, file), File.GetLastWriteTimeUtc);

    /// <summary>The README's spec, with one file of data.</summary>
    private const string LoanSpec = """
        spec: Loan default
        model: champion.onnx
        golden: golden.csv
        label: defaulted
        threshold: 0.30
        inputs: { X: [income, debt_ratio, age, history_months, amount, utilisation] }
        expect: { roc_auc: ">= 0.80" }
        slices:
          young: { where: age < 25, expect: { recall: ">= 0.70" } }
          country: { by: country, expect: { recall: ">= overall - 0.15" }, gap: { fpr: "<= 0.08" } }

        """;
}
