using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Recorded;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Runs a model on tensors as they are, whatever their shapes.</summary>
internal static class TensorRun
{
    /// <summary>What does not fit between recorded inputs and the model; empty: they may be fed.</summary>
    public static IEnumerable<string> Misfits(ModelSignature signature, IReadOnlyList<TensorData> inputs)
    {
        foreach (var input in inputs)
        {
            var wanted = signature.FindInput(input.Name)!;
            if (wanted.Kind != ModelValueKind.Tensor || wanted.Element != input.Element || !Fits(wanted.Shape, input.Shape))
            {
                yield return $"input '{input.Name}' is {input.Display} as recorded and {wanted.Display} in the model";
            }
        }
    }

    /// <summary>Whether a shape is one that a model declares; where it says nothing, any is.</summary>
    public static bool Fits(IReadOnlyList<long>? declared, IReadOnlyList<long> shape) =>
        declared is null || (declared.Count == shape.Count && declared.Zip(shape).All(axis => axis.First < 0 || axis.First == axis.Second));

    /// <summary>The outputs asked for, in that order, null for one that is no tensor; or why the model gave none.</summary>
    public static (IReadOnlyList<TensorData?> Outputs, string? Problem) Run(OnnxSession session, IReadOnlyList<TensorData> inputs, IReadOnlyList<string> outputs, CancellationToken cancellationToken)
    {
        using var options = new RunOptions();
        using var stop = cancellationToken.Register(() => options.Terminate = true);
        var values = new List<OrtValue>();
        try
        {
            values.AddRange(inputs.Select(Feed));
            using var results = session.Session.Run(options, [.. inputs.Select(input => input.Name)], values, [.. outputs]);
            cancellationToken.ThrowIfCancellationRequested();
            return ([.. results.Select((result, i) => Take(outputs[i], result))], null);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            return ([], OnnxSession.Shorten(e.Message));
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    private static OrtValue Feed(TensorData tensor)
    {
        if (tensor.Texts is { } texts)
        {
            var strings = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, tensor.Shape);
            for (var i = 0; i < texts.Length; i++)
            {
                strings.StringTensorSetElementAt(texts[i].AsSpan(), i);
            }

            return strings;
        }

        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)(int)tensor.Element, tensor.Shape);
        if (tensor.Bytes.Length > 0)
        {
            tensor.Bytes.CopyTo(value.GetTensorMutableRawData());
        }

        return value;
    }

    private static TensorData? Take(string name, OrtValue value)
    {
        if (!value.IsTensor)
        {
            return null;
        }

        var info = value.GetTensorTypeAndShape();
        var element = (ModelElement)(int)info.ElementDataType;
        return element == ModelElement.String
            ? new TensorData(name, element, info.Shape, [], value.GetStringTensorAsArray())
            : element.Size() == 0 ? null
            : new TensorData(name, element, info.Shape, info.ElementCount == 0 ? [] : value.GetTensorMutableRawData().ToArray(), null);
    }
}
