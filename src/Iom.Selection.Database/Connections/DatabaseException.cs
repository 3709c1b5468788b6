namespace Iom.Selection.Database.Connections;

/// <summary>The database, or what it holds, does not allow a ranking; nothing was written.</summary>
/// <remarks>The message is one line that says what to do. It holds nothing of the connection and no value of a record; nor has it an inner exception, whose message might.</remarks>
public sealed class DatabaseException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    public DatabaseException(string message)
        : base(message)
    {
    }
}
