using Iom.Selection.Errors;

namespace Iom.Selection.Extracts.Problems;

/// <summary>An input can't be used, so nothing is done.</summary>
/// <remarks>The message is one line that says what to do, and never repeats what an extract holds.</remarks>
public sealed class ExtractException : SelectionException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line that says what to do.</param>
    public ExtractException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception for another's cause.</summary>
    /// <param name="message">One line that says what to do.</param>
    /// <param name="inner">The cause.</param>
    public ExtractException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
