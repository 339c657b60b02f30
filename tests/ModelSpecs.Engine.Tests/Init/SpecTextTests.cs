using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Engine.Init;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Init;

/// <summary>What is written parses to what was proposed.</summary>
public sealed class SpecTextTests
{
    [Theory]
    [InlineData(0.8073, 0.038, true, "0.80")]
    [InlineData(0.9164, 0.0038, true, "0.916")]
    [InlineData(-0.113, 0.05, true, "-0.12")]
    [InlineData(1343.2, 220, false, "1400")]
    [InlineData(1, 0, true, "1")]
    [InlineData(0.9769, 0.11, false, "1")]
    public void A_bound_stands_at_the_safe_side_with_the_digits_that_the_noise_leaves(double end, double halfWidth, bool down, string expected)
    {
        var step = NoiseDigits.Step(halfWidth, end);
        var bound = down ? NoiseDigits.Down(end, step) : NoiseDigits.Up(end, step);

        bound.Should().Be(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
        (down ? (double)bound <= end : (double)bound >= end).Should().BeTrue();
    }

    [Fact]
    public void Hostile_names_of_columns_groups_and_files_read_back_and_say_nothing_else()
    {
        var names = Gen.Elements("a: b", "- x", "y", "#", "{a}", "a\nspec: other", "'", "\"", "null", "é€", "\u202e", "overall ", "1_0", "..", "a..b", "*x", "&x", "!t", "%", "@", "`", "a # b", "px0..px3", "C:\\x", "it's", "``");
        Prop.ForAll(Arb.From(names.Four()), four =>
        {
            var (label, id, input, column) = four;
            var proposal = new SpecProposal
            {
                Name = "Hostile",
                Model = "model.onnx",
                Golden = "golden.csv",
                Schema = "schema/modelspec.schema.json",
                Binding = new BindingProposal
                {
                    Label = new Reasoned<string>(label, $"of {label}", true),
                    Id = new Reasoned<string>(id, "as said", false),
                    Task = new Reasoned<TaskKind>(TaskKind.Binary, "as said", false),
                    Inputs = [new InputProposal(input, ["x", "z"], true, $"a guess: {input}"), new InputProposal("named\nspec: other", ["x"], false, "by name")],
                    Columns = new Dictionary<string, ColumnKind>(StringComparer.Ordinal) { ["zip: code"] = ColumnKind.String },
                    RowsWithoutLabel = 3,
                },
                MinRows = 30,
                HasSmallGroups = true,
                Expect = [new ProposedCheck("n", ">= 4", "rows")],
                Slices = [new ProposedSlice(new SliceCandidate { Name = "s " + column, Column = column, Because = column }, [new ProposedCheck("recall", ">= overall - 0.1", $"lowest: {column}"), new ProposedCheck("accuracy", "", column)], column),
                    new ProposedSlice(new SliceCandidate { Name = "w " + column, Column = column, Because = "", Where = PredicateWriting.Equal(column, LabelValue.Of(label)) }, [new ProposedCheck("recall", ">= 0.5", "")], "")],
                Warnings = [$"look {column}"],
            };

            var parsed = SpecParser.Parse("/r/x.spec.yaml", new OneFile(SpecInit.Write(proposal)));

            var spec = parsed.Spec ?? throw new InvalidOperationException(string.Join("\n", parsed.Diagnostics) + "\n" + SpecInit.Write(proposal));
            spec.Label.Value.Should().Be(label);
            spec.Id!.Value.Should().Be(id);
            spec.Inputs.Should().ContainSingle().Which.Input.Value.Should().Be(input);
            spec.Golden.Columns.Keys.Should().Equal("zip: code");
            spec.Slices.Should().HaveCount(2);
            spec.Slices[0].Should().BeOfType<ColumnSlice>().Which.By.Value.Should().Be(column);
            spec.Slices[1].Should().BeOfType<PredicateSlice>().Which.Where.Columns.Should().ContainSingle().Which.Name.Should().Be(column);
            spec.Slices[0].Expect.Should().ContainSingle();
        }).QuickCheckThrowOnFailure();
    }

    private sealed class OneFile(string text) : ISpecFiles
    {
        public string RootOf(string specPath) => "/r";

        public string? Read(string path) => path == "/r/x.spec.yaml" ? text : null;
    }
}
