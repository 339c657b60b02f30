using System.Globalization;
using System.Text.RegularExpressions;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics.Health;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary>Which rows break which rule of a column. A null breaks <c>not_null</c> alone; NaN breaks that too, and every rule that a number has to meet.</summary>
internal sealed class ColumnRulesCheck
{
    /// <summary>Longest text that a pattern is tried on; a longer one breaks it.</summary>
    public const int LongestText = 10_000;

    private readonly ColumnRules rules;
    private readonly Column column;
    private readonly Regex? pattern;
    private readonly HashSet<string> texts;
    private readonly HashSet<double> numbers;
    private readonly HashSet<long> wholes;
    private readonly HashSet<long> ticks;

    private ColumnRulesCheck(ColumnRules rules, Column column, Regex? pattern)
    {
        (this.rules, this.column, this.pattern) = (rules, column, pattern);
        texts = new HashSet<string>(rules.Allowed.Select(value => value.Value), StringComparer.Ordinal);
        numbers = [.. texts.Select(text => NumberOf(text)).Where(number => !double.IsNaN(number))];
        wholes = [.. texts.Where(text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)).Select(text => long.Parse(text, CultureInfo.InvariantCulture)), .. numbers.Where(number => number == Math.Floor(number) && Math.Abs(number) < 1L << 53).Select(number => (long)number)];
        ticks = [.. texts.Where(text => IsoDate.TryParse(text, out _)).Select(text => IsoDate.TryParse(text, out var time) ? time : 0)];
    }

    /// <summary>The rules of a column; null where one cannot be asked of its type, which is reported.</summary>
    public static ColumnRulesCheck? Create(ColumnRules rules, Column column, ICollection<SpecDiagnostic> diagnostics)
    {
        var before = diagnostics.Count;
        var name = OneLine.Quote(column.Name);
        if (column is TensorColumn)
        {
            diagnostics.Add(SpecDiagnostics.HealthColumnUnusable.At(rules.Column.Span, $"health.schema: the cells of column {name} are arrays. Found an array of {column.Format(0)}; expected a column of single values. Remove the column from the schema."));
            return null;
        }

        if (rules.Pattern is { } said && column is not StringColumn && !CellWords.IsEmpty(column))
        {
            diagnostics.Add(SpecDiagnostics.HealthColumnUnusable.At(said.Span,
                $"health.schema: a pattern is for texts, and column {name} is none. Found {Kind(column.Kind)}; expected string. If its digits are text, say so: columns: {{ {OneLine.Escape(column.Name)}: string }} beside the path of the set."));
        }

        foreach (var limit in new[] { rules.Minimum, rules.Maximum }.OfType<ValueLimit>().Where(limit => column is BooleanColumn || (column is DateColumn) != (limit.Ticks is not null) && column is not StringColumn))
        {
            diagnostics.Add(SpecDiagnostics.HealthColumnUnusable.At(limit.Span,
                $"health.schema: {OneLine.Quote(limit.Text)} is no limit of column {name}. Found a column of type {Kind(column.Kind)}; expected {(column is DateColumn ? "a date as its limit" : limit.Ticks is not null ? "dates" : "numbers")}."));
        }

        var pattern = rules.Pattern is null ? null : PatternOf(rules.Pattern.Value, out var problem);
        if (rules.Pattern is { } written && pattern is null)
        {
            PatternOf(written.Value, out problem);
            diagnostics.Add(SpecDiagnostics.HealthPatternUnusable.At(written.Span,
                $"health.schema: the pattern of column {name} cannot be used: {OneLine.Escape(problem!)}. Found {OneLine.Quote(written.Value)}; expected a regular expression without look-around, back-references and atomic groups."));
        }

        return diagnostics.Count > before ? null : new ColumnRulesCheck(rules, column, pattern);
    }

    /// <summary>The rule that each row breaks, by its position in <see cref="Names"/>; 0: none.</summary>
    /// <param name="selection">Rows of the column; null: all.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    public byte[] Broken(int[]? selection, int rows, CancellationToken cancellationToken)
    {
        var broken = new byte[rows];
        var ofCode = column is StringColumn strings ? OfTexts(strings.Pool, cancellationToken) : null;
        for (var i = 0; i < rows; i++)
        {
            var row = selection is null ? i : selection[i];
            broken[i] = column.IsNull(row) ? rules.IsNotNull ? NotNull : (byte)0
                : ofCode is not null ? ofCode[((StringColumn)column).Codes[row]]
                : column switch
                {
                    IntegerColumn integers => OfInteger(integers.Values[row]),
                    NumberColumn values => OfNumber(values.Values[row]),
                    DateColumn dates => OfDate(dates.Ticks[row]),
                    _ => OfBoolean(((BooleanColumn)column).Values[row]),
                };
        }

        if (rules.IsUnique)
        {
            var first = EqualRows.First(CellWords.Of([column], selection, rows).Words, rows, cancellationToken);
            for (var i = 0; i < rows; i++)
            {
                if (first[i] != i && broken[i] == 0 && !column.IsNull(selection is null ? i : selection[i]))
                {
                    broken[i] = Unique;
                }
            }
        }

        return broken;
    }

    /// <summary>The rules in the order in which they are looked at; a row is counted for the first that it breaks.</summary>
    public IReadOnlyList<string> Names =>
    [
        "", "not_null", rules.Type is { } type ? $"type {Kind(type)}" : "type", $"min {rules.Minimum?.Text}", $"max {rules.Maximum?.Text}", "in", $"pattern {(rules.Pattern is { } said ? OneLine.Quote(said.Value) : "")}", "unique",
    ];

    private const byte NotNull = 1, TypeRule = 2, Minimum = 3, Maximum = 4, In = 5, PatternRule = 6, Unique = 7;

    private static Regex? PatternOf(string pattern, out string? problem)
    {
        problem = null;
        try
        {
            // Alone first: what only the parentheses around it close would escape them, a)|(b.
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException error)
        {
            problem = error is RegexParseException parse ? FormattableString.Invariant($"it is malformed ({parse.Error} at character {parse.Offset + 1})") : "it is malformed";
        }
        catch (NotSupportedException)
        {
            problem = "it has look-around, a back-reference or an atomic group, or needs too large an automaton";
        }

        return null;
    }

    private byte[] OfTexts(StringPool pool, CancellationToken cancellationToken)
    {
        var broken = new byte[pool.Count];
        for (var code = 0; code < broken.Length; code++)
        {
            if (code % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            broken[code] = OfText(pool[code]);
        }

        return broken;
    }

    private byte OfText(string text)
    {
        if (rules.Type is { } type && !IsOf(type, text))
        {
            return TypeRule;
        }

        if (rules.Minimum is { } low && !(low.Ticks is { } first ? IsoDate.TryParse(text, out var time) && time >= first : NumberOf(text) >= low.Number))
        {
            return Minimum;
        }

        if (rules.Maximum is { } high && !(high.Ticks is { } last ? IsoDate.TryParse(text, out var time2) && time2 <= last : NumberOf(text) <= high.Number))
        {
            return Maximum;
        }

        if (texts.Count > 0 && !texts.Contains(text))
        {
            return In;
        }

        return pattern is not null && (text.Length > LongestText || !pattern.IsMatch(text)) ? PatternRule : (byte)0;
    }

    private byte OfInteger(long value) => rules.Type is not (null or ColumnKind.Integer or ColumnKind.Number) ? TypeRule
        : rules.Minimum is { } low && !(value >= low.Number) ? Minimum
        : rules.Maximum is { } high && !(value <= high.Number) ? Maximum
        : texts.Count > 0 && !wholes.Contains(value) ? In : (byte)0;

    // What is not finite is of no type, though a number.
    private byte OfNumber(double value) =>
        rules.Type is not (null or ColumnKind.Integer or ColumnKind.Number) || (rules.Type is not null && !double.IsFinite(value)) || (rules.Type == ColumnKind.Integer && value != Math.Floor(value)) ? TypeRule
        : rules.Minimum is { } low && !(value >= low.Number) ? Minimum
        : rules.Maximum is { } high && !(value <= high.Number) ? Maximum
        : texts.Count > 0 && !numbers.Contains(value) ? In
        : double.IsNaN(value) && rules.IsNotNull ? NotNull : (byte)0;

    private byte OfDate(long time) => rules.Type is not (null or ColumnKind.Date) ? TypeRule
        : rules.Minimum is { } low && time < low.Ticks ? Minimum
        : rules.Maximum is { } high && time > high.Ticks ? Maximum
        : texts.Count > 0 && !ticks.Contains(time) ? In : (byte)0;

    private byte OfBoolean(bool value) => rules.Type is not (null or ColumnKind.Boolean) ? TypeRule : texts.Count > 0 && !texts.Contains(value ? "true" : "false") ? In : (byte)0;

    private static bool IsOf(ColumnKind type, string text) => type switch
    {
        ColumnKind.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ColumnKind.Number => double.IsFinite(NumberOf(text)),
        ColumnKind.Boolean => bool.TryParse(text, out _),
        ColumnKind.Date => IsoDate.TryParse(text, out _),
        _ => true,
    };

    private static double NumberOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static string Kind(ColumnKind kind) => kind.ToString().ToLowerInvariant();
}
