namespace ModelSpecs.Xunit
{
    /// <summary>A check of a spec did not pass. Its text is the check's message, its stack trace the check's line in the YAML, and nothing else.</summary>
    public abstract class ModelSpecFailedException : Exception
    {
        private readonly string _stackTrace;

        private protected ModelSpecFailedException(string message, string stackTrace)
            : base(message) => _stackTrace = stackTrace;

        /// <summary>The check's place in the spec, in the form that consoles and editors make a link of.</summary>
        public override string StackTrace => _stackTrace;

        /// <inheritdoc />
        public override string ToString() => Message + Environment.NewLine + _stackTrace;
    }
}

#pragma warning disable IDE0130 // xunit asks for these names: it shows the message of an exception of any other namespace behind the exception's type
namespace Xunit.Sdk
{
    /// <summary>Marks an exception as a failed expectation; xunit looks it up by name, so that libraries need not refer to its assertions.</summary>
    internal interface IAssertionException;

    /// <summary>The failure that is thrown.</summary>
    internal sealed class ModelSpecFailure(string message, ModelSpecs.Xunit.TestPlace place)
        : ModelSpecs.Xunit.ModelSpecFailedException(message, place.ToString()), IAssertionException;
}
