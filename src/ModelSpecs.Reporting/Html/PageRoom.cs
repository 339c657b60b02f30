using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Html;

/// <summary>Keeps a page of many specs below what opens at once: pictures are all of it that does not shrink, so that there is a sum for those of all runs.</summary>
internal static class PageRoom
{
    /// <summary>Characters of all pictures on a page; about as many bytes of the file.</summary>
    public const int MostCharacters = 2_500_000;

    /// <summary>The run without the pictures that have no room; each suite says how many it lost.</summary>
    /// <param name="run">The run.</param>
    /// <param name="room">Characters left, and what is left of them after it.</param>
    public static RunResult Fit(RunResult run, ref int room)
    {
        if (!run.Suites.Any(suite => suite.Sample?.Rows.Any(row => row.Pictures is { Count: > 0 }) == true))
        {
            return run;
        }

        var suites = new List<SuiteResult>();
        foreach (var suite in run.Suites)
        {
            suites.Add(suite.Sample is { } sample ? suite with { Sample = Fit(sample, ref room) } : suite);
        }

        return run with { Suites = suites };
    }

    private static RowSampleResult Fit(RowSampleResult sample, ref int room)
    {
        var rows = new List<SampledRow>();
        var lost = 0;
        foreach (var row in sample.Rows)
        {
            var length = row.Pictures?.Values.Sum(picture => picture.Length) ?? 0;
            lost += length > room ? 1 : 0;
            rows.Add(length > room ? row with { Pictures = null } : row);
            room -= length > room ? 0 : length;
        }

        return sample with { Rows = rows, PicturesLeftOut = lost + (sample.PicturesLeftOut ?? 0) is > 0 and var all ? all : null };
    }
}
