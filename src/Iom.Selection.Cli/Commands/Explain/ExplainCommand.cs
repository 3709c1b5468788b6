using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Explain;

/// <summary>The verb <c>iom explain</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var common = new RankingOptions();
        var offender = new Option<string>("--offender") { Description = "The person's id, as in offenders.csv.", HelpName = "ID", Required = true };
        var audience = new Option<string>("--audience") { Description = "For whom the text is.", DefaultValueFactory = _ => "panel" };
        audience.AcceptOnlyFromAmong("panel", "person");
        var format = new Option<string>("--format") { Description = "Text, or the line of explanations.jsonl.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var texts = Options.Path("--texts", "Your own texts in place of the built-in ones.", "FILE");

        var command = new Command("explain", "Explains what a ranking says of one person, for the panel or for the person.") { offender, audience, format, texts };
        common.AddTo(command);
        command.SetAction(parsed => Explaining.Run(
            common.Read(parsed), parsed.GetRequiredValue(offender), parsed.GetRequiredValue(audience), parsed.GetRequiredValue(format), parsed.GetValue(texts), cancellationToken));
        return command;
    }
}
