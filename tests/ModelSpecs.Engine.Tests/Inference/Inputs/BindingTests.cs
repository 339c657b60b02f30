using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;

namespace ModelSpecs.Engine.Tests.Inference.Inputs;

public sealed class BindingTests
{
    private const string Csv = "a,b,t\n1,2,0.5\n3,4,1.5\n";

    [Theory]
    [InlineData("linear_named")]
    [InlineData("linear_named_json")]
    public async Task Metadata_names_the_features_in_order(string name)
    {
        using var model = new ModelCase(name);

        var predictions = await model.PredictAsync("", "b,t,a\n2,0.5,1\n4,1.5,3\n");

        predictions.Values.Should().Equal(21, 43);
    }

    [Fact]
    public async Task What_the_spec_says_goes_before_the_metadata()
    {
        using var model = new ModelCase("linear_named");

        var predictions = await model.PredictAsync("inputs: { x: [b, a] }\n", Csv);

        predictions.Values.Should().Equal(12, 34);
    }

    [Fact]
    public async Task Inputs_find_the_columns_of_their_names_whatever_the_order()
    {
        using var model = new ModelCase("two_inputs");

        var predictions = await model.PredictAsync("task: regression\n", "t,b,x,a\n0,10,99,1\n0,20,99,2\n");

        predictions.Values.Should().Equal(11, 22);
    }

    [Fact]
    public async Task A_column_may_feed_an_input_twice()
    {
        using var model = new ModelCase("linear");

        var predictions = await model.PredictAsync("task: regression\ninputs: { x: [a, a] }\n", Csv);

        predictions.Values.Should().Equal(11, 33);
    }

    [Fact]
    public async Task Columns_are_never_taken_by_position()
    {
        using var model = new ModelCase("linear");

        var problems = await model.ProblemsAsync("task: regression\n", Csv);

        var problem = problems.Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC211");
        problem.Message.Should().Contain("input 'x' (float [?, 2])").And.Contain("no 'features' in the model's metadata").And.Contain("inputs: { x: [2 columns in the order of training] }");
    }

    [Fact]
    public async Task A_run_of_columns_fills_an_image_row_by_row()
    {
        using var model = new ModelCase("image");

        var predictions = await model.PredictAsync("task: regression\ninputs: { image: px0..px3 }\n", "px3,px2,px1,px0,t\n4,3,2,1,0\n");

        predictions.Values.Should().Equal(4321);
    }

    [Fact]
    public async Task A_shape_says_what_the_model_leaves_open()
    {
        using var model = new ModelCase("image_any");

        var predictions = await model.PredictAsync("task: regression\ninputs: { image: { columns: px0..px3, shape: [1, 2, 2] } }\n", "px0,px1,px2,px3,t\n1,2,3,4,0\n");

        predictions.Values.Should().Equal(4321);
    }

    [Fact]
    public async Task One_open_axis_follows_from_the_columns()
    {
        using var model = new ModelCase("any_width");

        var predictions = await model.PredictAsync("task: regression\ninputs: { x: [a, b] }\n", Csv);

        predictions.Values.Should().Equal(21, 43);
    }

    [Fact]
    public async Task A_flat_input_and_a_flat_output_are_one_value_a_row()
    {
        using var model = new ModelCase("flat_input");

        var predictions = await model.PredictAsync("task: regression\ninputs: { x: a }\n", Csv);

        predictions.Values.Should().Equal(1, 3);
    }

    [Fact]
    public async Task Weights_among_the_inputs_of_an_old_file_are_not_fed()
    {
        using var model = new ModelCase("initializer_input");

        var predictions = await model.PredictAsync("task: regression\ninputs: { x: [a, b] }\n", Csv);

        predictions.Values.Should().Equal(21, 43);
    }

    [Theory]
    [InlineData("image", "{ image: [a, b] }", "Found 2 columns; expected 4 columns")]
    [InlineData("image", "{ image: { columns: [a, b, a, b], shape: [2, 2] } }", "expected a shape that fits [1, 2, 2]")]
    [InlineData("image", "{ image: { columns: [a, b], shape: [1, 2, 2] } }", "Found 2 columns; expected 4 columns for a shape of [1, 2, 2]")]
    [InlineData("image_any", "{ image: [a, b, a, b] }", "expected a shape, as in { columns: px0..px63, shape: [1, 8, 8] }")]
    [InlineData("flat_input", "{ x: [a, b] }", "Found 2 columns; expected 1 column")]
    public async Task Columns_that_do_not_fit_the_shape_are_counted(string name, string inputs, string expected)
    {
        using var model = new ModelCase(name);

        var problems = await model.ProblemsAsync($"task: regression\ninputs: {inputs}\n", Csv);

        problems.Should().ContainSingle(p => p.Id == "MSPEC214").Which.Message.Should().Contain(expected);
    }

    [Fact]
    public void The_columns_needed_are_each_named_once_with_runs_written_out()
    {
        using var model = new ModelCase("image");
        var suite = model.Parse("task: regression\ninputs: { image: [px0..px2, px0] }\n");

        Predictor.ColumnsNeeded(suite, ["px0", "px1", "px2", "px3", "t"], model.Options).Should().Equal("px0", "px1", "px2");
    }

