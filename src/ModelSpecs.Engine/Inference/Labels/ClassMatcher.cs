using System.Globalization;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Inference.Labels;

/// <summary>Finds the class that a label means. The same spelling goes first; then numbers are equal by value (1, 1.0, "1"), the words true and
/// false by any case, and true and false are 1 and 0. Other texts are never bent.</summary>
internal sealed class ClassMatcher
{
    private const int NamedClasses = 12;

    private readonly Dictionary<string, int> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<double, int> numbers = [];
    private readonly Dictionary<bool, int> words = [];
    private readonly IReadOnlyList<string> classes;

    /// <summary>A matcher of class names.</summary>
    public ClassMatcher(IReadOnlyList<string> classes)
    {
        this.classes = classes;
        for (var i = 0; i < classes.Count; i++)
        {
            exact.TryAdd(classes[i], i);
            if (Number(classes[i]) is { } number)
            {
                // Two classes of one value ("1" and "1.0") are told apart by their spelling alone.
                numbers[number] = numbers.ContainsKey(number) ? -1 : i;
            }

            if (Word(classes[i]) is { } word)
            {
                words[word] = words.ContainsKey(word) ? -1 : i;
            }
        }
    }

    /// <summary>Index of the class that a label means; −1: none.</summary>
    public int IndexOf(LabelValue label)
    {
        if (exact.TryGetValue(label.Text, out var index))
        {
            return index;
        }

        var number = Number(label.Text);
        var word = Word(label.Text);
        return Find(numbers, number) ?? Find(words, word)
            ?? Find(numbers, word is { } truth ? (truth ? 1 : 0) : null)
            ?? Find(words, number switch { 1 => true, 0 => false, _ => null })
            ?? -1;
    }

    /// <summary>The names, for a message.</summary>
    public string List() => List(classes);

    /// <summary>Some names, for a message.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count <= NamedClasses
        ? string.Join(", ", names.Select(OneLine.Quote))
        : FormattableString.Invariant($"{string.Join(", ", names.Take(NamedClasses).Select(OneLine.Quote))} and {names.Count - NamedClasses} others");

    private static int? Find<T>(Dictionary<T, int> known, T? value)
        where T : struct => value is { } given && known.TryGetValue(given, out var index) && index >= 0 ? index : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    private static bool? Word(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : null;
}
