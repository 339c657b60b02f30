using System.Globalization;

namespace ModelSpecs.Engine.Caching;

/// <summary>A 128-bit hash.</summary>
/// <remarks>Not <see cref="UInt128"/>: methods with one in their signature are not compiled ahead of time, and a cache is to save time.</remarks>
/// <param name="High">Upper half.</param>
/// <param name="Low">Lower half.</param>
internal readonly record struct Hash128(ulong High, ulong Low)
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);
}
