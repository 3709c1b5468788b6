using System.CommandLine;
using System.Globalization;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>The verb <c>iom policy</c>.</summary>
internal static class PolicyCommand
{
    // Offences of the four weeks before are scored too, and the calendar begins with the year 1.
    private static readonly DateOnly EarliestOffence = new(1, 2, 1);

    private const int MaxSignerLength = 200;

    public static Command Create(CancellationToken cancellationToken) =>
        new("policy", "Checks, shows, compares, signs, compiles and starts policy files.") { Check(), Show(), Diff(cancellationToken), Sign(cancellationToken), PolicySqlCommand.Create(), New(), Record() };

    private static Command Check()
    {
        var (file, catalogue) = (PolicyArgument("FILE", "Policy file."), Options.Catalogue());
        var check = new Command("check", "Checks a policy for errors, unfair rules and fragile settings.") { file, catalogue };
        check.SetAction(parsed => PolicyCheck.Run(parsed.GetRequiredValue(file), parsed.GetValue(catalogue), Today()));
        return check;
    }

    private static Command Show()
    {
        var (file, catalogue) = (PolicyArgument("FILE", "Policy file."), Options.Catalogue());
        var format = new Option<string>("--format") { Description = "A table for the terminal, or Markdown for a document.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "markdown");
        var asOf = Options.Date("--as-of", "Date of the offences whose worth is shown. Today if left out.", earliest: EarliestOffence);
        var show = new Command("show", "Shows a policy as a table, and what one more offence of each group is worth.") { file, catalogue, format, asOf };
        show.SetAction(parsed => PolicyShow.Run(
            parsed.GetRequiredValue(file), parsed.GetValue(catalogue), parsed.GetResult(asOf) is null ? Today() : parsed.GetValue(asOf),
            parsed.GetRequiredValue(format)));
        return show;
    }

    private static Command Diff(CancellationToken cancellationToken)
    {
        var (before, after) = (PolicyArgument("A", "The old policy."), PolicyArgument("B", "The new policy."));
        var catalogue = Options.Catalogue();
        var extracts = Options.Path("--extracts", "Folder of extracts, to see who would move. Their ids are printed.", "DIR");
        var asOf = Options.Date("--as-of", "Date to rank people for.");
        var capacity = Options.Whole("--capacity", "Number of places in the cohort.", 0, RankingOptions.LargestCapacity);
        var map = Options.Map();
        var lotValue = Options.LotValue();
        var models = Options.Paths("--model", "Model file that a policy names by its hash (ranking.model). You can repeat this option.", "FILE");
        Option[] together = [extracts, asOf, capacity];

        var diff = new Command("diff", "Shows what changed between two policies and, given extracts, who would move.") { before, after, catalogue, map, lotValue, models };
        foreach (var option in together) diff.Add(option);
        diff.Validators.Add(result =>
        {
            var missing = together.Where(option => result.GetResult(option) is null).ToArray();
            if (missing.Length > 0 && result.GetResult(lotValue) is not null) result.AddError("--lot-value goes together with --extracts.");
            else if (missing.Length > 0 && result.GetResult(models) is not null) result.AddError("--model goes together with --extracts.");
            else if (missing.Length > 0 && missing.Length < together.Length)
                result.AddError($"--extracts, --as-of and --capacity go together; missing: {string.Join(", ", missing.Select(option => option.Name))}.");
        });
        diff.SetAction(parsed =>
        {
            var request = new RankingRequest(
                parsed.GetValue(extracts) ?? "", parsed.GetRequiredValue(before), parsed.GetValue(asOf), parsed.GetValue(capacity), parsed.GetValue(map), parsed.GetValue(catalogue),
                Options.StandardThreads, Quiet: false, parsed.GetValue(lotValue));
            return PolicyDiff.Run(request, parsed.GetRequiredValue(after), parsed.GetValue(models) ?? [], ranks: parsed.GetResult(extracts) is not null, cancellationToken);
        });
        return diff;
    }

    private static Command Sign(CancellationToken cancellationToken)
    {
        var file = PolicyArgument("FILE", "Policy file.");
        var (agency, by, role) = (Text("--agency", "Agency that signs, as the policy's panel names it."), Text("--by", "Name of the person who signs for it."), Text("--role", "Role of that person."));
        var on = Options.Date("--on", "Day of the signature. Today if left out.", latest: Today());
        var assessments = new Option<string[]>("--impact-assessment") { Description = "Reference of an impact assessment, to keep with the signatures; may be given several times.", HelpName = "TEXT" };
        var sign = new Command("sign", "Adds an agency's signature under this very version of a policy, in the file of signatures beside it.") { file, agency, by, role, on, assessments };
        sign.SetAction(parsed => PolicySigning.Run(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(agency).Trim(), parsed.GetRequiredValue(by).Trim(), parsed.GetRequiredValue(role).Trim(),
            parsed.GetResult(on) is null ? Today() : parsed.GetValue(on), [.. (parsed.GetValue(assessments) ?? []).Select(text => text.Trim())], cancellationToken));
        return sign;

        static Option<string> Text(string name, string description)
        {
            var option = new Option<string>(name) { Description = description, HelpName = "TEXT", Required = true };
            option.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var text }] && (string.IsNullOrWhiteSpace(text) || text.Length > MaxSignerLength || text.Any(char.IsControl)))
                    result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} needs a text of 1 to {MaxSignerLength} characters on one line."));
            });
            return option;
        }
    }

    private static Command New()
    {
        var output = Options.Path("--out", "Output file (must not exist yet).", "FILE");
        output.Required = true;
        var @new = new Command("new", "Writes a commented policy to start from.") { output };
        @new.SetAction(parsed => StarterPolicy.Write(parsed.GetRequiredValue(output)));
        return @new;
    }

    private static Command Record()
    {
        var policy = Options.Path("--policy", "Policy file.", "FILE");
        var earlier = Options.Path("--earlier", "The policy before, to say what changed.", "FILE");
        var run = Options.Paths("--run", "Folder of a run by the policy, for its figures: one of iom rank or review, and any of iom audit, evaluate and backtest. You can repeat this option.", "DIR");
        var output = Options.Path("--out", "Output folder (must not exist yet).", "DIR");
        var catalogue = Options.Catalogue();
        (policy.Required, output.Required) = (true, true);
        var record = new Command("record", "Drafts what a partnership has to say of its policy: a transparency record, a pack for the committee, a model card, and starters of two impact assessments.") { policy, earlier, run, catalogue, output };
        record.SetAction(parsed => PolicyRecording.Run(
            parsed.GetRequiredValue(policy), parsed.GetValue(earlier), parsed.GetValue(run) ?? [], parsed.GetValue(catalogue), Today(), parsed.GetRequiredValue(output)));
        return record;
    }

    private static Argument<string> PolicyArgument(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(Options.NotEmpty);
        return argument;
    }

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}
