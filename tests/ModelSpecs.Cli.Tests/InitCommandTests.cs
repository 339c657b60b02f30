namespace ModelSpecs.Cli.Tests;

/// <summary><c>modelspecs init</c>.</summary>
public sealed class InitCommandTests : IDisposable
{
    private readonly CliHarness cli = new();

    public InitCommandTests()
    {
        foreach (var file in (string[])["diabetes/model.onnx", "diabetes/golden.tsv", "breast_cancer/model.onnx", "breast_cancer/golden.csv", "digits/model.onnx", "digits/pixels.csv.gz"])
        {
            cli.CopyTestdata(file);
        }
    }

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_spec_is_written_with_its_reasons_and_passes_the_run_that_is_shown()
    {
        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv", "-o", "specs/diabetes.spec.yaml")).Should().Be(ExitCodes.Passed, cli.Error);

        cli.Error.Should().BeEmpty();
        cli.Out.Should().Contain("Written: specs/diabetes.spec.yaml").And.Contain("✓ passed  overall").And.Contain("Passed: ").And.Contain("modelspecs schema --out schema/modelspec.schema.json");
        cli.Read("specs/diabetes.spec.yaml").Should()
            .StartWith("# yaml-language-server: $schema=../schema/modelspec.schema.json\n# $schema: ../schema/modelspec.schema.json\n")
            .And.Contain("\nmodel: ../diabetes/model.onnx\n")
            .And.MatchRegex("\nlabel: progression +# named as the model's output\n")
            .And.MatchRegex("\ntask: regression +# ")
            .And.MatchRegex("\n  mae: \"<= 49\" +# measured 44.21 on 200 rows, 95 % interval ")
            .And.MatchRegex("\n  sex: +# 2 values");
        Directory.EnumerateFiles(Path.Combine(cli.Folder, "specs")).Should().ContainSingle("nothing temporary stays");
    }

    [Fact]
    public async Task The_written_spec_passes_run_and_fails_when_its_model_gets_worse()
    {
        await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv", "-o", "d.spec.yaml");
        (await cli.RunAsync("run", "d.spec.yaml")).Should().Be(ExitCodes.Passed);

        cli.Write("d.spec.yaml", cli.Read("d.spec.yaml").Replace("mae: \"<= 49\"", "mae: \"<= 40\""));

        (await cli.RunAsync("run", "d.spec.yaml")).Should().Be(ExitCodes.Failed);
    }

