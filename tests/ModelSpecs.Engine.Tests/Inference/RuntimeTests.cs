using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace ModelSpecs.Engine.Tests.Inference;

public class RuntimeTests
{
    [Fact]
    public void The_native_library_is_beside_the_tests_and_of_the_binding_s_version()
    {
        var binding = typeof(InferenceSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

        OrtEnv.Instance().GetVersionString().Should().Be("1.29.0").And.Be(binding);
    }
}
