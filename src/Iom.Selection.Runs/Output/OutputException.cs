using Iom.Selection.Errors;

namespace Iom.Selection.Runs.Output;

/// <summary>The output can't be written, so nothing is.</summary>
/// <remarks>The message is one line that says what to do.</remarks>
public sealed class OutputException : SelectionException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line that says what to do.</param>
    public OutputException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception for another's cause.</summary>
    /// <param name="message">One line that says what to do.</param>
    /// <param name="inner">The cause.</param>
    public OutputException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
