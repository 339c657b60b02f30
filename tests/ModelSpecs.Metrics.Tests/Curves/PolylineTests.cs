using ModelSpecs.Metrics.Curves;

namespace ModelSpecs.Metrics.Tests.Curves;

public sealed class PolylineTests
{
    private const double Near = Polyline.Step / 2;

    [Theory]
    [InlineData(0.1, 0, 0.5, 0.5, true)]
    [InlineData(0.5 - (0.4 * Near), 0.5, 0.5, 0.5, false)]
    [InlineData(0.5, 0.5 - (0.4 * Near), 0.5, 0.5, false)]
    [InlineData(0.5 - (0.8 * Near), 0.5 - (0.8 * Near), 0.5, 0.5, true)]
    [InlineData(0.5 - (2 * Near), 0.5, 0.5, 0.5, true)]
    [InlineData(0, 0.5, Near, 0.5, true)]
    public void Where_a_long_way_begins_is_a_corner(double beforeX, double beforeY, double x, double y, bool isKept)
    {
        var line = new Polyline();
        line.Begin(new LinePoint(0, 0, 0));

        line.Keep(new LinePoint(beforeX, beforeY, 1), new LinePoint(x, y, 2));

        line.Thinned(200, new LinePoint(1, 1, 3), 0).Select(point => point.At).Should().Equal(isKept ? [0, 1, 2, 3] : [0, 2, 3]);
    }

    [Fact]
    public void A_point_that_is_there_is_not_kept_twice()
    {
        var line = new Polyline();
        line.Begin(new LinePoint(0, 0, 0));
        line.Keep(new LinePoint(0, 0, 0), new LinePoint(0.5, 0.5, 1));

        line.Thinned(200, new LinePoint(0.5, 0.5, 1), 0).Should().Equal(new LinePoint(0, 0, 0), new LinePoint(0.5, 0.5, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    [InlineData(-0.02)]
    [InlineData(3)]
    [InlineData(-3)]
    public void Points_go_one_by_one_the_one_that_changes_the_area_least(double lost)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var points = Enumerable.Range(0, 40).Select(i => new LinePoint(i / 39.0, random.NextDouble(), i)).ToList();
            var line = new Polyline();
            line.Begin(points[0]);
            foreach (var (before, point) in points.Zip(points.Skip(1)))
            {
                line.Keep(before, point);
            }

            var most = 2 + random.Next(30);
            line.Thinned(most, points[^1], Area(points) - lost).Should().Equal(ThinnedByHand(points, most, lost), $"seed {seed}");
        }
    }

    // All triangles are measured anew for each point that goes.
    private static List<LinePoint> ThinnedByHand(List<LinePoint> points, int most, double lost)
    {
        var left = points.ToList();
        while (left.Count > most)
        {
            var changes = Enumerable.Range(1, left.Count - 2).Select(i => (At: i, Change: Area([left[i - 1], left[i + 1]]) - Area([left[i - 1], left[i], left[i + 1]]))).ToList();
            var up = changes.Where(of => of.Change >= 0).OrderBy(of => of.Change).FirstOrDefault();
            var down = changes.Where(of => of.Change < 0).OrderByDescending(of => of.Change).FirstOrDefault();
            var (gone, other) = down.At == 0 || (up.At != 0 && up.Change <= -down.Change) ? (up, down) : (down, up);
            if (other.At != 0 && Math.Abs(other.Change) <= 4 * Math.Abs(gone.Change) && Math.Abs(lost + other.Change) < Math.Abs(lost + gone.Change))
            {
                gone = other;
            }

            lost += gone.Change;
            left.RemoveAt(gone.At);
        }

        return left;
    }

    private static double Area(List<LinePoint> points) => points.Zip(points.Skip(1)).Sum(pair => (pair.Second.X - pair.First.X) * (pair.First.Y + pair.Second.Y) / 2);
}
