namespace ModelSpecs.Spec.Model.Guards;

/// <summary>What the number of a guard counts.</summary>
public enum MeasureUnit
{
    /// <summary>Nothing: a plain number, or a share that may be written in %.</summary>
    Plain,

    /// <summary>Time, kept in seconds.</summary>
    Time,

    /// <summary>Bytes.</summary>
    Size,

    /// <summary>Events in a second.</summary>
    Rate,

    /// <summary>Days.</summary>
    Days,
}
