using Iom.Selection.Errors;

namespace Iom.Selection.Fairness.Disclosure;

/// <summary>Nothing can be published now. The message says why, and tells no number.</summary>
public sealed class ReleaseException : SelectionException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What to do.</param>
    public ReleaseException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What to do.</param>
    /// <param name="innerException">The cause.</param>
    public ReleaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one.</summary>
    public ReleaseException()
        : this("Nothing can be published.")
    {
    }
}
