using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Rank;

/// <summary>The verb <c>iom rank</c>.</summary>
internal static class RankCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var common = new RankingOptions(takesDatabase: true);
        var writing = new WritingOptions();
        var report = new ReportOptions(isOfPeople: true);
        var allPoints = new Option<bool>("--all-points") { Description = "Also show the points of people below the entry line." };

        var command = new Command("rank", "Ranks everyone in the extracts and proposes people for the free places.");
        common.AddTo(command);
        writing.AddTo(command);
        report.AddTo(command);
        command.Add(allPoints);
        command.Validators.Add(result =>
        {
            if (common.IsOfDatabase(result) && report.IsAskedFor(result)) result.AddError("--for, --names and --texts are for --extracts alone: a database gives no page.");
            if (common.IsOfDatabase(result) && writing.LimitsRefused(result)) result.AddError("--max-refused is for --extracts alone: iom check refuses rows before they are tables.");
        });
        command.SetAction(parsed => common.ReadDatabase(parsed) is { } database
            ? DatabaseRanker.Run(database.Connection, database.Schema, common.Read(parsed), writing.Read(parsed), parsed.GetValue(allPoints), cancellationToken)
            : Ranker.Run(common.Read(parsed), writing.Read(parsed), report.Read(parsed), parsed.GetValue(allPoints), cancellationToken));
        return command;
    }
}
