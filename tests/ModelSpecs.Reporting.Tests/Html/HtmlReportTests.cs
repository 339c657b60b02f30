using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelSpecs.Reporting.Html;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;
using ModelSpecs.Tests.Shared;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests.Html;

public sealed class HtmlReportTests
{
    /// <summary>What a spec or a golden set may try: markup, the end of the element, the CI's commands, text that re-orders the line.</summary>
    private const string Hostile = "</script><script>alert(1)</script><!-- ]]> <img src=x onerror=alert(1)> ::error::x ##vso[task.complete] \u2028\u2029\u202Eevil\u2066 & \"'` %DATA%";

    [Fact]
    public void The_data_in_the_page_is_the_run_as_results_json_has_it()
    {
        var run = Run(Check(), Check(slice: "old", outcome: Outcome.Failed, value: double.NaN));

        using var data = JsonDocument.Parse(PageData.Json(Page(run)));

        var shown = data.RootElement.GetProperty("runs")[0].GetProperty("result").GetRawText();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(shown));
        Json(ResultsJson.Read(stream)).Should().Be(Json(run));
    }

    [Fact]
    public void Nothing_of_a_spec_or_of_data_reaches_the_markup()
    {
        var run = Run(Check(slice: Hostile, group: Hostile, bound: Hostile, message: Hostile, worst: [new RowResult(Hostile, Hostile, Hostile, 0.1, 2)]));
        var clean = Page(Run(Check()));

        var page = Page([new ReportedRun(Hostile, run)]);

        var data = PageData.Written(page);
        data.Should().MatchRegex("^[A-Za-z0-9+/]+=*$");
        page.Replace(data, "").Should().Be(clean.Replace(PageData.Written(clean), ""));
        using var document = JsonDocument.Parse(PageData.Json(page));
        document.RootElement.GetProperty("runs")[0].GetProperty("label").GetString().Should().Be(Hostile);
        document.RootElement.GetProperty("runs")[0].GetProperty("result").GetProperty("suites")[0].GetProperty("checks")[0].GetProperty("slice").GetString().Should().Be(Hostile);
    }

    [Fact]
    public void The_policy_allows_nothing_but_the_pages_own_script_and_styles()
    {
        var page = Page(Run(Check()));

        var policy = Regex.Match(page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        policy.Should().StartWith("default-src 'none'; ").And.NotContainAny("unsafe", "http", "*");
        var scripts = Regex.Matches(page, "<script>(.*?)</script>", RegexOptions.Singleline);
        scripts.Should().ContainSingle();
        policy.Should().Contain($"script-src '{Hash(scripts[0].Groups[1].Value)}';");
        var styles = Regex.Matches(page, "<style>(.*?)</style>", RegexOptions.Singleline);
        styles.Should().ContainSingle();
        policy.Should().Contain(Hash(styles[0].Groups[1].Value));
    }

    [Fact]
    public void The_page_names_no_other_file()
    {
        var page = Page(Run(Check()));

        var markup = Regex.Replace(page, "(<script[^>]*>).*?(</script>)", "$1$2", RegexOptions.Singleline);
        // A hash of the policy is Base64, in which two slashes may stand side by side.
        markup = Regex.Replace(markup, "'sha256-[A-Za-z0-9+/=]{44}'", "");
        markup.Should().NotContainAny("<link", "<img", "<iframe", "<object", "<embed", " src=", "@import", "url(", "//");
    }

    [Fact]
    public void Several_runs_stand_in_the_order_given()
    {
        using var data = JsonDocument.Parse(PageData.Json(Page([new ReportedRun("main", Run(Check())), new ReportedRun("branch", Run(Check(slice: "old")))])));

        data.RootElement.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("label").GetString()).Should().Equal("main", "branch");
    }

    [Fact]
    public void Pictures_of_many_specs_fill_a_page_up_to_a_sum_and_the_rest_is_counted()
    {
        var picture = "data:image/png;base64," + new string('A', 999_978);
        SampledRow Row(string id) => new() { Id = id, Why = "loss", Truth = "1", Prediction = "0", Loss = 1, Slices = [0], Values = [], Pictures = new Dictionary<string, string> { ["photo"] = picture } };
        var suite = Suite(Check()) with { Sample = new RowSampleResult(9, [], [Row("a"), Row("b")]) { PicturesLeftOut = 3 } };

        using var data = JsonDocument.Parse(PageData.Json(Page(new RunResult { Tool = "t", Suites = [suite, suite] })));

        var samples = data.RootElement.GetProperty("runs")[0].GetProperty("result").GetProperty("suites").EnumerateArray().Select(s => s.GetProperty("sample")).ToList();
        samples.Select(sample => sample.GetProperty("rows").EnumerateArray().Count(row => row.TryGetProperty("pictures", out _))).Should().Equal(2, 0);
        samples.Select(sample => sample.GetProperty("picturesLeftOut").GetInt32()).Should().Equal(3, 5);
    }

    [Fact]
    public void A_page_of_no_run_is_refused()
    {
        var act = () => HtmlReport.Write([], Stream.Null);

        act.Should().Throw<ArgumentException>().WithMessage("Found no run; expected at least one.*");
    }

    private static RunResult Run(params CheckResult[] checks) => new() { Tool = "modelspecs 0.1.0", Suites = [Suite(checks)] };

    private static string Page(RunResult run) => Page([new ReportedRun("this run", run)]);

    private static string Page(IReadOnlyList<ReportedRun> runs)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(runs, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Json(RunResult run)
    {
        using var stream = new MemoryStream();
        ResultsJson.Write(run, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
