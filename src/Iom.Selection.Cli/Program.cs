using System.CommandLine;
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

namespace Iom.Selection.Cli;

/// <summary>The <c>iom</c> tool.</summary>
internal static class Program
{
    private static int Main(string[] args) => ToolProcess.Start(token => Run(args, token));

    /// <summary>Does what the arguments say, in this process, and prints to <see cref="Console"/>; what makes a process of it is left to <c>Main</c>.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] args, CancellationToken cancellationToken) => ToolProcess.Guard(() => Invoke(args, cancellationToken), cancellationToken);

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
            return ToolProcess.Fail(ExitCode.CommandLine, "Training is a program of its own, iom-train, so that iom stays small. Install it (dotnet tool install Iom.Selection.Train) and run iom-train with the same options.");

        // A value that begins with @ is a value: read as a file of arguments, it would put the rows of an extract into a message.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.UnmatchedTokens is [var token, ..])
            return ToolProcess.Fail(ExitCode.CommandLine, $"Unknown command or option: {token} (see iom --help)");
        if (parsed.Errors is [var error, ..]) return ToolProcess.Fail(ExitCode.CommandLine, $"{error.Message} (see iom --help)");
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}
