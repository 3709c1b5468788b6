namespace Iom.Selection.Errors;

/// <summary>Something that was given can't be used, or something that was asked for can't be written: the family of all exceptions of these packages but those for a wrong argument.</summary>
/// <remarks>The message is one line that says what to do, and repeats no value of an extract.</remarks>
public abstract class SelectionException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line that says what to do.</param>
    protected SelectionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line that says what to do.</param>
    /// <param name="innerException">What was found.</param>
    protected SelectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
