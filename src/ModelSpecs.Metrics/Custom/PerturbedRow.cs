using ModelSpecs.Metrics.Perturbation;

namespace ModelSpecs.Metrics.Custom;

/// <summary>A row that a custom perturbation changes: its columns, or its image.</summary>
public sealed class PerturbedRow
{
    private readonly string[] columns;
    private readonly double[] numbers;
    private readonly string?[] texts;
    private readonly bool[] isText;
    private readonly float[] pixels;
    private RowRandom random;

    /// <summary>A row of columns, all null at first.</summary>
    /// <param name="columns">Their names.</param>
    /// <param name="isText">Whether each holds text; numbers otherwise.</param>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public PerturbedRow(IReadOnlyList<string> columns, IReadOnlyList<bool> isText)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(isText);
        if (columns.Count != isText.Count)
        {
            throw new ArgumentException("Each column is text or numbers.", nameof(isText));
        }

        this.columns = [.. columns];
        this.isText = [.. isText];
        numbers = new double[columns.Count];
        Array.Fill(numbers, double.NaN);
        texts = new string?[columns.Count];
        pixels = [];
    }

    /// <summary>A row with an image, all zeros at first.</summary>
    /// <param name="layout">Where pixels lie.</param>
    /// <param name="range">Black and white.</param>
    public PerturbedRow(ImageLayout layout, PixelRange range)
        : this([], [])
    {
        pixels = new float[layout.Values];
        Layout = layout;
        Range = range;
    }

    /// <summary>How strong, from 1 to 5.</summary>
    public int Severity { get; private set; } = 1;

    /// <summary>Columns that may be changed; empty where the row is an image.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The image's values; empty where the row has columns. What lies outside <see cref="Range"/> afterwards is cut to it.</summary>
    public Span<float> Pixels => pixels;

    /// <summary>Where pixels lie.</summary>
    public ImageLayout Layout { get; }

    /// <summary>Black and white.</summary>
    public PixelRange Range { get; }

    /// <summary>Whether a column holds text; numbers otherwise.</summary>
    /// <exception cref="ArgumentException">The entry does not name the column.</exception>
    public bool IsText(string column) => isText[IndexOf(column)];

    /// <summary>The number of a column, of true 1; NaN where it is null.</summary>
    /// <exception cref="ArgumentException">The entry does not name the column, or it holds text.</exception>
    public double Number(string column) => numbers[IndexOf(column, text: false)];

    /// <summary>The text of a column; null where it has none.</summary>
    /// <exception cref="ArgumentException">The entry does not name the column, or it holds numbers.</exception>
    public string? Text(string column) => texts[IndexOf(column, text: true)];

    /// <summary>Sets the number of a column; NaN makes it null. A column of whole numbers takes whole numbers alone.</summary>
    /// <exception cref="ArgumentException">The entry does not name the column, or it holds text.</exception>
    public void Set(string column, double value) => numbers[IndexOf(column, text: false)] = value;

    /// <summary>Sets the text of a column; null makes it null.</summary>
    /// <exception cref="ArgumentException">The entry does not name the column, or it holds numbers.</exception>
    public void Set(string column, string? value) => texts[IndexOf(column, text: true)] = value;

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => random.NextDouble();

    /// <summary>Uniform in 0 to <paramref name="count"/> − 1.</summary>
    public int NextIndex(int count) => random.NextIndex(count);

    /// <summary>Normal with mean 0 and standard deviation 1.</summary>
    public double NextNormal() => random.NextNormal();

    /// <summary>Turns to another row: the severity, and the row's random numbers.</summary>
    /// <param name="severity">From 1 to 5.</param>
    /// <param name="numbersOfRow">Its random numbers.</param>
    public void Begin(int severity, RowRandom numbersOfRow)
    {
        Severity = severity;
        random = numbersOfRow;
    }

    private int IndexOf(string column, bool text)
    {
        var index = IndexOf(column);
        return isText[index] == text ? index : throw new ArgumentException($"Column '{column}' holds {(isText[index] ? "text" : "numbers")}.", nameof(column));
    }

    private int IndexOf(string column) => Array.IndexOf(columns, column) is >= 0 and var index ? index
        : throw new ArgumentException($"The entry names no column '{column}'; it names {(columns.Length == 0 ? "none" : string.Join(", ", columns))}.", nameof(column));
}
