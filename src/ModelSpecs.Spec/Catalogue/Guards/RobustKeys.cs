using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>robust</c>.</summary>
internal static class RobustKeys
{
    /// <summary>Most entries of a spec, and most levels of one.</summary>
    public const int Most = 100;

    private static readonly ValueShape Columns = new EitherShape(Column, new ListShape(Column, Maximum: 10_000));
    private static readonly ValueShape Severity = new EitherShape(new IntegerShape(1, 5), new ListShape(new IntegerShape(1, 5), Maximum: 5));
    private static readonly KeyDescriptor ColumnsKey = new("columns", Columns, "The columns; `px0..px63` stands for a run of them.", "[\"income\"]", Required: true);
    private static readonly KeyDescriptor SeverityKey = new("severity", Severity, "Severities from 1 to 5 that bounds hold for; all five are measured for the curve.", "3");

    private const string ImageName = "an image change";

    private static readonly KeyDescriptor[] ImageInput =
    [
        new("input", NameText, "The model's input that holds the images, where several could.", "\"image\""),
        new("shape", new ListShape(new IntegerShape(1), Minimum: 2, Maximum: 3), "Shape of one image, where the input's own does not say it: of an input of 64 values `[8, 8]`.", "[8, 8]"),
        new("layout", new ChoiceShape("channels_first", "channels_last"), "Which axis holds the channels, where the shape leaves it open: one of 1, 3 or 4 values is it otherwise.", "\"channels_first\""),
        new("range", new ListShape(new NumberShape(), Minimum: 2, Maximum: 2), "Black and white. Seen from the data unless said, and the report says what was seen.", "[0, 255]"),
        new("fill", new NumberShape(), "What comes into the picture from beyond its border; black unless said.", "0"),
    ];

    /// <summary><c>add_noise: { … }</c></summary>
    public static MappingDescriptor AddNoise { get; } = new("add_noise",
        [ColumnsKey, new("std", Several(new AmountShape()), "Standard deviation of the noise; `\"5 %\"` is a share of the column's own. Several, as a list, are as many levels.", "\"5 %\"", Required: true)]);

    /// <summary><c>scale: { … }</c></summary>
    public static MappingDescriptor Scale { get; } = new("scale",
        [ColumnsKey, new("by", Several(new NumberShape()), "What the numbers are multiplied by.", "1.1", Required: true)]);

    /// <summary><c>shift: { … }</c></summary>
    public static MappingDescriptor Shift { get; } = new("shift",
        [ColumnsKey, new("by", Several(new AmountShape(Signed: true)), "What is added to the numbers; `\"10 %\"` is a share of the column's standard deviation.", "1000", Required: true)]);

    /// <summary>The operations on images: key, name of the amount, its shape, meaning and example.</summary>
    public static IReadOnlyList<(ImageChange Change, KeyDescriptor Key, KeyDescriptor Amount, MappingDescriptor Mapping)> Images { get; } =
    [
        Image(ImageChange.Brightness, "Every pixel brighter, or darker.", new("by", Several(new NumberShape(0, 1, AboveMinimum: true)), "Instead of a severity: share of the range that is added.", "0.2"), "brighter", "darker"),
        Image(ImageChange.Contrast, "Every pixel nearer to its channel's mean.", new("factor", Several(new NumberShape(0, 1)), "Instead of a severity: what is left of the distance to the mean.", "0.5")),
        Image(ImageChange.Blur, "A Gaussian blur.", new("sigma", Several(new NumberShape(0, 100, AboveMinimum: true)), "Instead of a severity: standard deviation in pixels.", "0.8")),
        Image(ImageChange.Noise, "Gaussian noise on every value.", new("std", Several(new NumberShape(0, 1, AboveMinimum: true)), "Instead of a severity: standard deviation as a share of the range.", "0.1")),
        Image(ImageChange.Rotation, "Turned about the centre.", new("degrees", Several(new NumberShape(0, 180, AboveMinimum: true)), "Instead of a severity: the angle.", "10"), "clockwise", "counterclockwise"),
        Image(ImageChange.Translation, "Moved by whole pixels.", new("pixels", Several(new IntegerShape(1, 10_000)), "Instead of a severity: how far.", "1"), "left", "right", "up", "down"),
        Image(ImageChange.Occlusion, "A grey square over a place drawn for each row.", new("side", Several(new NumberShape(0, 1, AboveMinimum: true)), "Instead of a severity: the square's side as a share of the shorter one.", "0.25")),
        Image(ImageChange.Blocks, "Quantised in blocks of 8 × 8, as JPEG does.", new("quality", Several(new IntegerShape(1, 100)), "Instead of a severity: quality as JPEG counts it, from 1 to 100.", "30")),
    ];

