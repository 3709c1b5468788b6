namespace Iom.Selection.Cli.Shared;

/// <summary>Something the command line names can't be used; the message is one line that says what to do.</summary>
internal sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
