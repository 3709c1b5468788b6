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
        var on = Options.Date("--on", "Day of recording, today if left out. No decision is dated after it.");
        var uncheckedList = new Option<bool>("--unchecked") { Description = "Record without --run or without --policy, so without checking the list against them." };
        var command = new Command("record", "Adds the decisions in a list to the log.") { log, from, policy, run, dates, on, uncheckedList };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(uncheckedList) && (result.GetValue(policy) is null || result.GetValue(run) is null))
                result.AddError("Give the run that the list is from with --run and the policy with --policy, or --unchecked to record without checking the list against them.");
        });
        command.SetAction(parsed => DecisionRecording.Record(
            new RecordingRequest(parsed.GetRequiredValue(log), parsed.GetRequiredValue(from), parsed.GetValue(policy), parsed.GetValue(run), parsed.GetRequiredValue(dates),
                parsed.GetResult(on) is null ? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime) : parsed.GetValue(on)), cancellationToken));
        return command;
    }

    private static Option<string[]> Head()
    {
        var head = new Option<string[]>("--head") { Description = "Head hash from the minutes of an earlier meeting. Can be given more than once.", HelpName = "HASH", DefaultValueFactory = _ => [] };
        head.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length != HashDigits || !token.Value.All(char.IsAsciiHexDigit))) result.AddError("--head takes a hash of 64 hexadecimal digits.");
        });
        return head;
    }

    private static Command Verify()
    {
        var (log, head) = (Log(), Head());
        var proof = new Option<string[]>("--proof") { Description = "Proof of a purge since then. Can be given more than once.", HelpName = "FILE", DefaultValueFactory = _ => [] };
        var command = new Command("verify", "Checks that the log has not been changed, and prints its head hash for the minutes.") { log, head, proof };
        command.SetAction(parsed => DecisionRecording.Verify(parsed.GetRequiredValue(log), parsed.GetRequiredValue(head), parsed.GetRequiredValue(proof)));
        return command;
    }

    private static Command Report()
    {
        var (log, head, policy) = (Log(), Head(), Options.Path("--policy", "Policy file, for its alarm about too much agreement.", "FILE"));
        var command = new Command("report", "Shows how often the panel agreed with the recommendations.") { log, head, policy };
        command.SetAction(parsed => AgreementReport.Print(parsed.GetRequiredValue(log), parsed.GetRequiredValue(head), parsed.GetValue(policy)));
        return command;
    }

    private static Command Exits(CancellationToken cancellationToken)
    {
        var (log, head, run, output) = (Log(), Head(), Options.Path("--run", "Folder of the review that the decisions are about.", "DIR"), Options.Path("--out", "Output folder (must not exist yet).", "DIR"));
        (run.Required, output.Required) = (true, true);
        var command = new Command("exits", $"Writes a form for each person the panel deselected ({Vocabulary.Word(PanelDecision.Deselect)}), to complete with them.") { log, head, run, output };
        command.SetAction(parsed => ExitForms.Write(parsed.GetRequiredValue(log), parsed.GetRequiredValue(head), parsed.GetRequiredValue(run), parsed.GetRequiredValue(output), cancellationToken));
        return command;
    }
}
