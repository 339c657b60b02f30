using ModelSpecs.Metrics.Perturbation;

namespace ModelSpecs.Metrics.Tests.Perturbation;

public sealed class ImagePerturberTests
{
    private static readonly ImageLayout Layout = ImageLayout.ChannelsFirst(1, 16, 12);
    private static readonly PixelRange Range = new(0, 16);

    public static TheoryData<ImageOperation> Operations => [.. Enum.GetValues<ImageOperation>()];

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_row_is_perturbed_alike_whatever_came_before_it(ImageOperation operation)
    {
        var perturber = new ImagePerturber(Layout, Range, 0);
        var first = Apply(perturber, operation, 3, row: 5);
        Apply(perturber, operation, 5, row: 6);

        Apply(perturber, operation, 3, row: 5).Should().Equal(first);
        Apply(new ImagePerturber(Layout, Range, 0), operation, 3, row: 5).Should().Equal(first);
    }

    [Theory]
    [InlineData(ImageOperation.Noise)]
    [InlineData(ImageOperation.Rotation)]
    [InlineData(ImageOperation.Translation)]
    [InlineData(ImageOperation.Occlusion)]
    public void What_is_drawn_differs_from_row_to_row(ImageOperation operation)
    {
        var perturber = new ImagePerturber(Layout, Range, 0);

        Enumerable.Range(0, 20).Select(row => string.Join(' ', Apply(perturber, operation, 3, row))).Distinct().Should().HaveCountGreaterThan(1);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_higher_severity_moves_the_pixels_further_and_none_leaves_the_range(ImageOperation operation)
    {
        var perturber = new ImagePerturber(Layout, Range, 0);
        var moved = Enumerable.Range(1, ImageSeverities.Most).Select(severity => Enumerable.Range(0, 40).Sum(row =>
        {
            var after = Apply(perturber, operation, severity, row);
            after.Should().OnlyContain(pixel => pixel >= 0 && pixel <= 16);
            return after.Zip(Image(row)).Sum(pair => Math.Abs(pair.First - (double)pair.Second));
        })).ToList();

        moved[0].Should().BeGreaterThan(0);
        moved.Should().BeInAscendingOrder();
    }

    [Fact]
    public void Noise_has_the_spread_that_it_says()
    {
        var layout = ImageLayout.ChannelsFirst(1, 100, 100);
        var pixels = Enumerable.Repeat(0.5f, layout.Values).ToArray();
        var random = new RowRandom(3, 1, 0);

        new ImagePerturber(layout, new PixelRange(-10, 11), 0).Apply(ImageOperation.Noise, 0.04, ImageDirection.Any, ref random, pixels);

        var mean = pixels.Average();
        Math.Sqrt(pixels.Average(pixel => Math.Pow(pixel - mean, 2))).Should().BeApproximately(0.04 * 21, 0.03);
        mean.Should().BeApproximately(0.5f, 0.04f);
    }

    [Fact]
    public void A_square_covers_its_share_of_the_shorter_side()
    {
        var pixels = new float[Layout.Values];
        var random = new RowRandom(1, 1, 4);

        new ImagePerturber(Layout, Range, 0).Apply(ImageOperation.Occlusion, 0.5, ImageDirection.Any, ref random, pixels);

        pixels.Count(pixel => pixel == 8).Should().Be(36);
        pixels.Count(pixel => pixel == 0).Should().Be(Layout.Values - 36);
    }

    [Fact]
    public void Pixels_of_large_images_move_further()
    {
        ImageSeverities.Amount(ImageOperation.Translation, 1, ImageLayout.ChannelsFirst(3, 224, 300)).Should().Be(7);
        ImageSeverities.Amount(ImageOperation.Blur, 5, ImageLayout.ChannelsFirst(3, 224, 224)).Should().Be(7);
        ImageSeverities.Amount(ImageOperation.Translation, 1, ImageLayout.ChannelsFirst(1, 8, 8)).Should().Be(1);
        ImageSeverities.Amount(ImageOperation.Rotation, 2, ImageLayout.ChannelsFirst(3, 224, 224)).Should().Be(10);
        FluentActions.Invoking(() => ImageSeverities.Amount(ImageOperation.Blur, 6, Layout)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void An_empty_range_is_refused() => FluentActions.Invoking(() => new ImagePerturber(Layout, new PixelRange(1, 1), 0)).Should().Throw<ArgumentException>();

    [Fact]
    public void Normal_numbers_have_mean_0_and_variance_1_over_rows()
    {
        var numbers = Enumerable.Range(0, 20_000).Select(row => new RowRandom(1, RowRandom.PurposeOf("income"), row).NextNormal()).ToList();

        numbers.Average().Should().BeApproximately(0, 0.03);
        numbers.Average(number => number * number).Should().BeApproximately(1, 0.04);
        numbers.Should().OnlyHaveUniqueItems();
    }

    private static float[] Apply(ImagePerturber perturber, ImageOperation operation, int severity, int row)
    {
        var pixels = Image(row);
        var random = new RowRandom(1, 7, row);
        perturber.Apply(operation, ImageSeverities.Amount(operation, severity, Layout), ImageDirection.Any, ref random, pixels);
        return pixels;
    }

    // A bright shape off the centre, with a slope, so that every operation moves something.
    private static float[] Image(int row) => [.. Enumerable.Range(0, Layout.Values).Select(i => (i / 12, i % 12) is var (y, x) && y is > 2 and < 13 && x is > 1 and < 8 ? 4 + ((y + x + row) % 9) : (float)(x % 3))];
}
