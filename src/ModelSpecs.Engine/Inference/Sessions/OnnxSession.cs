using Microsoft.ML.OnnxRuntime;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>A model loaded into ONNX Runtime. Any number of threads may run it at once, each on its own thread alone.</summary>
internal sealed class OnnxSession : IDisposable
{
    private const int LongestMessage = 400;

    private OnnxSession(InferenceSession session) => Session = session;

    /// <summary>The runtime's session.</summary>
    public InferenceSession Session { get; }

    /// <summary>Loads a model, by its path: the runtime then refuses weights outside the model's folder on its own, too.</summary>
    /// <exception cref="SpecException">The runtime is not there, or refuses the model.</exception>
    public static OnnxSession Open(ModelFile model)
    {
        try
        {
            OrtEnv.Instance().DisableTelemetryEvents();
            using var options = new SessionOptions
            {
                // One thread a run: with more, the order of additions and so the last bits would depend on their number.
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            return new OnnxSession(new InferenceSession(model.Path, options));
        }
        catch (Exception e) when (Problem(e, model) is { } problem)
        {
            throw new SpecException(problem);
        }
    }

    /// <summary>What a failure to load means; null: something else than a model or a runtime that is not as it should be.</summary>
    internal static SpecDiagnostic? Problem(Exception e, ModelFile model) => e is OnnxRuntimeException
        ? SpecDiagnostics.ModelDoesNotLoad.At(model.Span,
            $"ONNX Runtime {RuntimeIdentity.Version} does not load the model. Found in {OneLine.Quote(model.Written)}: {Shorten(e.Message)}; expected a model that this version runs. Check the export: onnx.checker.check_model says more.")
        : Native(e) is { } native
        ? SpecDiagnostics.RuntimeMissing.At(model.Span,
            $"ONNX Runtime's native library cannot be loaded. Found {Shorten(native.Message)}; expected it in runtimes/{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}/native beside the program. Rebuild, or build with OnnxRuntimeFrom=nuget where npm has none for this platform.")
        : null;

    /// <summary>The runtime's message on one line, cut where it is long.</summary>
    public static string Shorten(string message)
    {
        var line = string.Join(' ', message.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestMessage ? line.TrimEnd('.') : $"{line[..LongestMessage]}…";
    }

    /// <inheritdoc />
    public void Dispose() => Session.Dispose();

    private static Exception? Native(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException!)
        {
            if (inner is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
            {
                return inner;
            }
        }

        return null;
    }
}
