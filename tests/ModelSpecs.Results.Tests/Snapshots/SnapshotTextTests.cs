using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Results.Tests.Snapshots.SnapshotSamples;

namespace ModelSpecs.Results.Tests.Snapshots;

public sealed class SnapshotTextTests
{
    private static readonly string[] Odd = ["a", "é", "\"", "\\", "\n", "\r", "\0", "\u202e", "\u2028", "😀", " of ", "<<<<<<<", "\t", "{", "]", " = ", "×"];

    private static readonly string Written = Encoding.UTF8.GetString(SnapshotText.Write(Document() with { Outcomes = new SnapshotRows(Hash('d'), 20_000) }));

    [Fact]
    public void The_text_has_a_line_for_each_check_and_each_slice()
    {
        Written.Should().Be($$$"""
            {
              "modelspecs_snapshot": 1,
              "tool": "modelspecs 0.1.0",
              "spec": {"name": "Loan", "path": "specs/loan.spec.yaml", "sha256": "{{{Hash('a')}}}"},
              "task": "binary",
              "model": {"path": "models/loan.onnx", "sha256": "{{{Hash('b')}}}"},
              "golden": {"path": "data/golden.csv", "sha256": "{{{Hash('c')}}}"},
              "runtime": "onnxruntime 1.29.0",
              "classes": ["0", "1"],
              "positive": "1",
              "threshold": 0.5,
              "rows": 20000,
              "outcomes": {"rows": 20000, "sha256": "{{{Hash('d')}}}"},
              "bounds": {
                "overall/accuracy/>=": ">= 0.70",
                "young/recall/>=": ">= overall - 0.10"
              },
              "slices": [
                {"slice": "overall",                     "n": 20000,  "metrics": {"accuracy": "0.8125 [0.80703, 0.81784] of 20000", "recall": "0.75 of 4000"}},
                {"slice": "young",                       "n": 402,    "metrics": {"recall": "0.741294 [0.692148, 0.785331] of 90"}},
                {"slice": "country", "group": "Ünï \"DE\"\n", "n": 3,      "metrics": {"recall": "undefined of 0"}}
              ]
            }

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_change_of_one_slice_is_a_change_of_one_line()
    {
        var now = Encoding.UTF8.GetString(SnapshotText.Write(Document(recall: 0.5, young: 123_456) with { Outcomes = new SnapshotRows(Hash('d'), 20_000) }));

        var was = Written.Split('\n');
        now.Split('\n').Where((line, i) => line != was[i]).Should().ContainSingle().Which.Should().Contain("\"young\"");
    }

    [Fact]
    public void What_was_written_reads_back_rounded()
    {
        var document = Document(recall: 0.741294) with { Outcomes = new SnapshotRows(Hash('d'), 7), Received = new SnapshotReceived(Hash('e'), true) };

        var read = SnapshotText.Read(SnapshotText.Write(document), "x");

        read.Problem.Should().BeNull();
        read.Document.Should().BeEquivalentTo(document, o => o.WithStrictOrdering());
        SnapshotText.Read(SnapshotText.Write(document with { Received = new SnapshotReceived(null, false) }), "x").Document!.Received.Should().Be(new SnapshotReceived(null, false));
    }

    [Fact]
    public void Any_names_and_numbers_read_back_and_are_written_again_as_the_same_bytes()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<(int Seed, byte Slices)>(), t =>
        {
            var random = new Random(t.Seed);
            string Name(int i) => $"{i}{string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Odd[random.Next(Odd.Length)]))}";
            double Number() => random.Next(6) switch
            {
                0 => double.PositiveInfinity,
                1 => -0.0,
                2 => random.NextDouble() * Math.Pow(10, random.Next(-300, 300)),
                _ => random.NextDouble() - 0.2,
            };
            var document = Document() with
            {
                Name = Name(0),
                Classes = [.. Enumerable.Range(0, random.Next(4)).Select(Name)],
                Bounds = [.. Enumerable.Range(0, random.Next(5)).Select(i => new SnapshotBound(Name(i), Name(i)))],
                Slices =
                [
                    .. Enumerable.Range(0, t.Slices % 8).Select(i => new SnapshotSlice
                    {
                        Slice = Name(i),
                        Group = random.Next(2) == 0 ? null : Name(i),
                        N = random.Next(),
                        Metrics = [.. Enumerable.Range(0, random.Next(4)).Select(m => new SnapshotMetric(Name(m), random.Next(5) == 0 ? null : Number(), m % 2 == 0 ? null : Number(), m % 2 == 0 ? null : Number(), random.NextInt64(long.MaxValue)))],
                    }),
                ],
            };

            var bytes = SnapshotText.Write(document);
            var read = SnapshotText.Read(bytes, "x");

            read.Problem.Should().BeNull();
            SnapshotText.Write(read.Document!).AsSpan().SequenceEqual(bytes).Should().BeTrue();
            read.Document!.Slices.Select(s => (s.Slice, s.Group, s.N)).Should().Equal(document.Slices.Select(s => (s.Slice, s.Group, s.N)));
            read.Document.Slices.SelectMany(s => s.Metrics).Should().Equal(document.Slices.SelectMany(s => s.Metrics).Select(m => m with { Value = Rounded(m.Value), Low = Rounded(m.Low), High = Rounded(m.High) }));
            Encoding.UTF8.GetString(bytes).Should().NotContainAny("\u202e", "\r", "\0", "\u2028");
        }));

        static double? Rounded(double? value) => value is { } number ? SnapshotNumber.Round(number) : null;
    }

    [Fact]
    public void A_value_that_the_next_run_does_not_repeat_is_marked_rounded_and_no_difference_by_itself()
    {
        SnapshotDocument With(double value) => Document() with { Slices = [new SnapshotSlice { Slice = "overall", N = 5, Metrics = [new SnapshotMetric("latency p95", value, null, null, 400) { IsNoisy = true }] }] };

        var read = SnapshotText.Read(SnapshotText.Write(With(2.34567)), "x").Document!;

        Encoding.UTF8.GetString(SnapshotText.Write(With(2.34567))).Should().Contain("\"latency p95\": \"~2.35 of 400\"");
        read.Slices[0].Metrics.Should().Equal(new SnapshotMetric("latency p95", 2.35, null, null, 400) { IsNoisy = true });
        SnapshotComparison.Of(read, With(9)).Values.Should().BeEmpty();
        SnapshotText.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SnapshotText.Write(With(2))).Replace("~2 of", "~ of", StringComparison.Ordinal)), "x").Problem.Should().NotBeNull();
    }

    [Fact]
    public void A_checkout_with_other_line_ends_and_a_byte_order_mark_reads_the_same_and_has_the_same_hash()
    {
        var windows = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Written.Replace("\n", "\r\n"))).ToArray();

        SnapshotText.Read(windows, "x").Document.Should().BeEquivalentTo(SnapshotText.Read(Encoding.UTF8.GetBytes(Written), "x").Document);
        SnapshotHash.OfText(windows).Should().Be(SnapshotHash.OfText(Encoding.UTF8.GetBytes(Written)));
        SnapshotHash.OfText("a\rb\r\nc"u8).Should().NotBe(SnapshotHash.OfText("a\nb\nc"u8));
        SnapshotHash.OfTexts(["a"u8.ToArray(), "b"u8.ToArray()]).Should().NotBe(SnapshotHash.OfTexts(["ab"u8.ToArray()]));
    }

    [Theory]
    [InlineData("<<<<<<< HEAD", 17)]
    [InlineData("=======", 17)]
    [InlineData(">>>>>>> theirs", 17)]
    [InlineData("||||||| base", 17)]
    public void An_unresolved_merge_is_reported_as_that_with_its_line(string mark, int line)
    {
        var lines = Written.Split('\n').ToList();
        lines.Insert(line - 1, mark);

        var problem = Problem(string.Join("\r\n", lines));

        problem.ToString().Should().StartWith($"loan.verified.json({line},1): error MSPEC441: The snapshot holds an unresolved merge.");
    }

    [Fact]
    public void A_text_that_is_cut_off_anywhere_is_a_problem_and_no_crash()
    {
        var bytes = Encoding.UTF8.GetBytes(Written);
        for (var length = 0; length < bytes.Length - 2; length++)
        {
            var read = SnapshotText.Read(bytes.AsSpan(0, length), "loan.verified.json");
            read.Document.Should().BeNull($"{length} of {bytes.Length} bytes are no snapshot");
            read.Problem!.Id.Should().Be("MSPEC440");
        }

        Problem(Written[..400]).Message.Should().StartWith("The snapshot is cut off.");
    }

    [Theory]
    [InlineData("\"modelspecs_snapshot\": 1", "\"modelspecs_snapshot\": 2", "(2,26): error MSPEC442: The snapshot was written by a newer ModelSpecs. Found version 2; expected at most 1.")]
    [InlineData("\"modelspecs_snapshot\": 1", "\"modelspecs_snapshot\": 0", "(2,26): error MSPEC440: The snapshot's version is none.")]
    [InlineData("  \"modelspecs_snapshot\": 1,\n", "", "(2,3): error MSPEC440: The snapshot does not say its version first. Found 'tool'")]
    [InlineData("\"task\"", "\"tusk\"", "(5,3): error MSPEC440: Found the unknown key 'tusk'")]
    [InlineData("  \"task\": \"binary\",\n", "", "error MSPEC440: Something is missing before here. Found no 'task'")]
    [InlineData("\"rows\": 20000,\n", "\"rows\": -1,\n", "(12,11): error MSPEC440: Found a number that is no count")]
    [InlineData("\"rows\": 20000,\n", "\"rows\": \"x\",\n", "(12,11): error MSPEC440: Found a text that is no count")]
    [InlineData("\"positive\": \"1\"", "\"positive\": 1", "(10,15): error MSPEC440: Found a number; expected a text.")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": 1e999", "(11,16): error MSPEC440: Found a number; expected a number.")]
    [InlineData("0.75 of 4000", "0.75", "error MSPEC440: The value of 'recall' is of no known form. Found '0.75'; expected 'VALUE [LOW, HIGH] of ROWS'.")]
    [InlineData("0.75 of 4000", "NaN of 4000", "is of no known form")]
    [InlineData("0.75 of 4000", "0,75 of 4000", "is of no known form")]
    [InlineData("0.75 of 4000", " 0.75 of 4000", "is of no known form")]
    [InlineData("0.75 of 4000", "0.75 of -4", "is of no known form")]
    [InlineData("0.75 of 4000", "0.75 [1 of 4000", "is of no known form")]
    [InlineData("0.75 of 4000", "0.75 [1, 2 of 4000", "is of no known form")]
    [InlineData("0.75 of 4000", "0.75 [] of 4000", "is of no known form")]
    [InlineData("\"slice\": \"young\",", "\"slice\": \"overall\",", "(20,5): error MSPEC440: The slice stands twice. Found 'overall' again")]
    [InlineData("\"recall\": \"0.75", "\"accuracy\": \"0.75", "error MSPEC440: A key stands twice. Found 'accuracy' again")]
    [InlineData("young/recall/>=", "overall/accuracy/>=", "error MSPEC440: A key stands twice.")]
    [InlineData("dddd\"", "dddg\"", "expected 64 hexadecimal digits in lower case")]
    [InlineData("\"n\": 402,", "", "Found no 'n'")]
    [InlineData("[\"0\", \"1\"]", "[\"0\", [\"1\"]]", "Found a list; expected a text.")]
    [InlineData("\"0\", \"1\"", "\"\\ud800\", \"1\"", "A text is not valid UTF-8.")]
    public void What_is_not_what_is_written_is_named_with_its_place(string from, string to, string expected)
    {
        Written.Should().Contain(from);

        Problem(Written.Replace(from, to)).ToString().Should().StartWith("loan.verified.json(").And.Contain(expected);
    }

    [Fact]
    public void Limits_are_said()
    {
        Problem(Written.Replace("\"binary\"", $"\"{new string('x', 20_001)}\"")).Message.Should().Contain("A text is too long. Found 20001 bytes; expected at most 20000.");
        Problem(Written.Replace("[\"0\", \"1\"]", $"[{string.Join(',', Enumerable.Repeat("\"0\"", 65_537))}]")).Message.Should().Contain("too many classes. Expected at most 65536.");
        Problem(Written.Replace("\"binary\"", new string('[', 100) + new string(']', 100))).Id.Should().Be("MSPEC440");
        Problem(Written + "{}").Message.Should().StartWith("The snapshot is no JSON.");
    }

    [Fact]
    public void A_text_in_a_message_cannot_break_the_line()
    {
        Problem(Written.Replace("\"task\"", "\"ta\\n\\u202esk\"")).Message.Should().Contain("'ta\\n\\u202esk'").And.NotContain("\n");
    }

    [Fact]
    public void A_document_that_would_not_read_back_is_not_written()
    {
        var twice = Document().Slices[0];
        foreach (var wrong in new[]
        {
            Document() with { Slices = [twice, twice] },
            Document() with { Bounds = [new("a", "b"), new("a", "c")] },
            Document() with { Slices = [twice with { Metrics = [twice.Metrics[0], twice.Metrics[0]] }] },
            Document() with { Golden = new SnapshotFile("x", "sha256:" + Hash('a')) },
            Document() with { Threshold = double.PositiveInfinity },
        })
        {
            FluentActions.Invoking(() => SnapshotText.Write(wrong)).Should().Throw<ArgumentException>();
        }
    }

    private static DiagnosticResult Problem(string text)
    {
        var read = SnapshotText.Read(Encoding.UTF8.GetBytes(text), "loan.verified.json");
        read.Document.Should().BeNull();
        return read.Problem!;
    }
}
