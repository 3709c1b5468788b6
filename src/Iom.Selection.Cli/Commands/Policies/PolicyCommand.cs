using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>The verb <c>iom policy</c>.</summary>
internal static class PolicyCommand
{
    // Offences of the four weeks before are scored too, and the calendar begins with the year 1.
    private static readonly DateOnly EarliestOffence = new(1, 2, 1);

    public static Command Create(CancellationToken cancellationToken) =>
        new("policy", "Works on policy files.") { Check(), Show(), Diff(cancellationToken), New() };

    private static Command Check()
    {
        var (file, catalogue) = (PolicyArgument("FILE", "The policy file."), CatalogueOption());
        var check = new Command("check", "Says what in a policy can't stand, and what is unfair or fragile.") { file, catalogue };
        check.SetAction(parsed => PolicyCheck.Run(parsed.GetRequiredValue(file), parsed.GetValue(catalogue), Today()));
        return check;
    }

    private static Command Show()
    {
        var (file, catalogue) = (PolicyArgument("FILE", "The policy file."), CatalogueOption());
        var format = new Option<string>("--format") { Description = "A table in the terminal, or Markdown for a paper.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "markdown");
        var asOf = Options.Date("--as-of", "The date of the offences whose worth is told; today if left out.", earliest: EarliestOffence);
        var show = new Command("show", "Draws a policy as the table it is, and says what one more offence of each group is worth.") { file, catalogue, format, asOf };
        show.SetAction(parsed => PolicyShow.Run(
            parsed.GetRequiredValue(file), parsed.GetValue(catalogue), parsed.GetResult(asOf) is null ? Today() : parsed.GetValue(asOf),
            parsed.GetRequiredValue(format)));
        return show;
    }

    private static Command Diff(CancellationToken cancellationToken)
    {
        var (before, after) = (PolicyArgument("A", "The policy as it was."), PolicyArgument("B", "The policy as it is."));
        var catalogue = CatalogueOption();
        var extracts = Options.Path("--extracts", "A folder of extracts, to see who would move. The ids of those who would are printed.", "DIR");
        var asOf = Options.Date("--as-of", "The date to rank them for.");
        var capacity = Options.Whole("--capacity", "How many places the cohort has.", 0, RankingOptions.LargestCapacity);
        var map = Options.Path("--map", "The map of your own files, in place of extract-map.json beside them.", "FILE");
        Option[] together = [extracts, asOf, capacity];

        var diff = new Command("diff", "Says what changed from one policy to another and, given extracts, who would move.") { before, after, catalogue, map };
        foreach (var option in together) diff.Add(option);
        diff.Validators.Add(result =>
        {
            var missing = together.Where(option => result.GetResult(option) is null).ToArray();
            if (missing.Length > 0 && missing.Length < together.Length)
                result.AddError($"--extracts, --as-of and --capacity go together; missing: {string.Join(", ", missing.Select(option => option.Name))}.");
        });
        diff.SetAction(parsed =>
        {
            var request = new RankingRequest(
                parsed.GetValue(extracts) ?? "", parsed.GetRequiredValue(before), parsed.GetValue(asOf), parsed.GetValue(capacity), parsed.GetValue(map), parsed.GetValue(catalogue),
                RankingOptions.StandardThreads, Quiet: false);
            return PolicyDiff.Run(request, parsed.GetRequiredValue(after), ranks: parsed.GetResult(extracts) is not null, cancellationToken);
        });
        return diff;
    }

    private static Command New()
    {
        var output = Options.Path("--out", "The file to write; it must not exist.", "FILE");
        output.Required = true;
        var @new = new Command("new", "Writes a commented policy to begin with.") { output };
        @new.SetAction(parsed => StarterPolicy.Write(parsed.GetRequiredValue(output)));
        return @new;
    }

    private static Argument<string> PolicyArgument(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(Options.NotEmpty);
        return argument;
    }

    private static Option<string> CatalogueOption() => Options.Path("--catalogue", "A catalogue of offence codes in place of the built-in one.", "FILE");

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}
