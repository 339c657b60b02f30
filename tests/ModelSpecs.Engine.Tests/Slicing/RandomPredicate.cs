using System.Globalization;
using System.Numerics;
using System.Text;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Slicing;

/// <summary>
/// Random predicates, each as a text and as a function of one row. The function is written straight from docs/slices.md, row by row and with
/// boxed values: it shares nothing with the parser, the binder or the evaluator.
/// </summary>
internal sealed class RandomPredicate(Random random, Table table)
{
    /// <summary>A value of a row: long, double, string, bool, Date or null.</summary>
    public delegate object? Evaluate(int row);

    /// <summary>A date, told from an integer.</summary>
    public readonly record struct Date(long Ticks);

    /// <summary>A text and what it means; <paramref name="Level"/>: how tightly it binds (0 or, 1 and, 2 not, 3 comparison, 4 sum, 5 product, 6 atom).</summary>
    public sealed record Expression(string Text, int Level, Evaluate Value)
    {
        /// <summary>In parentheses where a looser one could not stand.</summary>
        public string At(int level) => Level < level ? $"({Text})" : Text;
    }

    private static readonly string[] Words = ["", "a", "ab", "b", "ba", "aab", "DE", "é", "中", "\U0001F600", "\uE000", "a%b", "x_y", "it's"];

    public Expression Condition(int depth)
    {
        switch (depth <= 0 ? 3 + random.Next(6) : random.Next(9))
        {
            case 0:
                return Chain("and", 1, depth, (l, r) => l is false || r is false ? false : l is null || r is null ? null : true);
            case 1:
                return Chain("or", 0, depth, (l, r) => l is true || r is true ? true : l is null || r is null ? null : false);
            case 2:
                var operand = Condition(depth - 1);
                return new Expression($"{Case("not")} {operand.At(2)}", 2, row => operand.Value(row) is bool value ? !value : null);
            case 3:
                return IsNull(depth);
            case 4:
                return In();
            case 5:
                return Between(depth);
            case 6:
                return Like();
            case 7 when random.Next(4) == 0:
                return Column("b");
            default:
                return Comparison(depth);
        }
    }

