using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Review;

/// <summary>The verb <c>iom review</c>.</summary>
internal static class ReviewCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var common = new RankingOptions();
        var writing = new WritingOptions();
        var earlier = new Option<string[]>("--earlier") { Description = "The folder of an earlier run of rank or review; may be given again.", HelpName = "DIR" };
        var areas = new Option<string[]>("--area") { Description = "An area in which the scheme works, as offenders.csv names it; may be given again. Members elsewhere are to be confirmed as gone.", HelpName = "NAME" };

        var command = new Command("review", "Recommends deselection, approach and next review for the members of the cohort.");
        common.AddTo(command);
        writing.AddTo(command);
        command.Add(earlier);
        command.Add(areas);
        command.SetAction(parsed => CohortReview.Run(
            common.Read(parsed), writing.Read(parsed), parsed.GetValue(earlier) ?? [], parsed.GetValue(areas) ?? [], cancellationToken));
        return command;
    }
}
