using System.Security.Cryptography;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.References;

public class KernelReferenceTests
{
    private const double Relative = 1e-12;

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    [InlineData("multilabel")]
    [InlineData("ranking")]
    public void Every_value_is_scikit_learns(string task)
    {
        var wrong = new List<string>();
        foreach (var reference in ReferenceCase.Read(task))
        {
            var requests = reference.Values.Select(value => value.Request).ToArray();
            var values = SliceEvaluator.Evaluate(reference.Input, [], requests, 1, CancellationToken.None).Overall;
            for (var i = 0; i < values.Length; i++)
            {
                var (_, expected, text) = reference.Values[i];
                if (!Agrees(values[i], expected, requests[i].Name.EndsWith("_skill", StringComparison.Ordinal) ? 1 : 1e-4))
                {
                    wrong.Add($"{reference.Name}: {text} is {values[i]}");
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    [InlineData("multilabel")]
    [InlineData("ranking")]
    public void Every_kernel_of_the_task_has_a_reference(string task)
    {
        var named = ReferenceCase.Read(task).SelectMany(reference => reference.Values).Select(value => value.Request.Name).ToHashSet();

        named.Should().BeEquivalentTo(Requests.Names(Enum.Parse<MetricTask>(task, ignoreCase: true)));
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    [InlineData("multilabel")]
    [InlineData("ranking")]
    public void The_file_was_written_by_the_script_as_it_stands(string task)
    {
        using var document = ReferenceCase.Open(task);
        var script = File.ReadAllBytes(ReferenceCase.FullPath(document.RootElement.GetProperty("script").GetString()!));

        Convert.ToHexStringLower(SHA256.HashData(script)).Should().Be(
            document.RootElement.GetProperty("sha256").GetString(), "the script has changed; run it again");
    }

    // A difference from 1 has the digits of 1.
    private static bool Agrees(MetricValue value, double? expected, double scale) => expected is { } number
        ? value.IsDefined && Math.Abs(value.Value - number) <= Relative * Math.Max(Math.Abs(number), scale)
        : !value.IsDefined && double.IsNaN(value.Value) && !string.IsNullOrEmpty(value.Undefined);
}
