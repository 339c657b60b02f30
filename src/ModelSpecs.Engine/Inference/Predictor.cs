using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>Predictions of a model, or of columns that already hold them.</summary>
public static class Predictor
{
    /// <summary>Columns of the golden set that the model's inputs (or <c>predictions</c>) are read from, each once.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="header">All column names of the golden set.</param>
    /// <param name="options">How inference is done.</param>
    /// <exception cref="Spec.Diagnostics.SpecException">The model cannot be read, or an input finds no column; every problem is named.</exception>
    public static IReadOnlyList<string> ColumnsNeeded(SuiteSpec suite, IReadOnlyList<string> header, InferenceOptions options) => throw new NotSupportedException();

    /// <summary>Checks the model, its inputs and its outputs against the golden set, without inference.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="table">The golden set with the columns of <see cref="ColumnsNeeded"/>.</param>
    /// <param name="rows">Indexes of the rows that will be predicted; null: all.</param>
    /// <param name="options">How inference is done.</param>
    /// <exception cref="Spec.Diagnostics.SpecException">Every problem found.</exception>
    public static void Validate(SuiteSpec suite, Table table, int[]? rows, InferenceOptions options) => throw new NotSupportedException();

    /// <inheritdoc cref="Validate(SuiteSpec, Table, int[], InferenceOptions)"/>
    public static void Validate(SuiteSpec suite, Table table, InferenceOptions options) => Validate(suite, table, null, options);

    /// <summary>Predicts some rows, or takes their predictions from the cache.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="table">The golden set with its label column and the columns of <see cref="ColumnsNeeded"/>.</param>
    /// <param name="rows">Indexes of the rows to predict (those that <c>golden.where</c> keeps), in the order wanted; null: all. What the model cannot take in the other rows is no problem.</param>
    /// <param name="options">How inference is done; the predictions do not depend on it.</param>
    /// <param name="cancellationToken">Stops between batches, and where the runtime allows it within one.</param>
    /// <returns>As many predictions as rows asked for, in their order.</returns>
    /// <exception cref="Spec.Diagnostics.SpecException">The model, its inputs or what it gives cannot be used; every problem found.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<Predictions> PredictAsync(SuiteSpec suite, Table table, int[]? rows, InferenceOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Predicts all rows.</summary>
    /// <inheritdoc cref="PredictAsync(SuiteSpec, Table, int[], InferenceOptions, CancellationToken)"/>
    public static Task<Predictions> PredictAsync(SuiteSpec suite, Table table, InferenceOptions options, CancellationToken cancellationToken) =>
        PredictAsync(suite, table, null, options, cancellationToken);
}
