using System.Text;

namespace ModelSpecs.Reporting.Summary;

/// <summary>Lays sections out below a limit: each keeps its heading and the number of its items, and room goes to items in the order of the sections.</summary>
internal static class SummaryLayout
{
    // The longest number in "… 9,223,372,036,854,775,807 more …" is this much longer than none.
    private const int LongestCount = 100;

    /// <summary>The whole text. Equal sections give the equal text; no item is ever cut.</summary>
    /// <param name="head">What comes first.</param>
    /// <param name="sections">The sections, most important first; those without anything are left out.</param>
    /// <param name="foot">What comes last.</param>
    /// <param name="most">Most characters.</param>
    public static string Fit(string head, IEnumerable<SummarySection> sections, string foot, int most)
    {
        var present = sections.Where(section => section.Total > 0).ToList();
        var room = most - head.Length - foot.Length - present.Sum(section => section.Text(0).Length + LongestCount);
        var text = new StringBuilder(head);
        foreach (var section in present)
        {
            var shown = 0;
            while (shown < section.Items.Count && section.Items[shown].Length <= room)
            {
                room -= section.Items[shown].Length;
                shown++;
            }

            text.Append(section.Text(shown));
        }

        return text.Append(foot).ToString();
    }
}