    /// <summary>Every key that some operation on images takes.</summary>
    public static MappingDescriptor AnyImage { get; } = new(ImageName, [.. Images.SelectMany(image => image.Mapping.Keys).GroupBy(key => key.Name, StringComparer.Ordinal).Select(keys => keys.First() with
    {
        Description = string.Join(" ", keys.GroupBy(key => key.Description, StringComparer.Ordinal).Select(said => keys.Count() == Images.Count ? said.Key : $"{string.Join(", ", Images.Where(image => image.Mapping.Find(said.First().Name)?.Description == said.Key).Select(image => $"`{image.Key.Name}`"))}: {said.Key}")),
        Shape = keys.Key == "toward" ? new ChoiceShape([.. keys.SelectMany(key => ((ChoiceShape)key.Shape).Values)]) : keys.First().Shape,
    }).OrderBy(key => ImageInput.Any(other => other.Name == key.Name))]);

    /// <summary><c>custom:Name: { … }</c></summary>
    public static MappingDescriptor Custom { get; } = new("a custom perturbation",
        [new("columns", Columns, "Columns that it may change; without them it changes images.", "[\"employer\"]"), new("severity", Severity, "Severities from 1 to 5 that bounds hold for; all five are measured for the curve.", "[1, 3]"), .. ImageInput]);

    /// <summary><c>score: { … }</c></summary>
    public static MappingDescriptor Score { get; } = new("an order of scores",
        [
            new("non_decreasing", Share("<= 1 %"), "Share of the changed rows whose score may fall somewhere while the change grows.", "\"<= 1 %\""),
            new("non_increasing", Share("<= 1 %"), "Share of the changed rows whose score may rise.", "\"<= 1 %\""),
            new("class", NameText, "Of several classes the one whose score is meant.", "\"7\""),
            new("within", new NumberShape(0), "What a score may go the wrong way without counting. 1e-6 unless said.", "0.001"),
        ]);

