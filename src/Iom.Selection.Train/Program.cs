using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Train;

/// <summary>The <c>iom-train</c> tool.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        return Run(args, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Does what the arguments say, in this process.</summary>
    /// <returns>The exit code, as <c>iom</c> has them.</returns>
    internal static int Run(string[] args, CancellationToken cancellationToken)
    {
        try
        {
            // A value that begins with @ is a value, never a file of arguments.
            var parsed = TrainCommand.Create(cancellationToken).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors is [var error, ..]) return Fail(ExitCode.CommandLine, $"{error.Message} (see iom-train --help)");
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (CommandLineException e)
        {
            return Fail(ExitCode.CommandLine, e.Message);
        }
        catch (Exception e) when (e is ExtractException or OutputException or InputException)
        {
            return Fail(ExitCode.NotAllowed, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException || (e is AggregateException && cancellationToken.IsCancellationRequested))
        {
            return Fail(ExitCode.Stopped, "Stopped; nothing was written.");
        }
        catch (Exception e)
        {
            // A message may repeat a value of an extract, so it is not told; where it happened is.
            var where = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Iom.Selection", StringComparison.Ordinal))?.Trim();
            return Fail(ExitCode.Fault, $"Internal error, please report it: {e.GetType().Name} {where}");
        }
    }

    private static int Fail(int exitCode, string message)
    {
        ConsoleOutput.Error(message);
        return exitCode;
    }
}
