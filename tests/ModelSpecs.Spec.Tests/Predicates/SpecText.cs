using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Predicates;

/// <summary>Parses whole specs from text.</summary>
internal static class SpecText
{
    public const string Header = "spec: Loans\nmodel: model.onnx\ngolden: golden.csv\nlabel: defaulted\nexpect: { accuracy: \">= 0.5\" }\n";

    public static (SuiteSpec? Spec, List<SpecDiagnostic> Problems) Parse(string yaml)
    {
        var root = Path.GetFullPath("/loans");
        var file = Path.Combine(root, "loan.spec.yaml");
        var result = SpecParser.Parse(file, new OneFile(root, file, yaml));
        return (result.Spec, [.. result.Diagnostics]);
    }

    private sealed class OneFile(string root, string file, string text) : ISpecFiles
    {
        public string RootOf(string specPath) => root;

        public string? Read(string path) => path == file ? text : null;
    }
}
