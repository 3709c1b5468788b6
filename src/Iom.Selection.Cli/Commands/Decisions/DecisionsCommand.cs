using System.CommandLine;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Foundation;

namespace Iom.Selection.Cli.Commands.Decisions;

/// <summary>The verb <c>iom decisions</c>: the panel's own decisions, apart from every recommendation.</summary>
internal static class DecisionsCommand
{
    private const int HashDigits = 64;

    public static Command Create(CancellationToken cancellationToken)
    {
        var command = new Command("decisions", "Records what the panel decided, and shows whether the record is whole.");
        command.Add(Record(cancellationToken));
        command.Add(Verify());
        command.Add(Report());
        command.Add(Exits(cancellationToken));
        return command;
    }

    private static Option<string> Log()
    {
        var log = Options.Path("--log", "The log of decisions, decisions.jsonl.", "FILE");
        log.Required = true;
        return log;
    }

    private static Command Record(CancellationToken cancellationToken)
    {
        var (log, from, policy, run) = (Log(), Options.Path("--from", "The list that the chair filled in, decisions-to-make.csv.", "FILE"),
            Options.Path("--policy", "The policy; then an agency that its panel does not list is refused.", "FILE"),
            Options.Path("--run", "The run that the list is from; then a person or a recommendation that is not in it is refused.", "DIR"));
        from.Required = true;
        var dates = new Option<string>("--dates") { Description = "How a spreadsheet wrote the dates.", HelpName = "dd/MM/yyyy", DefaultValueFactory = _ => "yyyy-MM-dd" };
        dates.AcceptOnlyFromAmong("yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "M/d/yyyy", "dd.MM.yyyy");
        var command = new Command("record", "Appends the decisions of a list to the log.") { log, from, policy, run, dates };
        command.SetAction(parsed => DecisionRecording.Record(
            parsed.GetRequiredValue(log), parsed.GetRequiredValue(from), parsed.GetValue(policy), parsed.GetValue(run), parsed.GetRequiredValue(dates), cancellationToken));
        return command;
    }

    private static Command Verify()
    {
        var log = Log();
        var head = new Option<string>("--head") { Description = "The head hash in the minutes of an earlier meeting.", HelpName = "HASH" };
        head.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || token.Value.Length != HashDigits || !token.Value.All(char.IsAsciiHexDigit)) result.AddError("--head takes a hash of 64 hexadecimal digits.");
        });
        var command = new Command("verify", "Finds out whether the log is as it was written, and prints its head hash for the minutes.") { log, head };
        command.SetAction(parsed => DecisionRecording.Verify(parsed.GetRequiredValue(log), parsed.GetValue(head)));
        return command;
    }

    private static Command Report()
    {
        var (log, policy) = (Log(), Options.Path("--policy", "The policy, for its alarm at too much agreement.", "FILE"));
        var command = new Command("report", "Says how often the panel agreed with what was recommended.") { log, policy };
        command.SetAction(parsed => AgreementReport.Print(parsed.GetRequiredValue(log), parsed.GetValue(policy)));
        return command;
    }

    private static Command Exits(CancellationToken cancellationToken)
    {
        var (log, run, output) = (Log(), Options.Path("--run", "The review that the decisions are about.", "DIR"), Options.Path("--out", "The folder to write; it must not exist.", "DIR"));
        (run.Required, output.Required) = (true, true);
        var command = new Command("exits", $"Writes a record for each person the panel let go ({Vocabulary.Word(PanelDecision.Deselect)}), to be completed with them.") { log, run, output };
        command.SetAction(parsed => ExitForms.Write(parsed.GetRequiredValue(log), parsed.GetRequiredValue(run), parsed.GetRequiredValue(output), cancellationToken));
        return command;
    }
}
