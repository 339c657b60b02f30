using System.Security.Cryptography;
using System.Text;

namespace ModelSpecs.Cli.Tests;

public sealed class PinCommandTests : IDisposable
{
    private static readonly string GoldenHash = Hash(CliHarness.Golden);

    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("golden: golden.csv", "golden: { path: golden.csv, sha256: # }")]
    [InlineData("golden: golden.csv   # the set of May", "golden: { path: golden.csv, sha256: # }   # the set of May")]
    [InlineData("golden: \"golden.csv\"", "golden: { path: \"golden.csv\", sha256: # }")]
    [InlineData("golden: 'golden.csv' # x", "golden: { path: 'golden.csv', sha256: # } # x")]
    [InlineData("golden:   golden.csv", "golden:   { path: golden.csv, sha256: # }")]
    [InlineData("golden: { path: golden.csv }", "golden: { path: golden.csv, sha256: # }")]
    [InlineData("golden: {path: golden.csv, format: csv}", "golden: {path: golden.csv, sha256: #, format: csv}")]
    [InlineData("golden: { format: csv, path: golden.csv }  # c", "golden: { format: csv, path: golden.csv, sha256: # }  # c")]
    [InlineData("golden:\n  path: golden.csv   # where\n  format: csv", "golden:\n  path: golden.csv   # where\n  sha256: #\n  format: csv")]
    [InlineData("golden:\n    format: csv\n    path: golden.csv", "golden:\n    format: csv\n    path: golden.csv\n    sha256: #")]
    [InlineData("golden:\n  {\n    path: golden.csv,\n    format: csv\n  }", "golden:\n  {\n    path: golden.csv, sha256: #,\n    format: csv\n  }")]
    [InlineData("golden: { path: golden.csv, sha256: 0000000000000000000000000000000000000000000000000000000000000000 }", "golden: { path: golden.csv, sha256: # }")]
    [InlineData("golden: { sha256: \"0000000000000000000000000000000000000000000000000000000000000000\", path: golden.csv }", "golden: { sha256: #, path: golden.csv }")]
    [InlineData("golden:\n  path: golden.csv\n  sha256: 0000000000000000000000000000000000000000000000000000000000000000 # old", "golden:\n  path: golden.csv\n  sha256: # # old")]
    public async Task The_hash_is_written_beside_the_path_and_nothing_else_changes(string written, string expected)
    {
        var spec = "# top\n" + CliHarness.Spec.Replace("golden: golden.csv", written) + "\n# end";
        cli.WithTinySpec(spec: spec);

        (await cli.RunAsync("pin", "specs/tiny.spec.yaml")).Should().Be(0, cli.Error);

        cli.Read("specs/tiny.spec.yaml").Should().Be(spec.Replace(written, expected.Replace("#", GoldenHash).Replace(GoldenHash + " " + GoldenHash, GoldenHash + " #").Replace("} " + GoldenHash, "} #").Replace("  " + GoldenHash + " ", "  # ")));
        (await cli.RunAsync("pin", "specs", "--check")).Should().Be(0, cli.Out);
        cli.Out.Should().Be("All pins hold: 1 of 1.\n");
    }

    [Fact]
    public async Task Line_ends_a_byte_order_mark_and_a_missing_last_line_end_stay()
    {
        var spec = CliHarness.Spec.Replace("golden: golden.csv", "golden:\n  path: golden.csv").Replace("\n", "\r\n");
        cli.WithTinySpec();
        var path = Path.Combine(cli.Folder, "specs", "tiny.spec.yaml");
        File.WriteAllText(path, spec, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        (await cli.RunAsync("pin", "specs")).Should().Be(0, cli.Error);

        File.ReadAllBytes(path).Should().Equal([.. Encoding.UTF8.Preamble.ToArray(), .. Encoding.UTF8.GetBytes(spec.Replace("golden.csv\r\n", $"golden.csv\r\n  sha256: {GoldenHash}\r\n"))]);
    }

    [Fact]
    public async Task A_path_on_the_last_line_of_the_file_gets_a_line_of_its_own_below()
    {
        var spec = CliHarness.Spec.Replace("golden: golden.csv\n", "") + "\ngolden:\n  path: golden.csv";
        cli.WithTinySpec(spec: spec);

        (await cli.RunAsync("pin", "specs")).Should().Be(0, cli.Error);

        cli.Read("specs/tiny.spec.yaml").Should().Be(spec + $"\n  sha256: {GoldenHash}");
    }

    [Fact]
    public async Task A_path_that_braces_would_cut_is_quoted()
    {
        cli.Write("specs/a, b's.csv", CliHarness.Golden);
        cli.Write("specs/tiny.spec.yaml", CliHarness.Spec.Replace("golden: golden.csv", "golden: a, b's.csv"));

        (await cli.RunAsync("pin", "specs")).Should().Be(0, cli.Error);

        cli.Read("specs/tiny.spec.yaml").Should().Contain($"golden: {{ path: 'a, b''s.csv', sha256: {GoldenHash} }}\n");
    }

    [Fact]
    public async Task Model_and_golden_set_are_both_pinned_and_shown()
    {
        cli.WithTinySpec(spec: CliHarness.Spec.Replace("predictions: { score: p }", "model: model.onnx"));
        cli.Write("specs/model.onnx", "bytes");

        (await cli.RunAsync("pin", "specs")).Should().Be(0, cli.Error);

        var spec = Path.Combine(cli.Folder, "specs", "tiny.spec.yaml");
        cli.Out.Should().Be($$"""
            {{spec}}(4,8): pinned 'model'
              - model: model.onnx
              + model: { path: model.onnx, sha256: {{Hash("bytes")}} }
            {{spec}}(2,9): pinned 'golden'
              - golden: golden.csv
              + golden: { path: golden.csv, sha256: {{GoldenHash}} }
            2 pins written, 0 held already.

            """);
        (await cli.RunAsync("pin", "specs")).Should().Be(0);
        cli.Out.Should().Be("0 pins written, 2 held already.\n");
    }

    [Fact]
    public async Task A_path_that_comes_from_the_defaults_is_pinned_there()
    {
        cli.WithTinySpec(spec: CliHarness.Spec.Replace("golden: golden.csv\n", ""));
        cli.Write("specs/modelspecs.yaml", "golden: golden.csv\n");
        var before = cli.Read("specs/tiny.spec.yaml");

        (await cli.RunAsync("pin", "specs")).Should().Be(0, cli.Error);

        cli.Read("specs/modelspecs.yaml").Should().Be($"golden: {{ path: golden.csv, sha256: {GoldenHash} }}\n");
        cli.Read("specs/tiny.spec.yaml").Should().Be(before);
    }

    [Fact]
    public async Task Check_changes_nothing_and_is_1_where_a_pin_is_missing_or_stale()
    {
        cli.WithTinySpec(spec: CliHarness.Spec.Replace("predictions: { score: p }", $"model: {{ path: model.onnx, sha256: {new string('0', 64)} }}"));
        cli.Write("specs/model.onnx", "bytes");
        var before = cli.Read("specs/tiny.spec.yaml");

        (await cli.RunAsync("pin", "specs", "--check")).Should().Be(1);

        cli.Out.Should().Contain($"(4,36): error MSPEC911: The file of 'model' is not the pinned one. Found sha256 {Hash("bytes")} of 'model.onnx'; expected {new string('0', 64)}.")
            .And.Contain($"(2,9): error MSPEC910: The file of 'golden' is not pinned. Found 'golden.csv' without sha256; expected {GoldenHash}.")
            .And.EndWith("Not all pins hold: 0 of 2.\n");
        cli.Read("specs/tiny.spec.yaml").Should().Be(before);
    }

    [Theory]
    [InlineData("golden: &set golden.csv", "an anchor")]
    [InlineData("golden: >-\n  golden.csv", "several lines")]
    [InlineData("tags: [ &set golden.csv ]\ngolden: *set", "alias")]
    public async Task A_form_that_is_not_edited_is_2_says_what_to_write_and_changes_nothing(string written, string reason)
    {
        var spec = CliHarness.Spec.Replace("golden: golden.csv", written);
        cli.WithTinySpec(spec: spec);

        (await cli.RunAsync("pin", "specs")).Should().Be(2);

        cli.Error.Should().Contain("error MSPEC908: The pin of 'golden' cannot be written here.").And.Contain(reason);
        cli.Read("specs/tiny.spec.yaml").Should().Be(spec);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_2_at_its_path()
    {
        cli.WithTinySpec();
        File.Delete(Path.Combine(cli.Folder, "specs", "golden.csv"));

        (await cli.RunAsync("pin", "specs")).Should().Be(2);

        cli.Error.Should().Contain("(2,9): error MSPEC909: The file of 'golden' cannot be pinned: 'golden.csv'.");
    }

    [Fact]
    public async Task A_git_lfs_pointer_is_not_pinned()
    {
        cli.WithTinySpec();
        cli.Write("specs/golden.csv", "version https://git-lfs.example/spec/v1\noid sha256:0\nsize 1\n");

        (await cli.RunAsync("pin", "specs")).Should().Be(2);

        cli.Error.Should().Contain("MSPEC909").And.Contain("Git LFS pointer").And.Contain("git lfs pull");
    }

    [Fact]
    public async Task One_spec_that_does_not_parse_keeps_all_from_being_changed()
    {
        cli.WithTinySpec();
        cli.Write("specs/broken.spec.yaml", "spec: x\n");
        var before = cli.Read("specs/tiny.spec.yaml");

        (await cli.RunAsync("pin", "specs")).Should().Be(2);

        cli.Error.Should().Contain("broken.spec.yaml(");
        cli.Read("specs/tiny.spec.yaml").Should().Be(before);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