    [Fact]
    public async Task What_cannot_be_guessed_is_said_with_what_to_write_and_nothing_is_written()
    {
        (await cli.RunAsync("init", "breast_cancer/model.onnx", "breast_cancer/golden.csv", "-o", "specs/model.spec.yaml")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("error MSPEC931: This cannot be guessed: for which class the model's score is high: 'benign' or 'malignant'. Nothing is written. Say --positive 'malignant'");
        cli.Out.Should().Contain("inputs: 'measurements' takes 10 values").And.Contain("compare it with the training code").And.Contain("label: 'diagnosis'");
        Directory.Exists(Path.Combine(cli.Folder, "specs")).Should().BeFalse("nothing is written, no empty folder either");

        (await cli.RunAsync("init", "breast_cancer/model.onnx", "breast_cancer/golden.csv", "--positive", "malignant")).Should().Be(ExitCodes.Passed, cli.Error);
        cli.Read("model.spec.yaml").Should().MatchRegex("\npositive: malignant +# as said\n").And.Contain("measurements: [mean radius, ").And.Contain("\nspec: Breast cancer\n");
    }

    [Fact]
    public async Task A_run_of_pixels_is_found_and_each_class_is_a_group()
    {
        (await cli.RunAsync("init", "digits/model.onnx", "digits/pixels.csv.gz", "-o", "digits.spec.yaml")).Should().Be(ExitCodes.Passed, cli.Error);

        cli.Read("digits.spec.yaml").Should().MatchRegex("\\.\\.px").And.Contain("\n    by: digit\n").And.Contain("\n    by: corruption\n").And.NotContain("by: px");
    }

    [Fact]
    public async Task A_spec_that_is_there_is_never_lost_without_force()
    {
        cli.Write("model.spec.yaml", "mine");

        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().Contain("error MSPEC933: The spec is there already. Found 'model.spec.yaml'");
        cli.Read("model.spec.yaml").Should().Be("mine");

        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv", "--force")).Should().Be(ExitCodes.Passed);
        cli.Read("model.spec.yaml").Should().Contain("label: progression");
    }

    [Fact]
    public async Task A_name_that_nothing_finds_is_refused()
    {
        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv", "-o", "diabetes.yaml")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("error MSPEC933: A spec's file name ends in .spec.yaml. Found --out 'diabetes.yaml'");
    }

    [Fact]
    public async Task Columns_and_inputs_that_are_not_there_are_told_all_at_once()
    {
        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv", "--label", "progresion", "--id", "nobody", "--input", "Y=age")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("error MSPEC932: The golden set has no such column. Found --label 'progresion'").And.Contain("Did you mean 'progression'?")
            .And.Contain("Found --id 'nobody'").And.Contain("The model has no such input. Found --input 'Y'");
    }

    [Fact]
    public async Task A_model_that_predicts_no_better_than_a_constant_is_looked_at()
    {
        // The age is not what it predicts.
        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv", "--label", "age", "--id", "patient", "--task", "regression")).Should().Be(ExitCodes.Passed, cli.Error);

        cli.Out.Should().Contain("Look: r2 is -").And.Contain("no better than a constant");
        cli.Read("model.spec.yaml").Should().Contain("# LOOK: r2 is ");
    }

    [Fact]
    public async Task Files_out_of_the_root_are_told_with_what_makes_a_root()
    {
        Directory.Delete(Path.Combine(cli.Folder, ".git"));

        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv", "-o", "specs/diabetes.spec.yaml")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().StartWith("modelspecs: error MSPEC012: The path leaves the root. Found '../diabetes/model.onnx'").And.Contain("a modelspecs.yaml that says root: true").And.Contain("'../diabetes/golden.tsv'");

        cli.Write("modelspecs.yaml", "root: true\n");
        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv", "-o", "specs/diabetes.spec.yaml")).Should().Be(ExitCodes.Passed, cli.Error);
    }

    [Fact]
    public async Task A_name_that_says_nothing_gives_way_to_the_folder_s()
    {
        Directory.CreateDirectory(Path.Combine(cli.Folder, "models"));
        File.Copy(Path.Combine(cli.Folder, "diabetes", "model.onnx"), Path.Combine(cli.Folder, "models", "model.onnx"));

        (await cli.RunAsync("init", "diabetes/model.onnx", "diabetes/golden.tsv")).Should().Be(ExitCodes.Passed, cli.Error);
        cli.Read("model.spec.yaml").Should().Contain("\nspec: Diabetes\n");

        (await cli.RunAsync("init", "models/model.onnx", "diabetes/golden.tsv", "--force")).Should().Be(ExitCodes.Passed, cli.Error);
        cli.Read("model.spec.yaml").Should().Contain("\nspec: Modelspecs cli ", "that is the folder around");
    }

    [Fact]
    public async Task Outputs_can_be_said_and_are_written()
    {
        (await cli.RunAsync("init", "breast_cancer/model.onnx", "breast_cancer/golden.csv", "--positive", "malignant", "--score", "logit", "--activation", "sigmoid")).Should().Be(ExitCodes.Passed, cli.Error);
        cli.Read("model.spec.yaml").Should().MatchRegex("\noutputs: \\{ score: logit, activation: sigmoid \\} +# as said\n").And.MatchRegex("\nthreshold: 0.5 +# ");

        (await cli.RunAsync("init", "breast_cancer/model.onnx", "breast_cancer/golden.csv", "--positive", "malignant", "--activation", "none", "--force")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().StartWith("modelspecs: error MSPEC").And.Contain("The scores are no probabilities").And.Contain("On the command line of init: --activation sigmoid");

        (await cli.RunAsync("init", "breast_cancer/model.onnx", "breast_cancer/golden.csv", "--score", "logits", "--activation", "relu", "--force")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().Contain("--activation is none that is known. Found 'relu'");
        (await cli.RunAsync("init", "breast_cancer/model.onnx", "breast_cancer/golden.csv", "--score", "logits", "--force")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().Contain("error MSPEC932: The model has no such output. Found --score 'logits'").And.Contain("Did you mean 'logit'?");
    }

    [Fact]
    public async Task Files_that_are_not_there_are_told_without_a_place_in_a_draft()
    {
        (await cli.RunAsync("init", "diabetes/modell.onnx", "diabetes/golden.tsv")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().StartWith("modelspecs: error MSPEC200: The model is not there.").And.Contain("Did you mean 'model.onnx'?");
    }

    [Fact]
    public async Task A_task_that_nothing_is_proposed_for_and_an_input_without_columns_are_refused()
    {
        (await cli.RunAsync("init", "m.onnx", "d.csv", "--task", "ranking", "--input", "X=")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("--task is none that is proposed for. Found 'ranking'").And.Contain("--input is not understood. Found 'X='");
    }
}
