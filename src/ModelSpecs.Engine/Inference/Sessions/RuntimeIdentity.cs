using System.Reflection;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Which ONNX Runtime will predict: part of the key of every prediction that is kept.</summary>
public static class RuntimeIdentity
{
    /// <summary>Version of ONNX Runtime, from the managed binding: asking the native library would load it.</summary>
    public static string Version { get; } = Read();

    /// <summary>Execution provider.</summary>
    public const string Provider = "CPU";

    /// <summary>Execution providers of the native library, which is loaded for it.</summary>
    /// <exception cref="TypeInitializationException">It does not load.</exception>
    /// <exception cref="DllNotFoundException">It is not there.</exception>
    public static IReadOnlyList<string> LoadProviders() => Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetAvailableProviders();

    private static string Read()
    {
        var binding = typeof(Microsoft.ML.OnnxRuntime.InferenceSession).Assembly;
        var version = binding.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? binding.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version
            ?? throw new InvalidOperationException("The ONNX Runtime binding states no version.");
        // What follows a + is the commit that it was built from.
        return version.Split('+')[0];
    }
}
