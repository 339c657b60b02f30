using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>What a profile is made of.</summary>
public sealed record ProfileRequest
{
    /// <summary>The rows.</summary>
    public required GoldenSpec Data { get; init; }

    /// <summary>Full path of the root that their file lies below.</summary>
    public required string Root { get; init; }

    /// <summary>The spec whose columns and predictions it has; null: all columns and no predictions.</summary>
    public SuiteSpec? Suite { get; init; }

    /// <summary>The columns in place of those; empty: nothing is said.</summary>
    public IReadOnlyList<Located<string>> Columns { get; init; } = [];

    /// <summary>Fewest rows that anything in it stands for.</summary>
    public int Floor { get; init; } = ProfileDocument.DefaultFloor;

    /// <summary>Most threads; 0: one a core. The profile does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Where parsed columns and predictions are kept; null: nowhere.</summary>
    public string? CacheDirectory { get; init; }
}

/// <summary>Makes a profile of a data set.</summary>
public static class ProfileRun
{
    private static readonly Dictionary<string, Located<ColumnKind>> NoTypes = new(StringComparer.Ordinal);

    /// <summary>The profile.</summary>
    /// <param name="request">What it is made of.</param>
    /// <param name="cancellationToken">Stops between blocks and batches.</param>
    /// <exception cref="SpecException">The data, the model or a column cannot be used; every problem is named.</exception>
    public static async Task<ProfileDocument> MakeAsync(ProfileRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        var cache = CacheLocation.Open(request.CacheDirectory, null);
        var inference = new InferenceOptions { Threads = threads, Cache = cache };
        var header = DatasetReader.ReadHeader(request.Data with { Columns = NoTypes }, request.Root);
        // A spec says the types of its golden set's columns; this set may have fewer.
        var types = request.Data.Columns.Where(column => header.Contains(column.Key, StringComparer.Ordinal)).ToDictionary(column => column.Key, column => column.Value, StringComparer.Ordinal);
        request = request with { Data = request.Data with { Columns = types } };
        var problems = request.Columns.Where(column => !header.Contains(column.Value, StringComparer.Ordinal)).Select(column => OtherSet.UnknownColumn(column, "--columns", request.Data, header)).ToList();
        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        var names = request.Columns.Count > 0 ? [.. request.Columns.Select(column => column.Value)]
            : request.Suite is { } suite ? DriftPlan.Usual(suite, suite.Model is null, header, inference) : header;
        var model = request.Suite is null ? [] : Predictor.ColumnsNeeded(request.Suite, header, inference);
        var table = OtherSet.Read(
            Nobody(request), request.Data, _ => names.Concat(model), new DatasetOptions { Threads = threads, Cache = cache }, problems, cancellationToken) ?? throw new SpecException(problems);
        var predictions = request.Suite is null ? null : await Predictor.PredictAsync(request.Suite with { Golden = request.Data }, table, null, inference, cancellationToken).ConfigureAwait(false);
        var predicted = predictions is null ? null : PredictedColumns.Of(request.Suite!, table, predictions);
        string[] ordered = [.. header.Where(name => names.Contains(name, StringComparer.Ordinal) && table.Find(name) is not null)];
        var profile = ProfileMaker.Make(table, ordered, predicted, predictions?.ModelHash, request.Floor, threads, cancellationToken);
        if (profile.Columns.Count + profile.Predictions.Count == 0)
        {
            throw new SpecException(SpecDiagnostics.DriftNoColumns.At(request.Data.File.Written.Span,
                $"No column is left to profile. Found {OneLine.Quote(request.Data.File.Written.Value)} with an array in each row of every column; expected columns of numbers, texts, booleans or dates. Say --spec for what its model says of the rows."));
        }

        problems.AddRange(profile.Columns.Concat(profile.Predictions).Where(column => column.Numbers is { } numbers && !(double.IsFinite(numbers.Mean) && double.IsFinite(numbers.Deviation))).Select(column =>
            SpecDiagnostics.DriftColumnUnusable.At(request.Data.File.Written.Span,
                $"Column {OneLine.Quote(column.Name)} has numbers that are too far apart for a standard deviation. Found some beyond 1e150; expected smaller ones. Leave the column out with --columns.")));
        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        // A part of a file is other data than the file.
        return request.Data.Where is { } where
            ? profile with { Data = [Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{table.ContentHash}\n{where.Text}")))] }
            : profile;
    }

    // Reading needs a spec for its root alone, and the data may lie elsewhere than the spec's model.
    private static SuiteSpec Nobody(ProfileRequest request) => new()
    {
        Name = request.Data.File.Written, File = request.Data.File.FullPath, Root = request.Root, Golden = request.Data, Label = request.Data.File.Written,
    };
}
