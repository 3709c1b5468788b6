using System.CommandLine;
using System.CommandLine.Parsing;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Fairness;

namespace Iom.Selection.Cli.Commands.Audit;

/// <summary>The verb <c>iom audit</c>.</summary>
internal static class AuditCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var run = Options.Paths("--run", "Folder of a run of rank. You can repeat this option; people are pooled.", "DIR");
        var extracts = Options.Paths("--extracts", "Folder of extracts of the run. For several runs, give one for each in the same order, or one for all.", "DIR");
        (run.Required, extracts.Required) = (true, true);
        var policy = Required("--policy", "Policy file of the runs.", "FILE");
        var characteristics = Required("--characteristics", "Characteristics: offender_id and any other columns. No other command opens this file.", "FILE");
        var output = Required("--out", "Output folder (must not exist yet).", "DIR");
        var cross = new Option<string[]>("--cross") { Description = "Two columns to combine, separated by a comma. You can repeat this option.", HelpName = "COLUMN,COLUMN" };
        cross.Validators.Add(result => Check(result, token => Crossing(token) is not null, "--cross takes two column names separated by a comma."));
        var reference = new Option<string[]>("--reference") { Description = "Group of a column to compare the others with; by default the largest. You can repeat this option.", HelpName = "COLUMN=GROUP" };
        reference.Validators.Add(CheckReferences);
        var decisions = Options.Path("--decisions", "Log of the panel's decisions, as recorded by iom decisions.", "FILE");
        var outcomes = Options.Path("--outcomes", "Folder of later extracts: what happened after the latest run.", "DIR");
        var audience = new Option<string>("--for") { Description = "partnership: all figures, marked as unsuppressed. statistics: the tables that the policy fixes, rounded, for publication.", DefaultValueFactory = _ => "partnership" };
        audience.AcceptOnlyFromAmong("partnership", "statistics");
        var ledger = Options.Path("--ledger", "With --for statistics: the private ledger of what was published before. Without it these may be published once.", "FILE");
        var roundingKey = Options.Path("--rounding-key", "With --for statistics: file of 32 random bytes or more, the same for all releases. Keep it private.", "FILE");
        var scan = new Option<int>("--scan") { Description = "Look at all crossings of 2, or of 2 and 3, columns; 1 looks at none.", HelpName = "1|2|3", DefaultValueFactory = _ => 1 };
        scan.AcceptOnlyFromAmong("1", "2", "3");
        var noWhatIfs = new Option<bool>("--no-what-ifs") { Description = "Leave out the what-ifs (other matrices, other police recording), which score everyone again." };
        var model = Options.Model();
        var map = Options.Map();
        var catalogue = Options.Catalogue("Catalogue of offence codes of the runs, if not the built-in one.");
        var threads = Options.Threads();
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an output folder that holds only output of this tool." };
        var quiet = Options.Quiet();
        var report = new ReportOptions(PageSubject.Audit);

        var command = new Command("audit", "Looks for differences between groups at each step from the extracts to the panel's decisions.");
        foreach (var option in new Option[] { run, extracts, policy, characteristics, output, cross, reference, decisions, outcomes, audience, ledger, roundingKey, scan, noWhatIfs, model, map, catalogue, threads, overwrite, quiet }) command.Add(option);
        report.AddTo(command);
        command.Validators.Add(result =>
        {
            var (runs, folders) = (result.GetValue(run)?.Length ?? 0, result.GetValue(extracts)?.Length ?? 0);
            if (folders > 1 && folders != runs) result.AddError("Give --extracts once for all runs, or once for each run.");
            var isPublic = result.GetResult(audience)?.Tokens is [{ Value: "statistics" }, ..];
            if (runs > 1 && isPublic) result.AddError("--for statistics takes one run: comparing two tables can reveal what neither shows.");
            if (isPublic && result.GetValue(roundingKey) is null) result.AddError("--for statistics needs --rounding-key: a file of 32 random bytes or more, made once and kept for all releases.");
            if (!isPublic && (result.GetValue(ledger) ?? result.GetValue(roundingKey)) is not null) result.AddError("--ledger and --rounding-key go with --for statistics.");
            if (isPublic && (result.GetValue(cross) is { Length: > 0 } || result.GetValue(reference) is { Length: > 0 } || result.GetValue(outcomes) is not null || result.GetValue(scan) > 1))
                result.AddError("--for statistics takes no --cross, --reference, --outcomes or --scan: its tables are those that the policy fixes.");
        });
        command.SetAction(parsed => RunAudit.Run(
            new AuditRequest
            {
                Texts = report.Read(parsed).Texts,
                Runs = parsed.GetRequiredValue(run),
                Extracts = parsed.GetRequiredValue(extracts),
                Policy = parsed.GetRequiredValue(policy),
                Model = parsed.GetValue(model),
                Characteristics = parsed.GetRequiredValue(characteristics),
                Out = parsed.GetRequiredValue(output),
                Crossings = [.. (parsed.GetValue(cross) ?? []).Select(text => Crossing(text)!)],
                References = (parsed.GetValue(reference) ?? []).Select(Reference).ToDictionary(pair => pair.Column, pair => pair.Group, StringComparer.Ordinal),
                Decisions = parsed.GetValue(decisions),
                Outcomes = parsed.GetValue(outcomes),
                IsForStatistics = parsed.GetValue(audience) == "statistics",
                Ledger = parsed.GetValue(ledger),
                RoundingKey = parsed.GetValue(roundingKey),
                Scan = parsed.GetValue(scan),
                WithWhatIfs = !parsed.GetValue(noWhatIfs),
                Map = parsed.GetValue(map),
                Catalogue = parsed.GetValue(catalogue),
                Threads = parsed.GetValue(threads),
                Overwrite = parsed.GetValue(overwrite),
                Quiet = parsed.GetValue(quiet),
                WithReport = report.Read(parsed).IsWanted,
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

    private static void Check(OptionResult result, Func<string, bool> test, string otherwise)
    {
        if (result.Tokens.Any(token => !test(token.Value))) result.AddError(otherwise);
    }

    private static void CheckReferences(OptionResult result)
    {
        Check(result, token => Reference(token) is { Column.Length: > 0, Group.Length: > 0 }, "--reference takes a column and a group, as in COLUMN=GROUP.");
        if (result.Tokens.Select(token => Reference(token.Value).Column).Distinct(StringComparer.Ordinal).Count() < result.Tokens.Count)
            result.AddError("--reference gives the same column twice.");
    }

    private static ColumnCrossing? Crossing(string text) =>
        text.Split(',') is [{ Length: > 0 } column, { Length: > 0 } by] && column != by ? new ColumnCrossing(column, by) : null;

    private static (string Column, string Group) Reference(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? ("", "") : (text[..at], text[(at + 1)..]);
    }
}
