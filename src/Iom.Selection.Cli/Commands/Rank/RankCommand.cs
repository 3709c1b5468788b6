using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Rank;

/// <summary>The verb <c>iom rank</c>.</summary>
internal static class RankCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var common = new RankingOptions(needsExtracts: false);
        var database = new DatabaseOptions();
        var writing = new WritingOptions();
        var report = new ReportOptions(PageSubject.Person);
        var allPoints = new Option<bool>("--all-points") { Description = "Also show the points of people below the entry line." };

        var command = new Command("rank", "Ranks everyone in the extracts and proposes people for the free places.");
        common.AddTo(command);
        database.AddTo(command, common, writing, report);
        writing.AddTo(command);
        report.AddTo(command);
        command.Add(allPoints);
        command.SetAction(parsed => database.Read(parsed) is { } tables
            ? DatabaseRanker.Run(tables.Connection, tables.Schema, common.Read(parsed), writing.Read(parsed), parsed.GetValue(allPoints), cancellationToken)
            : Ranker.Run(common.Read(parsed), writing.Read(parsed), report.Read(parsed), parsed.GetValue(allPoints), cancellationToken));
        return command;
    }
}
