using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Shared;

/// <summary>What makes a process of a tool: its output, the signals that end it, and what it says where something fails.</summary>
internal static class ToolProcess
{
    /// <summary>Runs a tool as a process: UTF-8 out, and signals that end it soon.</summary>
    /// <param name="run">What the tool does until it is stopped.</param>
    /// <returns>The exit code.</returns>
    public static int Start(Func<CancellationToken, int> run)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        StandardOutput.Use();
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return run(stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (!stop.IsCancellationRequested) Interruption.EndSoon();
            stop.Cancel();
        }
    }

    /// <summary>Does something, and says in one line what went wrong.</summary>
    /// <param name="invoke">What to do.</param>
    /// <param name="cancellationToken">What stops it.</param>
    /// <returns>The exit code.</returns>
    public static int Guard(Func<int> invoke, CancellationToken cancellationToken)
    {
        try
        {
            var exitCode = invoke();
            return ConsoleOutput.HasFailed && exitCode is not (ExitCode.CommandLine or ExitCode.NotAllowed) ? FailToPrint() : exitCode;
        }
        catch (IOException) when (ConsoleOutput.HasFailed)
        {
            return FailToPrint();
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
            // Whatever looks whether it is to stop, or waits for a log, does so before it writes.
            Interruption.Tell(isWriting: false);
            return ExitCode.Stopped;
        }
        catch (Exception e)
        {
            // A message may repeat a value of an extract, so it is not told; where it happened is.
            var where = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Iom.Selection", StringComparison.Ordinal))?.Trim();
            return Fail(ExitCode.Fault, $"Internal error, please report it: {e.GetType().Name} {where}");
        }
    }

    /// <summary>Says in one line what is wrong.</summary>
    /// <returns>The exit code.</returns>
    public static int Fail(int exitCode, string message)
    {
        ConsoleOutput.Error(message);
        return exitCode;
    }

    private static int FailToPrint() =>
        Fail(ExitCode.NotAllowed, "Not everything could be printed: standard output is full, closed, or nobody reads it. Files that were to be written are written.");
}
