using System.Globalization;
using System.Text;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>The table of false alarms as bars.</summary>
internal static class AlarmFigure
{
    private const int Left = 56;
    private const int Top = 44;
    private const int Height = 200;
    private const int Bar = 22;
    private const int Gap = 34;
    private static readonly string[] Colours = ["#b3261e", "#e08e0b", "#4c78a8", "#1b6e4a"];

    /// <summary>One group of bars a row.</summary>
    public static string Svg(IReadOnlyList<AlarmRow> rows)
    {
        var group = (4 * Bar) + Gap;
        var width = Left + (rows.Count * group) + 10;
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Top + Height + 78}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line($"<title>Share of runs of an unchanged model with any failed check</title>");
        Line($"<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        Line($"<text x=\"{Left}\" y=\"16\" font-weight=\"bold\">Runs of an unchanged model with any failed check, {AlarmSuite.Slices} slices</text>");
        foreach (var tick in new[] { 0, 25, 50, 75, 100 })
        {
            Line($"<line x1=\"{Left}\" x2=\"{width - 10}\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\" stroke=\"#dddddd\"/>");
            Line($"<text x=\"{Left - 6}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{tick} %</text>");
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var x = Left + (Gap / 2) + (i * group);
            var shares = AlarmTable.Shares(rows[i].Alarms);
            for (var policy = 0; policy < shares.Length; policy++)
            {
                var percent = 100.0 * shares[policy].Runs / rows[i].Alarms.Runs;
                Line($"<rect x=\"{x + (policy * Bar)}\" y=\"{Y(percent):0.#}\" width=\"{Bar - 3}\" height=\"{Y(0) - Y(percent):0.#}\" fill=\"{Colours[policy]}\"/>");
                Line($"<text x=\"{x + (policy * Bar) + 9}\" y=\"{Y(percent) - 3:0.#}\" text-anchor=\"middle\" font-size=\"9\">{percent:0.#}</text>");
            }

            var bound = rows[i].Margin == 0 ? "bound = true value" : string.Create(CultureInfo.InvariantCulture, $"bound {rows[i].Margin:0.00} below");
            Line($"<text x=\"{x + (2 * Bar)}\" y=\"{Y(0) + 16}\" text-anchor=\"middle\">{rows[i].Metric}</text>");
            Line($"<text x=\"{x + (2 * Bar)}\" y=\"{Y(0) + 31}\" text-anchor=\"middle\">{rows[i].Method}</text>");
            Line($"<text x=\"{x + (2 * Bar)}\" y=\"{Y(0) + 46}\" text-anchor=\"middle\" fill=\"#555555\">{bound}</text>");
        }

        // The level comes last, over the bars.
        Line($"<line x1=\"{Left}\" x2=\"{width - 10}\" y1=\"{Y(100 * AlarmSuite.Level)}\" y2=\"{Y(100 * AlarmSuite.Level)}\" stroke=\"#000000\" stroke-dasharray=\"4 3\"/>");
        var names = AlarmTable.Shares(default);
        for (var policy = 0; policy < names.Length; policy++)
        {
            Line($"<rect x=\"{Left + (policy * 120)}\" y=\"{Top + Height + 60}\" width=\"11\" height=\"11\" fill=\"{Colours[policy]}\"/>");
            Line($"<text x=\"{Left + (policy * 120) + 16}\" y=\"{Top + Height + 70}\">{names[policy].Policy}</text>");
        }

        Line($"<text x=\"{Left + 480}\" y=\"{Top + Height + 70}\">- - - level, {100 * AlarmSuite.Level} %</text>");
        Line($"</svg>");
        return text.ToString();
    }

    private static double Y(double percent) => Top + Height - (percent / 100 * Height);
}
