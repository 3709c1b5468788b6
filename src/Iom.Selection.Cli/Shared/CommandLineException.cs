namespace Iom.Selection.Cli.Shared;

/// <summary>The command line lacks what only a look at the files shows to be needed; the message says what to add.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
