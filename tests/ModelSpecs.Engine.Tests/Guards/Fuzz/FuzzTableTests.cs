using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Guards.Fuzz;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Tests.Guards.Fuzz;

/// <summary>The rows that are made up keep to the ranges of their columns, and walk along their ends.</summary>
public sealed class FuzzTableTests : IDisposable
{
    private const string Head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\n";
    private readonly ModelCase model = new ModelCase("any_width").Write("golden.csv", "i,n,m,k,t\n-3,0.25,,7,1\n5,1.5,2.5,7,2\n2,1e-3,0.5,7,3\n");

    public void Dispose() => model.Dispose();

    [Fact]
    public void Values_keep_to_what_was_seen() =>
        Prop.ForAll(Gen.Choose(0, 100_000).ToArbitrary(), Gen.Choose(1, 80).ToArbitrary(), (seed, rows) =>
        {
            var made = Make($"fuzz: {{ rows: {rows}, seed: {seed}, extremes: true }}\n");
            var (i, n, m, k) = ((IntegerColumn)made.Columns[0], (NumberColumn)made.Columns[1], (NumberColumn)made.Columns[2], (IntegerColumn)made.Columns[3]);
            return made.Count == rows && Array.TrueForAll(i.Values, value => value is >= -3 and <= 5) && Array.TrueForAll(n.Values, value => value is >= 1e-3 and <= 1.5)
                && Array.TrueForAll(m.Values, value => double.IsNaN(value) || value is >= 0.5 and <= 2.5) && Array.TrueForAll(k.Values, value => value == 7)
                && i.Nulls is null && n.Nulls is null && k.Nulls is null && Enumerable.Range(0, rows).All(row => m.IsNull(row) == double.IsNaN(m.Values[row]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_ends_0_and_a_missing_value_are_among_them()
    {
        var made = Make("fuzz: { rows: 200, columns: { n: { from: -1, to: 4 } } }\n");

        var i = ((IntegerColumn)made.Columns[0]).Values;
        i[..2].Should().Equal(-3, 5);
        i.Distinct().Should().BeEquivalentTo([-3, -2, -1, 0, 1, 2, 3, 4, 5]);
        var n = ((NumberColumn)made.Columns[1]).Values;
        n.Should().Contain([-1.0, 4.0, 1.0]).And.Contain(value => value == 0 && double.IsNegative(value)).And.Contain(value => value == 0 && !double.IsNegative(value));
        n.Distinct().Should().HaveCountGreaterThan(100);
        made.Columns[2].Nulls!.Count.Should().BeInRange(5, 40);
    }

    [Fact]
    public void Extremes_are_asked_for_and_lie_inside_the_range()
    {
        var far = ((NumberColumn)Make("fuzz: { rows: 400, extremes: true, columns: { n: { from: 0, to: 3.5e38 } } }\n").Columns[1]).Values;
        var usual = ((NumberColumn)Make("fuzz: { rows: 400, columns: { n: { from: 0, to: 2 } } }\n").Columns[1]).Values;

        far.Should().Contain([float.Epsilon, float.MaxValue, 16777216]).And.OnlyContain(value => value >= 0);
        usual.Should().NotContain(float.Epsilon).And.OnlyContain(value => value <= 2);
    }

    [Fact]
    public void A_said_range_is_the_range_though_what_was_seen_is_whole()
    {
        model.Write("golden.csv", "i,n,m,k,t\n1,0.0,0.5,7,1\n2,1.0,2.5,7,2\n");

        var said = ((NumberColumn)Make("fuzz: { rows: 100, columns: { n: { from: 0.2, to: 0.8 } } }\n").Columns[1]).Values;
        var wider = ((NumberColumn)Make("fuzz: { rows: 100, columns: { n: { from: 0, to: 3 } } }\n").Columns[1]).Values;
        var seen = ((NumberColumn)Make("fuzz: { rows: 100, columns: { n: { nulls: true } } }\n").Columns[1]).Values;

        said.Should().OnlyContain(value => value >= 0.2 && value <= 0.8).And.Contain([0.2, 0.8]).And.Contain(value => value > 0.3 && value < 0.7);
        wider.Should().OnlyContain(value => value >= 0 && value <= 3).And.Contain(value => value != Math.Truncate(value));
        seen.Where(value => !double.IsNaN(value)).Distinct().Should().BeEquivalentTo([0.0, 1.0]);
    }

    [Fact]
    public void Listed_values_are_all_there_is()
    {
        var made = Make("fuzz: { rows: 100, columns: { i: { values: [1, 4], nulls: true }, k: { values: [0.5, 7] } } }\n");

        var i = made.Columns[0];
        Enumerable.Range(0, 100).Where(row => !i.IsNull(row)).Select(row => i.Format(row)).Distinct().Should().BeEquivalentTo("1", "4");
        i.Nulls!.Count.Should().BeGreaterThan(0);
        ((NumberColumn)made.Columns[3]).Values.Distinct().Should().BeEquivalentTo([0.5, 7]);
    }

    [Fact]
    public void A_column_is_the_same_whatever_becomes_of_the_others()
    {
        var (all, one) = (Make("fuzz: { rows: 30 }\n"), Make("fuzz: { rows: 30, columns: { n: { from: -1, to: 4 } } }\n"));

        ((IntegerColumn)one.Columns[3]).Values.Should().Equal(((IntegerColumn)all.Columns[3]).Values);
        ((NumberColumn)one.Columns[1]).Values.Should().NotEqual(((NumberColumn)all.Columns[1]).Values);
    }

    [Fact]
    public void A_row_is_mixed_of_a_made_and_a_known_one()
    {
        var made = Make("fuzz: { rows: 30 }\n");

        var mixed = made.Mixed(1, column => column is 1 or 3);

        mixed.Rows.Should().Be(1);
        mixed.Columns.Select(column => column.Format(0)).Should().Equal("5", "0.25", made.Columns[2].Format(1), "7");
        made.KnownRow.Columns.Select(column => column.Format(0)).Should().Equal("-3", "0.25", "", "7");
    }

    [Fact]
    public void Rows_that_fail_are_found_one_by_one_and_no_other()
    {
        model.Model("lookup").Write("golden.csv", "x,t\n0,1\n1,2\n");
        var suite = model.Parse("run: { batch_size: 16 }\n", Head);
        var known = model.Read(suite);
        Prop.ForAll(Gen.Choose(0, 4).ArrayOf(40).ToArbitrary(), values =>
        {
            using var probe = ModelProbe.Open(suite, known, model.Options, TestContext.Current.CancellationToken);
            var (failed, answered) = (new List<int>(), new List<int>());
            probe.Run(new Table("x", "x", values.Length, ["x"], [new IntegerColumn("x", Array.ConvertAll(values, value => (long)value), null)], null),
                (first, outputs) => answered.AddRange(Enumerable.Range(first, outputs[0].Rows)), failure => failed.Add(failure.Count == 1 ? failure.First : -1));
            return failed.Order().SequenceEqual(Enumerable.Range(0, 40).Where(row => values[row] > 2)) && answered.Order().SequenceEqual(Enumerable.Range(0, 40).Where(row => values[row] <= 2));
        }).QuickCheckThrowOnFailure();
    }

    private FuzzTable Make(string lines)
    {
        var suite = model.Parse(lines, Head + "inputs: { x: [i, n, m, k] }\n");
        var problems = new List<SpecDiagnostic>();
        var made = FuzzTable.Make(suite, (FuzzSpec)suite.Guards.Single(), model.Read(suite), null, model.Options, problems);
        problems.Should().BeEmpty();
        return made!;
    }
}
