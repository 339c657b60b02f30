using ModelSpecs.Tests.Shared;
using ModelSpecs.Xunit.Report;

namespace ModelSpecs.Xunit.Tests.Report;

public sealed class ReportLinkTests
{
    private static readonly string Page = Path.GetFullPath("/repo/my specs/TestResults/modelspecs/report.html");

    [Fact]
    public void A_check_is_found_by_its_suite_slice_and_metric() =>
        ReportLink.To(Page, "specs/loan.spec.yaml", SampleResults.Check()).Should()
            .StartWith("file:///").And.EndWith("/repo/my%20specs/TestResults/modelspecs/report.html#suite=specs/loan.spec.yaml&slice=young&metric=recall");

    [Fact]
    public void What_means_something_to_an_address_is_escaped() =>
        ReportLink.To(Page, "a&b.spec.yaml", SampleResults.Check(slice: "a #1", group: "DE × [1, 2)=x\n", metric: "recall@0.5%")).Should()
            .EndWith("#suite=a%26b.spec.yaml&slice=a%20%231&group=DE%20%C3%97%20%5B1%2C%202%29%3Dx%0A&metric=recall%400.5%25");

    [Fact]
    public void A_check_of_no_metric_is_shown_itself() =>
        ReportLink.To(Page, "a.spec.yaml", SampleResults.Check() with { Metric = null }).Should().EndWith("#suite=a.spec.yaml&slice=young&check=young//recall/min");
}
