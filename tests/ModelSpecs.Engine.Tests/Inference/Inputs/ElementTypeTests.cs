namespace ModelSpecs.Engine.Tests.Inference.Inputs;

public sealed class ElementTypeTests
{
    public static TheoryData<string, string, double[]> Numbers { get; } = new()
    {
        // y = x0 + 10 x1 in double precision: what arrives is what was written.
        { "float", "0.5,2\n-3,0.25\n", [20.5, -0.5] },
        { "double", "0.1,2\n1e300,0\n", [20.1, 1e300] },
        { "float16", "0.5,2\n65504,0\n", [20.5, 65504] },
        { "bfloat16", "0.5,2\n-96,1\n", [20.5, -86] },
        { "int8", "-128,1\n127,0\n", [-118, 127] },
        { "int16", "-32768,1\n32767,0\n", [-32758, 32767] },
        { "int32", "-2147483648,0\n2147483647,0\n", [-2147483648.0, 2147483647] },
        { "int64", "-9007199254740992,0\n4503599627370497,0\n", [-9007199254740992.0, 4503599627370497] },
        { "uint8", "0,1\n255,0\n", [10, 255] },
        { "uint16", "0,1\n65535,0\n", [10, 65535] },
        { "uint32", "0,1\n4294967295,0\n", [10, 4294967295] },
        { "uint64", "0,1\n4503599627370497,0\n", [10, 4503599627370497] },
        { "bool", "true,false\nfalse,true\n", [1, 10] },
        { "bool", "1,0\n0,1\n", [1, 10] },
        { "int32", "3.0,1\n-4.0,0\n", [13, -4] },
        { "float", "true,1\nfalse,2\n", [11, 20] },
    };

    public static TheoryData<string, string, string> OutOfRange { get; } = new()
    {
        { "int8", "128", "integers from -128 to 127 for int8" },
        { "uint8", "-1", "integers from 0 to 255 for uint8" },
        { "int16", "-32769", "integers from -32768 to 32767 for int16" },
        { "uint16", "65536", "integers from 0 to 65535 for uint16" },
        { "int32", "2147483648", "integers from -2147483648 to 2147483647 for int32" },
        { "uint32", "-1", "integers from 0 to 4294967295 for uint32" },
        { "uint64", "-1", "integers from 0 to 9223372036854775807 for uint64" },
        { "int64", "1e19", "integers from -9223372036854775808 to 9223372036854775807 for int64" },
        { "int32", "2.5", "integers from -2147483648 to 2147483647 for int32" },
        { "bool", "2", "0 or 1 for bool" },
        { "float16", "65520", "numbers between -65504 and 65504 for float16" },
        { "float", "1e39", "numbers between" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Every_element_type_receives_the_values_as_they_are_written(string element, string rows, double[] expected)
    {
        using var model = new ModelCase($"element_{element}");

        var predictions = await model.PredictAsync("task: regression\ninputs: { x: [a, b] }\n", Csv(rows));

        predictions.Values.Should().Equal(expected);
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task A_value_that_the_type_does_not_hold_is_named_with_its_line(string element, string value, string expected)
    {
        using var model = new ModelCase($"element_{element}");

        var problems = await model.ProblemsAsync("task: regression\ninputs: { x: [a, b] }\n", Csv($"1,1\n0,1\n{value},1\n"));

        var problem = problems.Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC217");
        problem.Message.Should().Contain("column 'a'").And.Contain("in line 4").And.Contain(expected);
    }

    [Fact]
    public async Task A_missing_value_is_NaN_for_floats()
    {
        // Integer, number and boolean columns with a null each; the tree-like model here passes NaN on.
        using var model = new ModelCase("element_float");
        foreach (var rows in new[] { "1,2\n,2\n", "1.5,2\n,2\n", "true,2\n,2\n" })
        {
            var problems = await model.ProblemsAsync("task: regression\ninputs: { x: [a, b] }\n", Csv(rows));

            problems.Should().ContainSingle().Which.Message.Should().Contain("Found NaN in 'y', line 3 (1 of 2 rows)");
        }
    }

    [Theory]
    [InlineData("int64")]
    [InlineData("bool")]
    [InlineData("uint8")]
    public async Task A_missing_value_for_a_type_without_one_is_an_error_with_its_lines(string element)
    {
        using var model = new ModelCase($"element_{element}");

        var problems = await model.ProblemsAsync("task: regression\ninputs: { x: [a, b] }\n", Csv("1,0\n,0\n,1\n1,\n"));

        problems.Select(p => p.Id).Should().Equal("MSPEC216", "MSPEC216");
        problems[0].Message.Should().Contain("column 'a' in lines 3 and 4");
        problems[1].Message.Should().Contain("column 'b' in line 5");
    }

    [Theory]
    [InlineData("float", "apple,1\n", "Found text, 'apple' in line 2; expected numbers")]
    [InlineData("int64", "2024-01-31,1\n", "Found dates, '2024-01-31' in line 2; expected numbers")]
    public async Task A_column_that_is_no_number_is_an_error(string element, string rows, string expected)
    {
        using var model = new ModelCase($"element_{element}");

        var problems = await model.ProblemsAsync("task: regression\ninputs: { x: [a, b] }\n", Csv(rows));

        problems.Should().ContainSingle(p => p.Id == "MSPEC215").Which.Message.Should().Contain(expected);
    }

    [Theory]
    [InlineData("gives_float16")]
    [InlineData("gives_bfloat16")]
    [InlineData("gives_double")]
    [InlineData("gives_int32")]
    public async Task Every_numeric_output_is_read(string output)
    {
        using var model = new ModelCase(output);

        var predictions = await model.PredictAsync("task: regression\n", "x,t\n1,0\n-2,0\n");

        predictions.Values.Should().Equal(1, -2);
    }

    [Fact]
    public async Task Rows_that_are_not_asked_for_may_hold_what_the_model_cannot_take()
    {
        using var model = new ModelCase("element_int8");

        var predictions = await model.PredictAsync("task: regression\ninputs: { x: [a, b] }\n", Csv("1,1\n,9\n999,1\n2,2\n"), rows: [3, 0]);

        predictions.Values.Should().Equal(22, 11);
    }

    // The label differs from row to row, so that nothing else than the task can be the matter.
    private static string Csv(string rows) =>
        "a,b,t\n" + string.Concat(rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((row, i) => $"{row},{i}\n"));
}
