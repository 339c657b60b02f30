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

    [Fact]
    public void Only_sessions_touch_the_runtime_so_that_a_run_from_the_cache_loads_none()
    {
        var root = typeof(RuntimeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        var engine = Path.Combine(root, "src", "ModelSpecs.Engine");

        var users = Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Microsoft.ML.OnnxRuntime", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(engine, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal)).ToList();

        users.Should().NotBeEmpty().And.OnlyContain(file => file.StartsWith("Inference/Sessions/", StringComparison.Ordinal));
    }
}
