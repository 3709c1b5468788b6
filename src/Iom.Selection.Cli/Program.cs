using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Cli.Commands.Audit;
using Iom.Selection.Cli.Commands.Backtests;
using Iom.Selection.Cli.Commands.Check;
using Iom.Selection.Cli.Commands.Compare;
using Iom.Selection.Cli.Commands.Decisions;
using Iom.Selection.Cli.Commands.Evaluations;
using Iom.Selection.Cli.Commands.Explain;
using Iom.Selection.Cli.Commands.Learn;
using Iom.Selection.Cli.Commands.Map;
using Iom.Selection.Cli.Commands.Policies;
using Iom.Selection.Cli.Commands.Purge;
using Iom.Selection.Cli.Commands.Rank;
using Iom.Selection.Cli.Commands.Review;
using Iom.Selection.Cli.Commands.Sample;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli;

/// <summary>The <c>iom</c> tool.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        StandardOutput.Use();
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return Run(args, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (!stop.IsCancellationRequested) Interruption.EndSoon();
            stop.Cancel();
        }
    }

    /// <summary>Does what the arguments say, in this process, and prints to <see cref="Console"/>; what makes a process of it is left to <c>Main</c>.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] args, CancellationToken cancellationToken)
    {
        try
        {
            var exitCode = Invoke(args, cancellationToken);
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
            return Fail(ExitCode.Stopped, "Stopped; nothing was written.");
        }
        catch (Exception e)
        {
            // A message may repeat a value of an extract, so it is not told; where it happened is.
            var where = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Iom.Selection", StringComparison.Ordinal))?.Trim();
            return Fail(ExitCode.Fault, $"Internal error, please report it: {e.GetType().Name} {where}");
        }
    }

    private static int Invoke(string[] args, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Ranks everyone in the agencies' extracts by the partnership's own points matrix. It recommends; people decide.");
        root.Add(MapCommand.Create());
        root.Add(CheckCommand.Create(cancellationToken));
        root.Add(RankCommand.Create(cancellationToken));
        root.Add(ExplainCommand.Create(cancellationToken));
        root.Add(ReviewCommand.Create(cancellationToken));
        root.Add(AuditCommand.Create(cancellationToken));
        root.Add(BacktestCommand.Create(cancellationToken));
        root.Add(LearnCommand.Create(cancellationToken));
        root.Add(EvaluateCommand.Create(cancellationToken));
        root.Add(CompareCommand.Create(cancellationToken));
        root.Add(DecisionsCommand.Create(cancellationToken));
        root.Add(PurgeCommand.Create(cancellationToken));
        root.Add(PolicyCommand.Create(cancellationToken));
        root.Add(SampleCommand.Create(cancellationToken));

        if (args is ["train", ..])
            return Fail(ExitCode.CommandLine, "Training is a program of its own, iom-train, so that iom stays small. Install it (dotnet tool install Iom.Selection.Train) and run iom-train with the same options.");

        // A value that begins with @ is a value: read as a file of arguments, it would put the rows of an extract into a message.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.UnmatchedTokens is [var token, ..])
            return Fail(ExitCode.CommandLine, $"Unknown command or option: {token} (see iom --help)");
        if (parsed.Errors is [var error, ..]) return Fail(ExitCode.CommandLine, $"{error.Message} (see iom --help)");
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static int FailToPrint() =>
        Fail(ExitCode.NotAllowed, "Not everything could be printed: standard output is full, closed, or nobody reads it. Files that were to be written are written.");

    private static int Fail(int exitCode, string message)
    {
        ConsoleOutput.Error(message);
        return exitCode;
    }
}
