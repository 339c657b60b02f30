using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>fuzz</c>.</summary>
internal static class FuzzKeys
{
    private static readonly MeasureShape Share = new(MeasureUnit.Plain, BoundReference.Snapshot, BoundReference.Champion) { Maximum = 1, Example = "<= 0" };

    /// <summary><c>fuzz: { columns: { name: { … } } }</c></summary>
    public static MappingDescriptor Column { get; } = new(
        "a fuzzed column",
        [
            new("from", new NumberShape(), "Smallest value; the golden set's unless said.", "0"),
            new("to", new NumberShape(), "Largest value; the golden set's unless said.", "120"),
            new("values", new ListShape(new TextShape(TextUse.Spelling), Maximum: 1_000), "The values; those of the golden set unless said.", "[\"DE\", \"FR\", \"\"]"),
            new("nulls", new TrueShape(), "The value may be missing; it may in any case where it is in the golden set.", "true"),
        ]);

    /// <summary><c>fuzz: { … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new(
        "fuzz",
        [
            new("rows", new IntegerShape(1, FuzzSpec.MostRows), "Inputs made. 1000 unless said.", "5000"),
            new("seed", new IntegerShape(0), "Seed of the random numbers: the same seed makes the same inputs. 1 unless said.", "7"),
            new("extremes", new TrueShape(), "The smallest and largest numbers of 32-bit floats are among the inputs where a range holds them.", "true"),
            new("vary", new ListShape(CommonKeys.Column, Maximum: 10_000), "Columns that are made up; the others are those of a row of the golden set. All unless said.", "[\"age\", \"income\"]"),
            new("columns", new NamedShape("column", new MappingShape(Column)), "What a column may hold, where that is not what it holds in the golden set.", "{ \"age\": { \"from\": 0, \"to\": 120 } }"),
            new("exceptions", Share, "Share of the inputs at which the model fails. \"<= 0\" unless said.", "\"<= 0\""),
            new("wrong_shape", Share, "Share of the inputs with another number of rows or values than the golden set's. \"<= 0\" unless said.", "\"<= 0\""),
            new("non_finite", Share, "Share of the inputs with an output that is NaN or infinite. \"<= 0\" unless said.", "\"<= 0.1 %\""),
            new("out_of_range", Share, "Share of the inputs with a probability outside 0 to 1, or probabilities that do not sum to 1. \"<= 0\" unless said.", "\"<= 0\""),
        ]);

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new(
        "fuzz", new EitherShape(new IntegerShape(1, FuzzSpec.MostRows), new MappingShape(Mapping)), "Made-up inputs inside the ranges of the golden set and at their ends: the model must answer each with finite numbers.", "1000");
}
