namespace ModelSpecs
{
    /// <summary>What a spec or a test expects of a model is not so. Its text is the message, and where the check stands in a spec, its stack trace is that line.</summary>
    public abstract class ModelSpecFailedException : Exception
    {
        private readonly string? _stackTrace;

        private protected ModelSpecFailedException(string message, string? stackTrace)
            : base(message) => _stackTrace = stackTrace;

        /// <summary>The check's place in the spec, in the form that consoles and editors make a link of; of code the trace of the code.</summary>
        public override string? StackTrace => _stackTrace ?? base.StackTrace;

        /// <inheritdoc />
        public override string ToString() => Message + Environment.NewLine + StackTrace;
    }
}

#pragma warning disable IDE0130 // xunit asks for these names: it shows the message of an exception of any other namespace behind the exception's type
namespace Xunit.Sdk
{
    /// <summary>Marks an exception as a failed expectation; xunit looks it up by name, so that libraries need not refer to its assertions.</summary>
    internal interface IAssertionException;

    /// <summary>The failure that is thrown.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="place">One frame of a stack trace to show in place of the code's; null: the code's.</param>
    internal sealed class ModelSpecFailure(string message, string? place = null)
        : ModelSpecs.ModelSpecFailedException(message, place), IAssertionException;
}
