using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Puts the batches of one output together. Workers write at the same time, each to rows of its own.</summary>
internal abstract class OutputCollector
{
    private readonly ModelFile model;
    private readonly string name;
    private bool anyShape;

    private protected OutputCollector(ModelFile model, string name, int rows, int width)
    {
        this.model = model;
        this.name = name;
        Rows = rows;
        Width = width;
    }

    /// <summary>Rows of the whole run.</summary>
    protected int Rows { get; }

    /// <summary>Values a row.</summary>
    protected int Width { get; }

    /// <summary>A collector for an output, from what the first batch gave.</summary>
    /// <exception cref="SpecException">The output is not one row of values for each row of the input.</exception>
    public static OutputCollector Create(ModelValue output, OrtValue value, int fed, int rows, ModelFile model, bool anyShape = false)
    {
        if (output.Kind == ModelValueKind.MapSequence)
        {
            return new MapCollector(model, output, value, rows);
        }

        var info = value.GetTensorTypeAndShape();
        var width = WidthOf(info, fed, output.Name, model, anyShape);
        OutputCollector collector = info.ElementDataType switch
        {
            TensorElementType.Float => new TensorCollector<float, float>(model, output.Name, rows, width, RawKind.Single, v => v),
            TensorElementType.Double => new TensorCollector<double, double>(model, output.Name, rows, width, RawKind.Double, v => v),
            TensorElementType.Float16 => new TensorCollector<Float16, float>(model, output.Name, rows, width, RawKind.Single, v => (float)v),
            TensorElementType.BFloat16 => new TensorCollector<BFloat16, float>(model, output.Name, rows, width, RawKind.Single, v => (float)v),
            TensorElementType.Int64 => new TensorCollector<long, long>(model, output.Name, rows, width, RawKind.Integer, v => v),
            TensorElementType.Int32 => new TensorCollector<int, long>(model, output.Name, rows, width, RawKind.Integer, v => v),
            TensorElementType.Int16 => new TensorCollector<short, long>(model, output.Name, rows, width, RawKind.Integer, v => v),
            TensorElementType.Int8 => new TensorCollector<sbyte, long>(model, output.Name, rows, width, RawKind.Integer, v => v),
            TensorElementType.UInt32 => new TensorCollector<uint, long>(model, output.Name, rows, width, RawKind.Integer, v => v),
            TensorElementType.UInt16 => new TensorCollector<ushort, long>(model, output.Name, rows, width, RawKind.Integer, v => v),
            TensorElementType.UInt8 => new TensorCollector<byte, long>(model, output.Name, rows, width, RawKind.Integer, v => v),
            TensorElementType.Bool => new TensorCollector<bool, long>(model, output.Name, rows, width, RawKind.Boolean, v => v ? 1 : 0),
            TensorElementType.String => new TextCollector(model, output.Name, rows, width),
            var other => throw Unusable(model, output.Name, $"elements of type {other}", "floats, integers, booleans or strings"),
        };
        collector.anyShape = anyShape;
        return collector;
    }

    /// <summary>Takes what a batch gave.</summary>
    /// <param name="value">The output.</param>
    /// <param name="first">Position of the batch's first row.</param>
    /// <param name="count">Rows to keep.</param>
    /// <param name="fed">Rows that were fed.</param>
    public void Take(OrtValue value, int first, int count, int fed)
    {
        if (value.IsTensor && WidthOf(value.GetTensorTypeAndShape(), fed, name, model, anyShape) is var width && width != Width)
        {
            throw Unusable(model, name, FormattableString.Invariant($"{width} values a row in one batch and {Width} in another"), "as many in each");
        }

        Copy(value, first, count);
    }

    /// <summary>The output over all rows.</summary>
    public abstract RawOutput Finish();

    /// <summary>Copies the kept rows.</summary>
    protected abstract void Copy(OrtValue value, int first, int count);

    /// <summary>The output cannot be used.</summary>
    protected SpecException Unusable(string found, string expected) => Unusable(model, name, found, expected);

    private static SpecException Unusable(ModelFile model, string name, string found, string expected) => new(SpecDiagnostics.OutputUnusable.At(model.Span,
        $"The model's output {OneLine.Quote(name)} cannot be read as predictions. Found {found}; expected {expected}. Name another output under outputs, or export the model again."));

    private static int WidthOf(OrtTensorTypeAndShapeInfo info, int fed, string name, ModelFile model, bool anyShape)
    {
        var shape = info.Shape;
        if (shape.Length == 0 || shape[0] != fed || (!anyShape && shape.Skip(1).Count(length => length != 1) > 1) || shape.Contains(0))
        {
            throw Unusable(model, name, $"shape {ModelValue.DisplayShape(shape)} for {fed} rows", FormattableString.Invariant($"[{fed}] or [{fed}, columns]: one row of values for each row fed"));
        }

        return (int)(info.ElementCount / fed);
    }

    private sealed class TensorCollector<TFrom, T>(ModelFile model, string name, int rows, int width, RawKind kind, Func<TFrom, T> convert)
        : OutputCollector(model, name, rows, width)
        where TFrom : unmanaged
        where T : unmanaged
    {
        private readonly T[] all = new T[checked(rows * width)];

        public override RawOutput Finish() => new()
        {
            Name = name, Kind = kind, Rows = Rows, Width = Width,
            Singles = (object)all as float[], Doubles = (object)all as double[], Integers = (object)all as long[],
        };

        protected override void Copy(OrtValue value, int first, int count)
        {
            var from = value.GetTensorDataAsSpan<TFrom>()[..(count * Width)];
            var to = all.AsSpan(first * Width, from.Length);
            if (typeof(TFrom) == typeof(T))
            {
                System.Runtime.InteropServices.MemoryMarshal.Cast<TFrom, T>(from).CopyTo(to);
                return;
            }

            for (var i = 0; i < to.Length; i++)
            {
                to[i] = convert(from[i]);
            }
        }
    }

    private sealed class TextCollector(ModelFile model, string name, int rows, int width) : OutputCollector(model, name, rows, width)
    {
        private readonly string[] all = new string[checked(rows * width)];

        public override RawOutput Finish()
        {
            // Coded only now, in the order of the rows: workers finish in any order.
            var codes = new int[all.Length];
            var texts = new List<string>();
            var known = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < all.Length; i++)
            {
                if (!known.TryGetValue(all[i], out codes[i]))
                {
                    known.Add(all[i], codes[i] = texts.Count);
                    texts.Add(all[i]);
                }
            }

            return new RawOutput { Name = name, Kind = RawKind.Text, Rows = Rows, Width = Width, Codes = codes, Texts = texts };
        }

        protected override void Copy(OrtValue value, int first, int count)
        {
            // Few distinct labels in a batch: a string is made once for each.
            var pool = new Dictionary<string, string>(StringComparer.Ordinal);
            var lookup = pool.GetAlternateLookup<ReadOnlySpan<char>>();
            Span<char> characters = stackalloc char[256];
            for (var i = 0; i < count * Width; i++)
            {
                var utf8 = value.GetStringElementAsSpan(i);
                if (utf8.Length > characters.Length)
                {
                    all[(first * Width) + i] = Encoding.UTF8.GetString(utf8);
                    continue;
                }

                var text = characters[..Encoding.UTF8.GetChars(utf8, characters)];
                if (!lookup.TryGetValue(text, out var pooled))
                {
                    lookup[text] = pooled = text.ToString();
                }

                all[(first * Width) + i] = pooled;
            }
        }
    }
}