    private Expression Chain(string word, int level, int depth, Func<object?, object?, object?> combine)
    {
        var parts = Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Condition(depth - 1)).ToList();
        return new Expression(
            string.Join($" {Case(word)} ", parts.Select(p => p.At(level + 1))), level, row => parts.Select(p => p.Value(row)).Aggregate(combine));
    }

    private Expression IsNull(int depth)
    {
        var operand = random.Next(3) switch { 0 => Number(depth), 1 => Condition(0), _ => Text() };
        var negated = random.Next(2) == 0;
        return new Expression($"{operand.At(4)} is {(negated ? "not " : "")}null", 3, row => operand.Value(row) is null != negated);
    }

    private Expression In()
    {
        var (operand, constant) = random.Next(3) switch
        {
            0 => (Number(1), (Func<Expression>)NumberConstant),
            1 => (Text(), TextConstant),
            _ => (Column("d"), DateConstant),
        };
        var items = Enumerable.Range(0, 1 + random.Next(random.Next(4) == 0 ? 40 : 4)).Select(_ => constant()).ToList();
        var negated = random.Next(2) == 0;
        return new Expression(
            $"{operand.At(4)} {(negated ? "not " : "")}in ({string.Join(", ", items.Select(i => i.Text))})",
            3,
            row => operand.Value(row) is { } value ? items.Any(i => Order(value, i.Value(row)!) == 0) != negated : null);
    }

    private Expression Between(int depth)
    {
        var operand = Number(depth);
        var low = Number(depth);
        var high = Column("n");
        var negated = random.Next(2) == 0;
        return new Expression(
            $"{operand.At(4)} {(negated ? "not " : "")}between {low.At(4)} and {high.At(4)}",
            3,
            row =>
            {
                var (value, from, to) = (operand.Value(row), low.Value(row), high.Value(row));
                bool? above = value is null || from is null ? null : Order(value, from) >= 0;
                bool? below = value is null || to is null ? null : Order(value, to) <= 0;
                bool? inside = above == false || below == false ? false : above is null || below is null ? null : true;
                return inside is { } known ? known != negated : null;
            });
    }

    private Expression Like()
    {
        var operand = Text();
        var pattern = string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(5) switch
        {
            0 => "%",
            1 => "_",
            2 => "\\" + "%_\\a"[random.Next(4)],
            _ => Words[random.Next(1, 11)],
        }));
        var negated = random.Next(2) == 0;
        return new Expression(
            $"{operand.At(4)} {(negated ? "not " : "")}like {Quoted(pattern)}",
            3,
            row => operand.Value(row) is string text ? Matches([.. pattern.EnumerateRunes()], [.. text.EnumerateRunes()], 0, 0) != negated : null);
    }

    private Expression Comparison(int depth)
    {
        string[] signs = ["=", "!=", "<", "<=", ">", ">="];
        var kind = random.Next(6);
        var (left, right) = kind switch
        {
            0 => (Text(), random.Next(2) == 0 ? Text() : TextConstant()),
            1 => (Column("d"), random.Next(2) == 0 ? Column("e") : DateConstant()),
            2 => (Condition(depth - 2), random.Next(2) == 0 ? Condition(depth - 2) : new Expression("true", 6, _ => true)),
            _ => (Number(depth), Number(depth)),
        };
        if (random.Next(2) == 0)
        {
            (left, right) = (right, left);
        }

        var sign = signs[random.Next(kind == 2 ? 2 : signs.Length)];
        return new Expression($"{left.At(4)} {sign} {right.At(4)}", 3, row =>
        {
            var (l, r) = (left.Value(row), right.Value(row));
            if (l is null || r is null)
            {
                return null;
            }

            var order = Order(l, r);
            return sign switch { "=" => order == 0, "!=" => order != 0, "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
        });
    }

    private Expression Number(int depth)
    {
        if (depth <= 0 || random.Next(2) == 0)
        {
            return random.Next(4) switch { 0 => Column("i"), 1 => Column("j"), 2 => Column("n"), _ => NumberConstant() };
        }

        if (random.Next(5) == 0)
        {
            var operand = Number(depth - 1);
            return new Expression($"-{operand.At(6)}", 6, row => Negative(operand.Value(row)));
        }

        var (left, right) = (Number(depth - 1), Number(depth - 1));
        var sign = "+-*/%"[random.Next(5)];
        var level = sign is '+' or '-' ? 4 : 5;
        return new Expression($"{left.At(level)} {sign} {right.At(level + 1)}", level, row => Compute(sign, left.Value(row), right.Value(row)));
    }

    private Expression Text() => Column(random.Next(2) == 0 ? "s" : "t u");

    private Expression TextConstant()
    {
        var word = Words[random.Next(Words.Length)];
        return new Expression(Quoted(word), 6, _ => word);
    }

    private Expression DateConstant()
    {
        var ticks = RandomTable.Date(random);
        return new Expression($"date '{IsoDate.Format(ticks)}'", 6, _ => new Date(ticks));
    }

    private Expression NumberConstant()
    {
        if (random.Next(2) == 0)
        {
            var integer = random.Next(6) == 0 ? long.MaxValue - random.Next(3) : random.Next(-4, 5);
            return new Expression(integer.ToString(CultureInfo.InvariantCulture), 6, _ => integer);
        }

        var number = random.Next(4) == 0 ? 9007199254740992.0 : random.Next(-8, 9) / 2.0;
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return new Expression(text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) ? text : text + ".0", 6, _ => number);
    }

    private Expression Column(string name)
    {
        var column = table.Find(name)!;
        return new Expression(PredicateText.Column(name), 6, row => column.IsNull(row) ? null : column switch
        {
            IntegerColumn c => c.Values[row],
            NumberColumn c => double.IsNaN(c.Values[row]) ? null : c.Values[row],
            BooleanColumn c => c.Values[row],
            DateColumn c => new Date(c.Ticks[row]),
            StringColumn c => c.Pool[c.Codes[row]],
            _ => throw new InvalidOperationException(),
        });
    }

    private string Quoted(string text) => random.Next(2) == 0 ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private string Case(string word) => random.Next(3) == 0 ? word.ToUpperInvariant() : word;

    private static object? Negative(object? value) => value switch
    {
        long.MinValue => null,
        long integer => -integer,
        double number => -number,
        _ => null,
    };

    private static object? Compute(char sign, object? left, object? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        if (left is long l && right is long r && sign != '/')
        {
            if (sign == '%' && r == 0)
            {
                return null;
            }

            var exact = sign switch { '+' => (BigInteger)l + r, '-' => (BigInteger)l - r, '*' => (BigInteger)l * r, _ => BigInteger.Remainder(l, r) };
            return exact < long.MinValue || exact > long.MaxValue ? null : (long)exact;
        }

        var (x, y) = (Convert.ToDouble(left, CultureInfo.InvariantCulture), Convert.ToDouble(right, CultureInfo.InvariantCulture));
        if (sign is '/' or '%' && y == 0)
        {
            return null;
        }

        var result = sign switch { '+' => x + y, '-' => x - y, '*' => x * y, '/' => x / y, _ => x % y };
        return double.IsNaN(result) ? null : result;
    }

    private static int Order(object left, object right) => (left, right) switch
    {
        (long l, long r) => l.CompareTo(r),
        (double l, double r) => l.CompareTo(r) is var order && l == r ? 0 : order,
        (long l, double r) => Order(l, r),
        (double l, long r) => -Order(r, l),
        (string l, string r) => string.CompareOrdinal(l, r),
        (bool l, bool r) => l == r ? 0 : 1,
        (Date l, Date r) => l.Ticks.CompareTo(r.Ticks),
        _ => throw new InvalidOperationException($"{left} beside {right}"),
    };

    private static int Order(long left, double right)
    {
        if (double.IsInfinity(right))
        {
            return right > 0 ? -1 : 1;
        }

        var floor = new BigInteger(Math.Floor(right));
        var order = new BigInteger(left).CompareTo(floor);
        return order == 0 && Math.Floor(right) < right ? -1 : order;
    }

    private static bool Matches(Rune[] pattern, Rune[] text, int p, int t)
    {
        if (p == pattern.Length)
        {
            return t == text.Length;
        }

        switch (pattern[p].Value)
        {
            case '%':
                return Matches(pattern, text, p + 1, t) || (t < text.Length && Matches(pattern, text, p, t + 1));
            case '_':
                return t < text.Length && Matches(pattern, text, p + 1, t + 1);
            case '\\':
                return t < text.Length && text[t] == pattern[p + 1] && Matches(pattern, text, p + 2, t + 1);
            default:
                return t < text.Length && text[t] == pattern[p] && Matches(pattern, text, p + 1, t + 1);
        }
    }

    /// <summary>Tables with every type of column, nulls, NaN, infinities and the ends of the integers.</summary>
    public static class RandomTable
    {
        public static Table Of(Random random, int rows) => SampleTable.Of(
            SampleTable.Integers("i", Fill(random, rows, () => (long?)random.Next(-4, 5))),
            SampleTable.Integers("j", Fill(random, rows, () => (long?)(random.Next(4) switch { 0 => long.MaxValue - random.Next(3), 1 => long.MinValue + random.Next(3), 2 => 9007199254740993, _ => random.Next(-2, 3) }))),
            SampleTable.Numbers("n", Fill(random, rows, () => (double?)(random.Next(8) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => -0.0, 3 => 9007199254740992.0, _ => random.Next(-8, 9) / 2.0 }))),
            SampleTable.Strings("s", FillText(random, rows)),
            SampleTable.Strings("t u", FillText(random, rows)),
            SampleTable.Booleans("b", Fill(random, rows, () => (bool?)(random.Next(2) == 0))),
            SampleTable.Dates("d", FillDate(random, rows)),
            SampleTable.Dates("e", FillDate(random, rows)));

        public static long Date(Random random) => new DateTime(2024, 1, 30, 0, 0, 0, DateTimeKind.Utc).Ticks + (random.Next(5) * TimeSpan.TicksPerHour * 12) + (random.Next(3) == 0 ? random.Next(3) : 0);

        private static T?[] Fill<T>(Random random, int rows, Func<T?> value) where T : struct
        {
            var share = random.Next(4);
            return [.. Enumerable.Range(0, rows).Select(_ => share > 0 && random.Next(4) == 0 ? null : value())];
        }

        private static string?[] FillText(Random random, int rows) =>
            [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) == 0 ? null : Words[random.Next(Words.Length)])];

        private static string?[] FillDate(Random random, int rows) =>
            [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) == 0 ? null : IsoDate.Format(Date(random)))];
    }
}