    [Fact]
    public void All_unknown_inputs_and_columns_are_reported_at_once()
    {
        using var model = new ModelCase("two_inputs");
        var suite = model.Parse("task: regression\ninputs: { aa: b, a: [ab], b: px0..px3 }\n");

        var problems = Assert.Throws<Spec.Diagnostics.SpecException>(() => Predictor.ColumnsNeeded(suite, ["abc", "px0", "px1"], model.Options)).Diagnostics;

        problems.Select(p => (p.Id, p.Span.Line, p.Span.Column)).Should().BeEquivalentTo([("MSPEC210", 6, 11), ("MSPEC212", 6, 22), ("MSPEC212", 6, 30)]);
        problems.Should().Contain(p => p.Message.Contains("Found 'aa'; expected 'a' (float [?, 1]), 'b' (float [?, 1])")).And.Contain(p => p.Message.Contains("Did you mean 'abc'?"))
            .And.Contain(p => p.Message.Contains("Found no 'px2', 'px3' in golden.csv; expected all 4 columns"));
    }

    [Fact]
    public async Task Arrays_of_an_NPZ_find_their_input_by_name_and_are_converted()
    {
        using var model = new ModelCase("image");
        NumpyFiles.WriteNpz(model.PathOf("golden.npz"), ("t", [2], new[] { 1.5, 2.5 }), ("image", [2, 2, 2], new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }));

        var predictions = await model.PredictAsync(model.Parse("task: regression\n", "spec: A\nmodel: model.onnx\ngolden: golden.npz\nlabel: t\n"));

        predictions.Values.Should().Equal(4321, 8765);
    }

    [Theory]
    [InlineData(typeof(float))]
    [InlineData(typeof(double))]
    [InlineData(typeof(Half))]
    [InlineData(typeof(sbyte))]
    [InlineData(typeof(byte))]
    [InlineData(typeof(short))]
    [InlineData(typeof(ushort))]
    [InlineData(typeof(int))]
    [InlineData(typeof(uint))]
    [InlineData(typeof(long))]
    [InlineData(typeof(ulong))]
    public async Task An_array_of_any_number_type_feeds_floats(Type element)
    {
        using var model = new ModelCase("image").Write("golden.csv", "t\n1\n2\n");
        var values = Array.CreateInstance(element, 8);
        for (var i = 0; i < 8; i++)
        {
            values.SetValue(element == typeof(Half) ? (Half)(i + 120) : Convert.ChangeType(i + 120, element, System.Globalization.CultureInfo.InvariantCulture), i);
        }

        NumpyFiles.WriteNpy(model.PathOf("x.npy"), [2, 1, 2, 2], values);

        var predictions = await model.PredictAsync(model.Parse("task: regression\ninputs: { image: { npy: x.npy } }\n"), rows: [1]);

        predictions.Values.Should().Equal(124 + 1250 + 12600 + 127000);
    }

    [Theory]
    [InlineData("element_int8", typeof(byte), "Found elements of type uint8; expected int8, or a type that it holds exactly")]
    [InlineData("element_int64", typeof(ulong), "Found elements of type uint64; expected int64")]
    [InlineData("element_int32", typeof(float), "Found elements of type float; expected int32")]
    public async Task An_array_whose_type_does_not_fit_by_itself_is_refused(string name, Type element, string expected)
    {
        // The run time would take a byte[] for an sbyte[].
        using var model = new ModelCase(name).Write("golden.csv", "t\n1\n");
        NumpyFiles.WriteNpy(model.PathOf("x.npy"), [1, 2], Array.CreateInstance(element, 2));

        var problems = await model.ProblemsAsync(model.Parse("task: regression\ninputs: { x: { npy: x.npy } }\n"));

        problems.Should().ContainSingle(p => p.Id == "MSPEC215").Which.Message.Should().Contain(expected);
    }

    [Theory]
    [InlineData("element_int64", typeof(uint))]
    [InlineData("element_int32", typeof(ushort))]
    [InlineData("element_int16", typeof(byte))]
    [InlineData("element_uint64", typeof(uint))]
    [InlineData("element_uint32", typeof(byte))]
    [InlineData("element_uint16", typeof(byte))]
    [InlineData("element_int64", typeof(long))]
    [InlineData("element_int8", typeof(sbyte))]
    public async Task An_array_whose_type_fits_is_widened(string name, Type element)
    {
        using var model = new ModelCase(name).Write("golden.csv", "t\n1\n");
        var values = Array.CreateInstance(element, 2);
        values.SetValue(Convert.ChangeType(111, element, System.Globalization.CultureInfo.InvariantCulture), 0);
        values.SetValue(Convert.ChangeType(101, element, System.Globalization.CultureInfo.InvariantCulture), 1);
        NumpyFiles.WriteNpy(model.PathOf("x.npy"), [1, 2], values);

        var predictions = await model.PredictAsync(model.Parse("task: regression\ninputs: { x: { npy: x.npy } }\n"));

        predictions.Values.Should().Equal(1121);
    }

    [Fact]
    public async Task An_array_of_another_number_of_rows_is_refused()
    {
        using var model = new ModelCase("image").Write("golden.csv", "t\n1\n2\n3\n");
        NumpyFiles.WriteNpy(model.PathOf("x.npy"), [2, 1, 2, 2], new float[8]);

        var problems = await model.ProblemsAsync(model.Parse("task: regression\ninputs: { image: { npy: x.npy } }\n"));

        problems.Should().ContainSingle(p => p.Id == "MSPEC218").Which.Message.Should().Contain("Found 2 rows in 'x.npy'; expected 3, as in 'golden.csv'");
    }

    [Fact]
    public async Task An_array_whose_rows_have_another_shape_is_refused()
    {
        using var model = new ModelCase("image").Write("golden.csv", "t\n1\n2\n");
        NumpyFiles.WriteNpy(model.PathOf("x.npy"), [2, 4], new float[8]);

        var problems = await model.ProblemsAsync(model.Parse("task: regression\ninputs: { image: { npy: x.npy } }\n"));

        problems.Should().ContainSingle(p => p.Id == "MSPEC214").Which.Message.Should().Contain("Found rows of shape [4] in 'x.npy'; expected rows of shape [1, 2, 2]");
    }
}
