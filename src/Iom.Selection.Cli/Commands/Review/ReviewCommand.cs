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
        var report = new ReportOptions(PageSubject.Person);
        var earlier = new Option<string[]>("--earlier") { Description = "Folder of an earlier run of rank or review. You can repeat this option.", HelpName = "DIR" };
        var areas = new Option<string[]>("--area") { Description = "Area that the scheme covers, as in offenders.csv. You can repeat this option. Members in other areas are listed to confirm as gone.", HelpName = "NAME" };

        var decisions = Options.Path("--decisions", "Log of the panel's decisions, as recorded by iom decisions: a member decided on since the last meeting is not overdue.", "FILE");

        var command = new Command("review", "Recommends deselection, a change of approach and the next review for members of the cohort.");
        common.AddTo(command);
        writing.AddTo(command);
        report.AddTo(command);
        command.Add(earlier);
        command.Add(areas);
        command.Add(decisions);
        command.SetAction(parsed => CohortReview.Run(
            common.Read(parsed), writing.Read(parsed), report.Read(parsed), parsed.GetValue(earlier) ?? [], parsed.GetValue(areas) ?? [], parsed.GetValue(decisions), cancellationToken));
        return command;
    }
}
