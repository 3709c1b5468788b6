namespace Iom.Selection.Service.Administration;

/// <summary>A command can't be done; the message is one line that says what to do.</summary>
internal sealed class CommandException(string message, bool isOfCommandLine = false) : Exception(message)
{
    /// <summary>Whether it is what was typed that is wrong.</summary>
    public bool IsOfCommandLine => isOfCommandLine;
}
