using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Train;

/// <summary>The <c>iom-train</c> tool.</summary>
internal static class Program
{
    private static int Main(string[] args) => ToolProcess.Start(token => Run(args, token));

    /// <summary>Does what the arguments say, in this process.</summary>
    /// <returns>The exit code, as <c>iom</c> has them.</returns>
    internal static int Run(string[] args, CancellationToken cancellationToken) => ToolProcess.Guard(() => Invoke(args, cancellationToken), cancellationToken);

    private static int Invoke(string[] args, CancellationToken cancellationToken)
    {
        // A value that begins with @ is a value, never a file of arguments.
        var parsed = TrainCommand.Create(cancellationToken).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors is [var error, ..]) return ToolProcess.Fail(ExitCode.CommandLine, $"{error.Message} (see iom-train --help)");
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}
