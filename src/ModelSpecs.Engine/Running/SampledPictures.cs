using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Running;

/// <summary>Pictures of the sampled rows whose paths stand in columns of the golden set, relative to its folder. What is no picture below the root stays the text that it is.</summary>
internal sealed class SampledPictures
{
    /// <summary>Bytes of all pictures of a suite together.</summary>
    public const int MostBytesInSum = 1_500_000;

    private const int MostColumns = 2;

    private readonly Dictionary<int, Dictionary<string, string>> found = [];

    /// <summary>Rows whose picture is there and too large, or came after the sum was reached.</summary>
    public int LeftOut { get; private set; }

    /// <summary>A row's pictures by column, as <c>data:</c> addresses; null: none.</summary>
    public IReadOnlyDictionary<string, string>? On(int row) => found.GetValueOrDefault(row);

    /// <summary>Reads them.</summary>
    /// <param name="suite">Root and golden set.</param>
    /// <param name="columns">Columns that are shown.</param>
    /// <param name="rows">Rows that are shown.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public static SampledPictures Of(SuiteSpec suite, IReadOnlyList<Column> columns, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        var pictures = new SampledPictures();
        var folder = Path.GetDirectoryName(suite.Golden.File.FullPath) ?? suite.Root;
        var named = columns.Where(column => column.Kind == ColumnKind.String && rows.Any(row => !column.IsNull(row) && PictureFile.IsNamed(column.Format(row)))).Take(MostColumns).ToList();
        var left = MostBytesInSum;
        foreach (var row in rows)
        {
            foreach (var column in named.Where(column => !column.IsNull(row)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var text = column.Format(row);
                if (!PictureFile.IsNamed(text) || PictureFile.Find(suite.Root, folder, text) is not { } path)
                {
                    continue;
                }

                if (PictureFile.Read(path, Math.Min(PictureFile.MostBytes, left)) is not { } bytes)
                {
                    pictures.LeftOut++;
                }
                else if (PictureFile.TypeOf(bytes) is { } type)
                {
                    left -= bytes.Length;
                    if (!pictures.found.TryGetValue(row, out var some))
                    {
                        pictures.found[row] = some = new(StringComparer.Ordinal);
                    }

                    some[column.Name] = $"data:{type};base64,{Convert.ToBase64String(bytes)}";
                }
            }
        }

        return pictures;
    }
}
