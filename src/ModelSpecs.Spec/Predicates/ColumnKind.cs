namespace ModelSpecs.Spec.Predicates;

/// <summary>Type of a golden-set column.</summary>
public enum ColumnKind
{
    /// <summary>64-bit integer.</summary>
    Integer,

    /// <summary>Double precision number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text, stored as codes into a dictionary.</summary>
    String,

    /// <summary>Date or time, UTC.</summary>
    Date,

    /// <summary>A fixed-shape array of numbers in each row (NPY, NPZ).</summary>
    Tensor,
}