    /// <summary>An entry of <c>robust</c>.</summary>
    public static MappingDescriptor Mapping { get; } = new("robust",
        [
            new("name", NameText, "Its name, where two entries would have the same.", "\"sensor noise\""),
            new("add_noise", new MappingShape(AddNoise), "Gaussian noise on numeric columns.", "{ \"columns\": [\"income\"], \"std\": \"5 %\" }"),
            new("scale", new MappingShape(Scale), "Numeric columns times a factor.", "{ \"columns\": [\"income\"], \"by\": 1.1 }"),
            new("shift", new MappingShape(Shift), "A number added to numeric columns.", "{ \"columns\": [\"income\"], \"by\": [1000, 5000] }"),
            new("set", new NamedShape("column", Free), "Columns set to one value in every row.", "{ \"channel\": \"web\" }"),
            new("swap", new NamedShape("column", new ListShape(Free, Minimum: 2, Maximum: 2)), "Where one of two values stands, the other is put.", "{ \"gender\": [\"f\", \"m\"] }"),
            new("drop", Columns, "Columns made null, all at once.", "[\"income\"]"),
            new("shuffle", Columns, "Columns given the values of another row, all from the same one.", "[\"income\"]"),
            .. Images.Select(image => image.Key),
            new("changed_predictions", Share("<= 3 %", BoundReference.Snapshot, BoundReference.Champion), "Share of the changed rows whose predicted class is another one.", "\"<= 3 %\""),
            new("score_movement", Amount("<= 0.02"), "Mean distance that the score, or the predicted number, of a changed row moves; of several classes that of the one that moves most.", "\"<= 0.02\""),
            new("largest_movement", Amount("<= 0.3"), "Largest such distance.", "\"<= 0.3\""),
            new("score", new EitherShape(new ChoiceShape("non_decreasing", "non_increasing"), new MappingShape(Score)), "Which way the score of every row has to go while the change grows, beginning with the row as it is.", "\"non_decreasing\""),
            new("expect", new ChecksShape(CheckPlace.Robust), "What is expected of metrics on the changed rows; `max_drop` is against the same rows as they are, `overall` the metric on all judged rows as they are.", "{ \"recall\": \">= overall - 0.05\" }"),
            new("corruption_error", Amount("<= 1.2"), "Errors at the five severities together, as a multiple of the champion's, or without one of as many times those of the rows as they are.", "\"<= 2\""),
            new("relative_corruption_error", Amount("<= 1.2"), "Errors that the five severities add to those of the rows as they are, as a multiple of what they add to the champion's.", "\"<= 1.1\""),
            .. OnSlicesKeys.Keys,
            new("rows", new IntegerShape(1), "Most rows that are changed and run again, spread evenly over the judged ones. 10000 unless said.", "2000"),
            new("seed", new IntegerShape(0), "Seed of the random numbers. 1 unless said.", "7"),
        ])
    {
        Pattern = (CustomMetricNames.Pattern, CustomMetricNames.IsName, new KeyDescriptor("custom:Name", new EitherShape(Severity, new MappingShape(Custom)), "A perturbation of your own, by its name.", "{ \"columns\": [\"employer\"], \"severity\": 2 }")),
    };

    /// <summary>The mappings, for docs.</summary>
    public static IReadOnlyList<MappingDescriptor> Mappings { get; } = [Mapping, Score, AddNoise, Scale, Shift, AnyImage, Custom];

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new(
        "robust", new EitherShape(new MappingShape(Mapping), new ListShape(new MappingShape(Mapping), Maximum: Most)), "Inputs are changed and the model is run again: what may come of it; one change, or a list of them.",
        "[{ \"swap\": { \"gender\": [\"f\", \"m\"] }, \"changed_predictions\": \"<= 0.5 %\" }]");

    /// <summary>Every key that says what is changed.</summary>
    public static IReadOnlyList<string> Perturbations { get; } = ["add_noise", "scale", "shift", "set", "swap", "drop", "shuffle", .. Images.Select(image => image.Key.Name)];

    private static EitherShape Several(ValueShape one) => new(one, new ListShape(one, Maximum: Most));

    private static MeasureShape Share(string example, params BoundReference[] references) => new(MeasureUnit.Plain, references) { Maximum = 1, Example = example };

    private static MeasureShape Amount(string example) => new(MeasureUnit.Plain, BoundReference.Snapshot, BoundReference.Champion) { Example = example };

    private static (ImageChange Change, KeyDescriptor Key, KeyDescriptor Amount, MappingDescriptor Mapping) Image(ImageChange change, string meaning, KeyDescriptor amount, params string[] directions)
    {
        var name = change.ToString().ToLowerInvariant();
        var toward = directions.Length == 0 ? Array.Empty<KeyDescriptor>()
            : [new KeyDescriptor("toward", new ChoiceShape(directions), change == ImageChange.Brightness ? "Which way; brighter unless said." : "Which way; drawn for each row unless said.", $"\"{directions[0]}\"")];
        var mapping = new MappingDescriptor(ImageName, [SeverityKey, amount, .. toward, .. ImageInput]);
        return (change, new KeyDescriptor(name, new EitherShape(Severity, new MappingShape(mapping)), $"{meaning} A severity, several, or a mapping.", "3"), amount, mapping);
    }
}
