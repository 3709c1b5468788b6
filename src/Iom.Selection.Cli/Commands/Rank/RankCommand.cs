using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Rank;

/// <summary>The verb <c>iom rank</c>.</summary>
internal static class RankCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var common = new RankingOptions();
        var writing = new WritingOptions();
        var allPoints = new Option<bool>("--all-points") { Description = "Show the points of people below the entry line too." };

        var command = new Command("rank", "Ranks everybody in the extracts and proposes a cohort for the places there are.");
        common.AddTo(command);
        writing.AddTo(command);
        command.Add(allPoints);
        command.SetAction(parsed => Ranker.Run(common.Read(parsed), writing.Read(parsed), parsed.GetValue(allPoints), cancellationToken));
        return command;
    }
}
