using System.CommandLine;
using System.CommandLine.Parsing;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Fairness.Groups;

namespace Iom.Selection.Cli.Commands.Audit;

/// <summary>The verb <c>iom audit</c>.</summary>
internal static class AuditCommand
{
    private const int MaxThreads = 512;

    public static Command Create(CancellationToken cancellationToken)
    {
        var run = Folders("--run", "The folder of a run of rank; may be given again, and people are pooled.");
        var extracts = Folders("--extracts", "The folder of extracts of the run; of several runs one for each, in the same order, or one for all.");
        (run.Required, extracts.Required) = (true, true);
        var policy = Required("--policy", "The policy file of the runs.", "FILE");
        var characteristics = Required("--characteristics", "The characteristics: offender_id and any columns. No other verb opens them.", "FILE");
        var output = Required("--out", "The folder to write; it must not exist.", "DIR");
        var cross = new Option<string[]>("--cross") { Description = "Two columns to cross, with a comma between; may be given again.", HelpName = "COLUMN,COLUMN" };
        cross.Validators.Add(result => Check(result, token => Crossing(token) is not null, "--cross takes the names of two columns with a comma between."));
        var reference = new Option<string[]>("--reference") { Description = "The group of a column that others are compared with; may be given again. The largest, unless told.", HelpName = "COLUMN=GROUP" };
        reference.Validators.Add(CheckReferences);
        var decisions = Options.Path("--decisions", "The log of the panel's decisions, as iom decisions records it.", "FILE");
        var outcomes = Options.Path("--outcomes", "A folder of later extracts: what came after the latest run.", "DIR");
        var audience = new Option<string>("--for") { Description = "partnership: every cell, marked as unsuppressed. statistics: nothing from which a small cell could be worked out.", DefaultValueFactory = _ => "partnership" };
        audience.AcceptOnlyFromAmong("partnership", "statistics");
        var noWhatIfs = new Option<bool>("--no-what-ifs") { Description = "Leave out what other matrices, and other records of the police, would have done: everybody is scored again for each." };
        var map = Options.Path("--map", "The map of your own files, in place of extract-map.json beside them.", "FILE");
        var catalogue = Options.Path("--catalogue", "The catalogue of offence codes of the runs, if it was not the built-in one.", "FILE");
        var threads = Options.Whole("--threads", "How many threads to use; the result is the same for any.", 1, MaxThreads);
        threads.DefaultValueFactory = _ => RankingOptions.StandardThreads;
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an output folder that holds an output of this tool and nothing else." };
        var quiet = new Option<bool>("--quiet") { Description = "Print nothing but errors." };

        var command = new Command("audit", "Audits the whole road from the extracts to the panel's decisions for differences between groups.");
        foreach (var option in new Option[] { run, extracts, policy, characteristics, output, cross, reference, decisions, outcomes, audience, noWhatIfs, map, catalogue, threads, overwrite, quiet }) command.Add(option);
        command.Validators.Add(result =>
        {
            var (runs, folders) = (result.GetValue(run)?.Length ?? 0, result.GetValue(extracts)?.Length ?? 0);
            if (folders > 1 && folders != runs) result.AddError("--extracts is given once for all runs, or once for each.");
            if (runs > 1 && result.GetResult(audience)?.Tokens is [{ Value: "statistics" }, ..])
                result.AddError("--for statistics takes one run: the difference of two tables can show what neither does.");
        });
        command.SetAction(parsed => RunAudit.Run(
            new AuditRequest
            {
                Runs = parsed.GetRequiredValue(run),
                Extracts = parsed.GetRequiredValue(extracts),
                Policy = parsed.GetRequiredValue(policy),
                Characteristics = parsed.GetRequiredValue(characteristics),
                Out = parsed.GetRequiredValue(output),
                Crossings = [.. (parsed.GetValue(cross) ?? []).Select(text => Crossing(text)!.Value)],
                References = (parsed.GetValue(reference) ?? []).Select(Reference).ToDictionary(pair => pair.Column, pair => pair.Group, StringComparer.Ordinal),
                Decisions = parsed.GetValue(decisions),
                Outcomes = parsed.GetValue(outcomes),
                Audience = parsed.GetValue(audience) == "statistics" ? AuditAudience.Statistics : AuditAudience.Partnership,
                WithWhatIfs = !parsed.GetValue(noWhatIfs),
                Map = parsed.GetValue(map),
                Catalogue = parsed.GetValue(catalogue),
                Threads = parsed.GetValue(threads),
                Overwrite = parsed.GetValue(overwrite),
                Quiet = parsed.GetValue(quiet),
            },
            cancellationToken));
        return command;
    }

    private static Option<string> Required(string name, string description, string helpName)
    {
        var option = Options.Path(name, description, helpName);
        option.Required = true;
        return option;
    }

    private static Option<string[]> Folders(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "DIR" };
        option.Validators.Add(result => Check(result, token => token.Length > 0, $"{name} takes a path, and none was given."));
        return option;
    }

    private static void Check(OptionResult result, Func<string, bool> test, string otherwise)
    {
        if (result.Tokens.Any(token => !test(token.Value))) result.AddError(otherwise);
    }

    private static void CheckReferences(OptionResult result)
    {
        Check(result, token => Reference(token) is { Column.Length: > 0, Group.Length: > 0 }, "--reference takes a column and a group, with = between.");
        if (result.Tokens.Select(token => Reference(token.Value).Column).Distinct(StringComparer.Ordinal).Count() < result.Tokens.Count)
            result.AddError("--reference names a column twice.");
    }

    private static (string Column, string By)? Crossing(string text) =>
        text.Split(',') is [{ Length: > 0 } column, { Length: > 0 } by] && column != by ? (column, by) : null;

    private static (string Column, string Group) Reference(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? ("", "") : (text[..at], text[(at + 1)..]);
    }
}
