using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads amounts with their unit.</summary>
internal static class QuantityReader
{
    /// <summary>The amount in the unit that numbers are kept in; null where it is absent or wrong, which is reported.</summary>
    /// <param name="reader">A guard's mapping.</param>
    /// <param name="key">A key whose shape is a <see cref="QuantityShape"/>.</param>
    public static Located<double>? Read(MappingReader reader, string key)
    {
        if (reader.Entry(key) is not { } entry)
        {
            return null;
        }

        var shape = (QuantityShape)reader.ShapeOf(key);
        if (entry.Value is YamlScalar { IsNull: false } scalar && AmountText.Parse(scalar.Text, shape.Unit, bare: false) is > 0 and < double.PositiveInfinity and var amount)
        {
            return new Located<double>(amount, scalar.Span);
        }

        if (entry.Value is YamlScalar { IsNull: true })
        {
            ValueReader.Empty(entry.Value, shape, key, reader.Context);
        }
        else
        {
            ValueReader.WrongType(entry.Value, shape, key, reader.Context);
        }

        return null;
    }
}
