using System.CommandLine;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;

namespace Iom.Selection.Cli.Commands.Decisions;

/// <summary>The verb <c>iom decisions</c>: the panel's own decisions, apart from every recommendation.</summary>
internal static class DecisionsCommand
{
    private const int HashDigits = 64;

    public static Command Create(CancellationToken cancellationToken)
    {
        var command = new Command("decisions", "Records what the panel decided, and checks that the record is complete and unchanged.");
        command.Add(Record(cancellationToken));
        command.Add(Verify());
        command.Add(Report());
        command.Add(Exits(cancellationToken));
        return command;
    }

    private static Option<string> Log()
    {
        var log = Options.Path("--log", "Log of decisions, decisions.jsonl.", "FILE");
        log.Required = true;
        return log;
    }

    private static Command Record(CancellationToken cancellationToken)
    {
        var (log, from, policy, run) = (Log(), Options.Path("--from", "List that the chair filled in, decisions-to-make.csv.", "FILE"),
            Options.Path("--policy", "Policy file, to refuse agencies that its panel does not list.", "FILE"),
            Options.Path("--run", "Folder of the run that the list is from, to refuse people and recommendations that are not in it.", "DIR"));
        from.Required = true;
        var dates = new Option<string>("--dates") { Description = "Format of the dates, if a spreadsheet changed it.", HelpName = "dd/MM/yyyy", DefaultValueFactory = _ => "yyyy-MM-dd" };
        dates.AcceptOnlyFromAmong("yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "M/d/yyyy", "dd.MM.yyyy");
        var command = new Command("record", "Adds the decisions in a list to the log.") { log, from, policy, run, dates };
        command.SetAction(parsed => DecisionRecording.Record(
            parsed.GetRequiredValue(log), parsed.GetRequiredValue(from), parsed.GetValue(policy), parsed.GetValue(run), parsed.GetRequiredValue(dates), cancellationToken));
        return command;
    }

    private static Command Verify()
    {
        var log = Log();
        var head = new Option<string>("--head") { Description = "Head hash from the minutes of an earlier meeting.", HelpName = "HASH" };
        head.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || token.Value.Length != HashDigits || !token.Value.All(char.IsAsciiHexDigit)) result.AddError("--head takes a hash of 64 hexadecimal digits.");
        });
        var command = new Command("verify", "Checks that the log has not been changed, and prints its head hash for the minutes.") { log, head };
        command.SetAction(parsed => DecisionRecording.Verify(parsed.GetRequiredValue(log), parsed.GetValue(head)));
        return command;
    }

    private static Command Report()
    {
        var (log, policy) = (Log(), Options.Path("--policy", "Policy file, for its alarm about too much agreement.", "FILE"));
        var command = new Command("report", "Shows how often the panel agreed with the recommendations.") { log, policy };
        command.SetAction(parsed => AgreementReport.Print(parsed.GetRequiredValue(log), parsed.GetValue(policy)));
        return command;
    }

    private static Command Exits(CancellationToken cancellationToken)
    {
        var (log, run, output) = (Log(), Options.Path("--run", "Folder of the review that the decisions are about.", "DIR"), Options.Path("--out", "Output folder (must not exist yet).", "DIR"));
        (run.Required, output.Required) = (true, true);
        var command = new Command("exits", $"Writes a form for each person the panel deselected ({Vocabulary.Word(PanelDecision.Deselect)}), to complete with them.") { log, run, output };
        command.SetAction(parsed => ExitForms.Write(parsed.GetRequiredValue(log), parsed.GetRequiredValue(run), parsed.GetRequiredValue(output), cancellationToken));
        return command;
    }
}
