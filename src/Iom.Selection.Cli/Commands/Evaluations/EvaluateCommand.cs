using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Evaluations;

/// <summary>The command <c>iom evaluate</c>.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var extracts = Options.Path("--extracts", "Folder of extracts.", "DIR");
        var policies = Options.Paths("--policy", "Policy file; with --runs one for each policy that a run used. You can repeat this option.", "FILE");
        var asOf = Options.Date("--as-of", "Date up to which to look. Nothing later counts.");
        var runs = Options.Path("--runs", "Folder that holds the folders of earlier runs of iom rank: for the lots, and for people near the line.", "DIR");
        var decisions = Options.Path("--decisions", "Log of the panel's decisions, as recorded by iom decisions.", "FILE");
        var names = Options.Path("--names", "Who people are, for the export alone: offender_id, surname, forename, date_of_birth, gender, pnc_id, prison_number. Opened last.", "FILE");
        var map = Options.Map();
        var catalogue = Options.Catalogue();
        var threads = Options.Threads();
        var quiet = Options.Quiet();
        (extracts.Required, policies.Required, asOf.Required) = (true, true, true);

        var command = new Command("evaluate", "Looks at what happened to the people managed, and at what would have happened anyway.");
        foreach (var option in new Option[] { extracts, policies, asOf, runs, decisions, names, map, catalogue, threads, quiet }) command.Add(option);
        var writing = new WritingOptions();
        writing.AddTo(command);
        var report = new ReportOptions(PageSubject.Nobody, "data-lab", "also write the export that the Justice Data Lab asks for.");
        report.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(names) is not null && !report.IsForOther(result)) result.AddError("--names goes with --for data-lab.");
        });
        command.SetAction(parsed => EvaluationRunner.Run(
            new EvaluationRequest
            {
                Extracts = parsed.GetRequiredValue(extracts),
                Policies = parsed.GetRequiredValue(policies),
                AsOf = parsed.GetValue(asOf),
                Runs = parsed.GetValue(runs),
                Decisions = parsed.GetValue(decisions),
                Names = parsed.GetValue(names),
                Map = parsed.GetValue(map),
                Catalogue = parsed.GetValue(catalogue),
                Threads = parsed.GetValue(threads),
                Quiet = parsed.GetValue(quiet),
                Report = report.Read(parsed),
            },
            writing.Read(parsed), cancellationToken));
        return command;
    }
}
