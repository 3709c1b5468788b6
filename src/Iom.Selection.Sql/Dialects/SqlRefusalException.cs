using Iom.Selection.Errors;

namespace Iom.Selection.Sql.Dialects;

/// <summary>The dialect can't say what the policy says, so nothing was compiled.</summary>
public sealed class SqlRefusalException : SelectionException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What can't be said, by name, and what to do.</param>
    public SqlRefusalException(string message)
        : base(message)
    {
    }
}
