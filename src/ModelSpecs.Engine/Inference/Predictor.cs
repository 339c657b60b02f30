using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>Predictions of a model, or of columns that already hold them.</summary>
public static class Predictor
{
    /// <summary>Columns of the golden set that the model's inputs (or <c>predictions</c>) are read from, each once.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="header">All column names of the golden set.</param>
    /// <param name="options">How inference is done.</param>
    /// <exception cref="SpecException">The model cannot be read, or an input finds no column; every problem is named.</exception>
    public static IReadOnlyList<string> ColumnsNeeded(SuiteSpec suite, IReadOnlyList<string> header, InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<SpecDiagnostic>();
        var columns = suite.Predictions is not null
            ? PredictionColumns.Names(suite, header, problems)
            : InputBinder.Bind(suite, ModelFile.Open(suite).Signature, header, problems).SelectMany(input => input.Columns);
        var names = columns.Distinct(StringComparer.Ordinal).ToList();
        return problems.Count == 0 ? names : throw new SpecException(problems);
    }

    /// <summary>Checks the model, its inputs and its outputs against the golden set, without inference.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="table">The golden set with the columns of <see cref="ColumnsNeeded"/>.</param>
    /// <param name="rows">Indexes of the rows that will be predicted; null: all.</param>
    /// <param name="options">How inference is done.</param>
    /// <exception cref="SpecException">Every problem found.</exception>
    public static void Validate(SuiteSpec suite, Table table, int[]? rows, InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        var selection = new RowSelection(table, rows);
        if (suite.Predictions is not null)
        {
            FromColumns(suite, selection);
            return;
        }

        PreparedModel.Create(suite, selection, CancellationToken.None).Run.CheckThatItLoads(options);
    }

    /// <inheritdoc cref="Validate(SuiteSpec, Table, int[], InferenceOptions)"/>
    public static void Validate(SuiteSpec suite, Table table, InferenceOptions options) => Validate(suite, table, null, options);

    /// <summary>Predicts some rows, or takes their predictions from the cache.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="table">The golden set with its label column and the columns of <see cref="ColumnsNeeded"/>.</param>
    /// <param name="rows">Indexes of the rows to predict (those that <c>golden.where</c> keeps), in the order wanted; null: all. What the model cannot take in the other rows is no problem.</param>
    /// <param name="options">How inference is done; the predictions do not depend on it.</param>
    /// <param name="cancellationToken">Stops between batches, and where the runtime allows it within one.</param>
    /// <returns>As many predictions as rows asked for, in their order.</returns>
    /// <exception cref="SpecException">The model, its inputs or what it gives cannot be used; every problem found.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<Predictions> PredictAsync(SuiteSpec suite, Table table, int[]? rows, InferenceOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => PredictAsync(suite, new RowSelection(table, rows), options, cancellationToken), cancellationToken);
    }

    /// <summary>Predicts all rows.</summary>
    /// <inheritdoc cref="PredictAsync(SuiteSpec, Table, int[], InferenceOptions, CancellationToken)"/>
    public static Task<Predictions> PredictAsync(SuiteSpec suite, Table table, InferenceOptions options, CancellationToken cancellationToken) =>
        PredictAsync(suite, table, null, options, cancellationToken);

    private static async Task<Predictions> PredictAsync(SuiteSpec suite, RowSelection rows, InferenceOptions options, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            throw new SpecException(SpecDiagnostics.NoRows.At(suite.Golden.File.Written.Span,
                $"There is no row to predict. Found 0 rows in {OneLine.Quote(suite.Golden.File.Written.Value)}{(suite.Golden.Where is null ? "" : " after golden.where")}; expected at least one. Correct the file or the predicate."));
        }

        if (suite.Predictions is not null)
        {
            return PredictionBuilder.Build(FromColumns(suite, rows) with { AllowNoAnswer = options.AllowNoAnswer });
        }

        return await PredictAsync(PreparedModel.Create(suite, rows, cancellationToken), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Predicts what a prepared model is fed, or takes it from the cache: its feeds may have been altered since.</summary>
    /// <inheritdoc cref="PredictAsync(SuiteSpec, Table, int[], InferenceOptions, CancellationToken)"/>
    internal static async Task<Predictions> PredictAsync(PreparedModel prepared, InferenceOptions options, CancellationToken cancellationToken)
    {
        var outputs = await prepared.Run.OutputsAsync(prepared.Roles.Fetched, anyShape: false, options, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return PredictionBuilder.Build(prepared.Source(outputs) with { KeepLogits = options.KeepLogits, AllowNoAnswer = options.AllowNoAnswer });
    }

    private static PredictionSource FromColumns(SuiteSpec suite, RowSelection rows)
    {
        var problems = new List<SpecDiagnostic>();
        return PredictionColumns.Read(suite, rows, problems) ?? throw new SpecException(problems);
    }
}
