using System.Text;
using System.Text.RegularExpressions;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Datasets;

/// <summary>Each problem of a data file, its message, and the page that shows it.</summary>
public sealed class DataDiagnosticTests
{
    private const string Name = "data/golden.csv";

    /// <summary>How each problem comes about: the diagnostics that result.</summary>
    private static readonly Dictionary<string, Func<DataFolder, string>> Cases = new(StringComparer.Ordinal)
    {
        ["MSPEC100"] = folder =>
        {
            folder.Write("data/goldens.csv", "id\n1\n");
            return folder.Problems(folder.Golden(Name));
        },
        ["MSPEC101"] = folder =>
        {
            folder.Write("data/golden/part.csv", "id\n1\n");
            return folder.Problems(folder.Golden("data/golden", format: "csv"));
        },
        ["MSPEC102"] = folder => folder.ProblemsOf("", Name),
        ["MSPEC105"] = folder => folder.ProblemsOf("version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 9\n", Name),
        ["MSPEC106"] = folder =>
        {
            folder.Write(Name, "id,label\n1,0\n");
            return folder.Problems(folder.Golden(Name, sha256: new string('0', 64)));
        },
        ["MSPEC107"] = folder =>
        {
            folder.Write("data/golden.parquet", "PAR1");
            return folder.Problems(folder.Golden("data/golden.parquet"));
        },
        ["MSPEC108"] = folder =>
        {
            folder.Write("data/golden.csv.gz", DataFolder.Gzip(new byte[2_000_000]));
            return folder.Problems(folder.Golden("data/golden.csv.gz"), maxBytes: 1_000_000);
        },
        ["MSPEC110"] = folder => folder.ProblemsOf("id,age,label\n", Name),
        ["MSPEC111"] = folder => folder.ProblemsOf("id,age,age,label\n1,30,31,0\n", Name),
        ["MSPEC112"] = folder => folder.ProblemsOf("id,city,label\n1,Ulm,0\n2,Frankfurt, Main,1\n", Name),
        ["MSPEC113"] = folder => folder.ProblemsOf("id,text,label\n1,\"said hello,0\n2,bye,1\n", Name),
        ["MSPEC114"] = folder => folder.ProblemsOf("id,text,label\n1,\"red\" wine,0\n", Name),
        ["MSPEC115"] = folder => folder.ProblemsOf("id,label\r1,0\r", Name),
        ["MSPEC116"] = folder =>
        {
            folder.Write(Name, Encoding.Latin1.GetBytes("id,city\n1,Zürich\n"));
            return folder.Problems(folder.Golden(Name));
        },
        ["MSPEC117"] = folder => folder.ProblemsOf("id,age,label\n1,30,0\n2,thirty,1\n", Name, new() { ["age"] = ColumnKind.Integer }),
        ["MSPEC118"] = folder => folder.ProblemsOf("id,postcode,label\n1,01234,0\n", Name, new() { ["post_code"] = ColumnKind.String }),
        ["MSPEC119"] = folder => folder.ProblemsOf("id,image,label\n1,x,0\n", Name, new() { ["image"] = ColumnKind.Tensor }),
        ["MSPEC120"] = folder => folder.ProblemsOf("{\"id\": 1, \"score\": NaN}\n", "data/golden.jsonl"),
        ["MSPEC121"] = folder => folder.ProblemsOf("{\"id\": 1, \"customer\": {\"age\": 30}}\n", "data/golden.jsonl"),
        ["MSPEC122"] = folder => folder.ProblemsOf("{\"id\": 1, \"age\": 30, \"age\": 31}\n", "data/golden.jsonl"),
        ["MSPEC125"] = folder => folder.ProblemsOf("id,age,label\n1,30,0\n", "data/golden.npy"),
        ["MSPEC126"] = folder =>
        {
            folder.Write("data/golden.npy", Npy.Bytes("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", new byte[16]));
            return folder.Problems(folder.Golden("data/golden.npy"));
        },
        ["MSPEC127"] = folder =>
        {
            folder.Write("data/golden.npy", Npy.Bytes("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }", new byte[40]));
            return folder.Problems(folder.Golden("data/golden.npy"));
        },
        ["MSPEC128"] = folder => folder.ProblemsOf("id,age,label\n1,30,0\n", "data/golden.npz"),
        ["MSPEC129"] = folder =>
        {
            folder.Write("data/golden.npz", Npy.Archive(("id", Npy.Bytes("{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }", new byte[24])), ("image", Npy.Bytes("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4), }", new byte[8]))));
            return folder.Problems(folder.Golden("data/golden.npz"));
        },
        ["MSPEC130"] = folder =>
        {
            var packed = DataFolder.Gzip(Encoding.UTF8.GetBytes("id,label\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i % 7}\n"))));
            folder.Write("data/golden.csv.gz", packed[..(packed.Length / 2)]);
            return folder.Problems(folder.Golden("data/golden.csv.gz"));
        },
    };

    /// <summary>Problems that depend on the system or on time; each has a test of its own below.</summary>
    private static readonly string[] Elsewhere = ["MSPEC103", "MSPEC104", "MSPEC109", "MSPEC140"];

    public static IEnumerable<TheoryDataRow<string>> Ids => Cases.Keys.Select(id => new TheoryDataRow<string>(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_message_is_the_one_on_its_page(string id)
    {
        using var folder = new DataFolder();
        var message = Cases[id](folder);
        message.Should().StartWith("loan.spec.yaml(").And.Contain($"error {id}: ").And.NotContain("\n", "one cause is one problem");
        PageShouldShow(id, message);
    }

    [Fact]
    public void Every_problem_of_data_files_is_tried() =>
        Cases.Keys.Concat(Elsewhere).Should().BeEquivalentTo(
            SpecDiagnostics.All.Select(row => row.Id).Where(id => int.Parse(id.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture) is >= 100 and < 150));

    [Fact]
    public void A_link_that_leaves_the_root_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var outside = new DataFolder();
        outside.Write("golden.csv", "id\n1\n");
        using var folder = new DataFolder();
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "data"), outside.Root);
        var message = folder.Problems(folder.Golden(Name));
        PageShouldShow("MSPEC104", message);
    }

    [Fact]
    public void A_link_that_stays_below_the_root_is_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new DataFolder();
        folder.Write("real.csv", "id\n1\n");
        File.CreateSymbolicLink(Path.Combine(folder.Root, "golden.csv"), "real.csv");
        folder.Read(folder.Golden("golden.csv")).Rows.Should().Be(1);
    }

    [Fact]
    public void A_file_that_another_program_holds_is_named()
    {
        using var folder = new DataFolder();
        var path = folder.Write(Name, "id\n1\n");
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        PageShouldShow("MSPEC103", folder.Problems(folder.Golden(Name)));
    }

    [Fact]
    public void A_missing_file_that_nothing_resembles_gets_no_suggestion()
    {
        using var folder = new DataFolder();
        folder.Problems(folder.Golden("else/golden.csv")).Should().Contain("MSPEC100").And.NotContain("Did you mean");
    }

    [Fact]
    public void All_problems_are_said_at_once_in_the_order_of_lines()
    {
        using var folder = new DataFolder();
        folder.Write(Name, "id,age,label\n1,x,0\n2,30\n3,y,0\n4,31,0,9\n5,\"a\"b,1\n");
        var problems = folder.Problems(folder.Golden(Name, new() { ["age"] = ColumnKind.Integer, ["nosuch"] = ColumnKind.Date }, sha256: new string('1', 64)), 2, 8).Split('\n');
        problems.Select(p => Regex.Match(p, "MSPEC...").Value).Should().Equal(
            "MSPEC118", "MSPEC106", "MSPEC112", "MSPEC112", "MSPEC114", "MSPEC117", "MSPEC117", "MSPEC117");
        problems[2].Should().Contain("data/golden.csv line 3: ").And.Contain("Found 2; expected 3");
        problems[3].Should().Contain("line 5: ").And.Contain("Found 4; expected 3");
        problems[5].Should().Contain("line 2: ").And.Contain("Found 'x'");
        problems[7].Should().Contain("line 6: ");
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(7, 20)]
    public void Of_a_problem_in_many_rows_the_first_twenty_are_listed_and_the_rest_counted(int threads, int chunkSize)
    {
        using var folder = new DataFolder();
        folder.Write(Name, "id,age\n" + string.Concat(Enumerable.Range(0, 1234).Select(i => $"{i},none\n")));
        var problems = folder.Problems(folder.Golden(Name, new() { ["age"] = ColumnKind.Number }), threads, chunkSize).Split('\n');
        problems.Should().HaveCount(21);
        for (var i = 0; i < 20; i++)
        {
            problems[i].Should().Contain($"line {i + 2}: ");
        }

        problems[20].Should().Be("loan.spec.yaml(3,9): error MSPEC117: data/golden.csv: 1,214 more lines with the same problem in column 'age'.");
    }

    [Fact]
    public void Text_from_data_cannot_break_the_line_of_a_message()
    {
        using var folder = new DataFolder();
        folder.Write(Name, "id,age\n1,\"a\nb\u202e\u001b[31m\"\n");
        folder.Problems(folder.Golden(Name, new() { ["age"] = ColumnKind.Integer })).Should().Contain("Found 'a\\u000ab\\u202e\\u001b[31m'").And.NotContain("\n");
    }

    [Theory]
    [InlineData("a;b;c\n1;2;3\n", "golden.csv", "semicolons")]
    [InlineData("a\tb\n1\t2\n", "golden.csv", "Write `format: tsv`.")]
    [InlineData("a,b\n1,2\n", "golden.tsv", "Write `format: csv`.")]
    public void Another_delimiter_is_recognised(string text, string name, string hint)
    {
        using var folder = new DataFolder();
        folder.ProblemsOf(text, name).Should().Contain("MSPEC107").And.Contain(hint);
    }

    [Fact]
    public void A_format_that_is_not_known_is_shown_at_its_own_place()
    {
        using var folder = new DataFolder();
        folder.Write(Name, "id\n1\n");
        folder.Problems(folder.Golden(Name, format: "cvs")).Should().StartWith("loan.spec.yaml(4,11): error MSPEC107: ").And.EndWith("expected csv, tsv, jsonl, npy, npz. Did you mean 'csv'?");
    }

    [Theory]
    [InlineData("\n\r\n\n")]
    [InlineData("\uFEFF")]
    public void A_file_of_blank_lines_is_empty(string text)
    {
        using var folder = new DataFolder();
        folder.ProblemsOf(text, Name).Should().Contain("MSPEC102");
    }

    [Fact]
    public void Utf16_is_recognised_by_its_mark()
    {
        using var folder = new DataFolder();
        folder.Write(Name, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("id\n1\n")]);
        folder.Problems(folder.Golden(Name)).Should().Contain("MSPEC116").And.Contain("UTF-16");
    }

    [Fact]
    public void Invalid_bytes_are_found_in_every_chunk_and_in_columns_that_nothing_reads()
    {
        using var folder = new DataFolder();
        byte[] bytes = [.. "id,note\n"u8, .. Enumerable.Range(0, 100).SelectMany(i => (byte[])[.. Encoding.UTF8.GetBytes($"{i},"), (byte)(i % 50 == 7 ? 0xC3 : 'x'), (byte)'\n'])];
        folder.Write(Name, bytes);
        var thrown = FluentActions.Invoking(() => folder.Read(folder.Golden(Name), 2, 40, ["id"])).Should().Throw<SpecException>().Which;
        thrown.Diagnostics.Select(d => d.Message).Should().HaveCount(2)
            .And.SatisfyRespectively(
                first => first.Should().Contain("line 9: ").And.Contain("0xC3 at byte 3"),
                second => second.Should().Contain("line 59: ").And.Contain("0xC3 at byte 4"));
    }

    [Fact]
    public void An_unclosed_quote_is_named_where_it_begins_whatever_stands_before_it()
    {
        using var folder = new DataFolder();
        var text = "id,text\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},\"two\nlines\"\n")) + "30,\"never closed\n31,x\n32,y\n";
        folder.Write(Name, text);
        foreach (var chunk in (int[])[5, 50, 100_000])
        {
            folder.Problems(folder.Golden(Name), 2, chunk).Should().Be(
                "loan.spec.yaml(3,9): error MSPEC113: data/golden.csv line 62: A quote that begins here is never closed. Found no other quote up to the end; expected a closing one. Write a quote that belongs to the text twice, inside quotes.");
        }
    }

    [Fact]
    public void Gzip_by_name_alone_is_refused()
    {
        using var folder = new DataFolder();
        folder.ProblemsOf("id\n1\n", "golden.csv.gz").Should().Contain("MSPEC130").And.Contain("not gzip-compressed");
    }

    [Fact]
    public void The_header_is_held_to_the_same_rules()
    {
        using var folder = new DataFolder();
        folder.ProblemsOf("id,\"a\"b\n1,2\n").Should().Contain("MSPEC114").And.Contain("golden.csv line 1: ");
        folder.ProblemsOf("id,\"ab\n1,2\n").Should().Contain("MSPEC113").And.Contain("golden.csv line 1: ");
        folder.Write("golden.csv", [.. "id,"u8, 0xFF, .. "\n1,2\n"u8]);
        folder.Problems(folder.Golden("golden.csv")).Should().Contain("MSPEC116").And.Contain("golden.csv line 1: ");
        FluentActions.Invoking(() => DatasetReader.ReadHeader(folder.Golden("golden.csv"), folder.Root)).Should().Throw<SpecException>().WithMessage("*MSPEC116*");
    }

    private static void PageShouldShow(string id, string message)
    {
        var root = RepositoryRoot.Path;
        var path = Path.Combine(root, "docs", "diagnostics", id + ".md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var block = Regex.Match(page, "```text\nloan\\.spec\\.yaml(?:.|\n)*?\n```");
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            page = page.Replace(block.Value, $"```text\n{message}\n```", StringComparison.Ordinal);
            File.WriteAllText(path, page);
        }

        page.Should().Contain($"```text\n{message}\n```", $"docs/diagnostics/{id}.md shows the real message (run with MODELSPECS_UPDATE=1 to write it)");
    }
}
