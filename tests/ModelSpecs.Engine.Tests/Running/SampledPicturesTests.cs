using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>Pictures whose paths stand in a column.</summary>
public sealed class SampledPicturesTests : IDisposable
{
    private const string Spec = "spec: A suite\ngolden: { path: data/golden.csv, columns: { photo: string } }\nlabel: y\nid: id\npredictions: { score: p }\nexpect: { accuracy: \">= 0.1\" }\n";

    private static readonly byte[] Png = Convert.FromHexString("89504E470D0A1A0A0000000D4948445200000002000000030806000000");
    private static readonly byte[] Gif = [.. "GIF89a"u8, 2, 0, 2, 0, 0, 0, 0];
    private static readonly byte[] Jpeg = Convert.FromHexString("FFD8FFE000104A46494600010100000100010000FFC000110800030002030122000211010311010000000000");
    private static readonly byte[] Webp = [.. "RIFF\x10\0\0\0WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0];

    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task A_path_relative_to_the_golden_set_is_shown_as_the_kind_that_its_bytes_say()
    {
        Write("data/photos/a.png", Png);
        Write("data/b.JPG", Gif);
        Write("photos/c.jpeg", Jpeg);
        Write("data/d.webp", Webp);

        var sample = await SampleAsync("photos/a.png", "b.JPG", "../photos/c.jpeg", "./d.webp", "no picture", "");

        sample.PicturesLeftOut.Should().BeNull();
        sample.Rows.Select(row => row.Pictures?["photo"]).Should().Equal(
            $"data:image/png;base64,{Convert.ToBase64String(Png)}", $"data:image/gif;base64,{Convert.ToBase64String(Gif)}", $"data:image/jpeg;base64,{Convert.ToBase64String(Jpeg)}",
            $"data:image/webp;base64,{Convert.ToBase64String(Webp)}", null, null);
    }

    [Fact]
    public async Task What_is_no_picture_below_the_root_stays_text()
    {
        var outside = Directory.CreateTempSubdirectory("modelspecs-outside-");
        try
        {
            File.WriteAllBytes(Path.Combine(outside.FullName, "secret.png"), Png);
            Write("data/.hidden/a.png", Png);
            Write("data/script.png", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray());
            Write("data/vector.svg", "<svg/>"u8.ToArray());
            Write("data/empty.png", []);
            Write("data/huge.png", [.. Png[..16], 0, 0, 0x80, 0, 0, 0, 0x80, 0, .. Png[24..]]);
            File.CreateSymbolicLink(Path.Combine(workspace.Root, "data/link.png"), Path.Combine(outside.FullName, "secret.png"));
            var relative = Path.GetRelativePath(Path.Combine(workspace.Root, "data"), Path.Combine(outside.FullName, "secret.png"));

            var sample = await SampleAsync(
                relative, Path.Combine(outside.FullName, "secret.png"), "link.png", ".hidden/a.png", "script.png", "vector.svg", "empty.png", "huge.png", "missing.png", "https://example.org/a.png", "a\\b.png", ".png", "file:///etc/a.png");

            sample.Rows.Should().HaveCount(13).And.OnlyContain(row => row.Pictures == null);
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Large_pictures_are_left_out_and_counted()
    {
        byte[] Padded(int length) => [.. Png, .. new byte[length - Png.Length]];
        Write("data/large.png", Padded((256 * 1024) + 1));
        Write("data/fits.png", Padded(256 * 1024));

        var sample = await SampleAsync([.. Enumerable.Repeat("fits.png", 7), "large.png"]);

        sample.Rows.Count(row => row.Pictures is not null).Should().Be(5, "five of a quarter of a megabyte are below the sum");
        sample.PicturesLeftOut.Should().Be(3);
    }

    [Fact]
    public async Task A_run_without_a_report_reads_none()
    {
        Write("data/a.png", Png);
        workspace.Write("data/golden.csv", "id,y,p,photo\nR1,1,0.9,a.png\nR2,0,0.2,a.png\n");

        (await workspace.RunAsync(Spec)).Sample.Should().BeNull();
    }

    private void Write(string path, byte[] bytes)
    {
        var full = Path.Combine(workspace.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    private async Task<RowSampleResult> SampleAsync(params string[] paths)
    {
        workspace.Write("data/golden.csv", "id,y,p,photo\n" + string.Concat(paths.Select((path, i) => FormattableString.Invariant($"R{i:00},{i % 2},0.{(i % 2 == 0 ? 2 : 7)},{path}\n"))));
        workspace.Options = workspace.Options with { SampleRows = 50 };
        return (await workspace.RunAsync(Spec)).Sample!;
    }
}
