using System.Security.Cryptography;
using System.Text.Json;
using ModelSpecs.Metrics.Perturbation;
using ModelSpecs.Metrics.Tests.References;

namespace ModelSpecs.Metrics.Tests.Perturbation;

/// <summary>Against SciPy, as eng/references/images.py asked it.</summary>
public sealed class ImageReferenceTests : IDisposable
{
    private readonly JsonDocument document = ReferenceCase.Open("images");

    public void Dispose() => document.Dispose();

    [Fact]
    public void The_file_was_written_by_the_script_as_it_stands() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ReferenceCase.FullPath(document.RootElement.GetProperty("script").GetString()!))))
            .Should().Be(document.RootElement.GetProperty("sha256").GetString(), "eng/references/images.py has changed; run it again");

    [Theory]
    [InlineData("Rotation", 15)]
    [InlineData("Translation", 18)]
    [InlineData("Blur", 12)]
    [InlineData("Brightness", 9)]
    [InlineData("Contrast", 9)]
    [InlineData("Blocks", 15)]
    public void An_operation_is_SciPys(string operation, int cases)
    {
        var seen = 0;
        foreach (var element in document.RootElement.GetProperty("cases").EnumerateArray().Where(element => element.GetProperty("operation").GetString() == operation))
        {
            var shape = element.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()).ToArray();
            var layout = element.GetProperty("layout").GetString() == "first" ? ImageLayout.ChannelsFirst(shape[0], shape[1], shape[2]) : ImageLayout.ChannelsLast(shape[1], shape[2], shape[0]);
            var range = new PixelRange(element.GetProperty("low").GetDouble(), element.GetProperty("high").GetDouble());
            var pixels = Numbers(element, "before");
            var random = new RowRandom(1, 1, 0);

            new ImagePerturber(layout, range, range.Low).Apply(
                Enum.Parse<ImageOperation>(operation), element.GetProperty("amount").GetDouble(), Enum.Parse<ImageDirection>(element.GetProperty("direction").GetString()!), ref random, pixels);

            var expected = Numbers(element, "after");
            for (var i = 0; i < pixels.Length; i++)
            {
                ((double)pixels[i]).Should().BeApproximately(expected[i], 2e-6 * range.Width, "it is value {0} at amount {1} of {2}", i, element.GetProperty("amount"), string.Join(" x ", shape));
            }

            seen++;
        }

        seen.Should().Be(cases);
    }

    private static float[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(number => (float)number.GetDouble())];
}
