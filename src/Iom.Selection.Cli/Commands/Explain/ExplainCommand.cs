using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Explain;

/// <summary>The verb <c>iom explain</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var common = new RankingOptions();
        var offender = new Option<string>("--offender") { Description = "Id of the person, as in offenders.csv.", HelpName = "ID", Required = true };
        var audience = new Option<string>("--audience") { Description = "Who the text is for.", DefaultValueFactory = _ => "panel" };
        audience.AcceptOnlyFromAmong("panel", "person");
        var format = new Option<string>("--format") { Description = "Text, or the line from explanations.jsonl.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var texts = Options.Path("--texts", "Your own texts, instead of the built-in ones.", "FILE");

        var command = new Command("explain", "Explains the ranking of one person, to the panel or to the person.") { offender, audience, format, texts };
        common.AddTo(command);
        command.SetAction(parsed => Explaining.Run(
            common.Read(parsed), parsed.GetRequiredValue(offender), parsed.GetRequiredValue(audience), parsed.GetRequiredValue(format), parsed.GetValue(texts), cancellationToken));
        return command;
    }
}
