using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>Does what <c>iom policy check</c> is for: what can't stand, and what is unfair or fragile.</summary>
internal static class PolicyCheck
{
    public static int Run(string path, string? cataloguePath, DateOnly today)
    {
        var bytes = Inputs.PolicyBytes(path);
        var catalogue = Inputs.Catalogue(cataloguePath);
        Policy policy;
        try
        {
            policy = PolicyFile.Parse(bytes);
        }
        catch (PolicyException e)
        {
            foreach (var problem in e.Problems) ConsoleOutput.Line(problem.ToString());
            throw new InputException($"The policy is not valid: {Plural.Format(e.Problems.Count, "error")} to fix (above).", e);
        }

        ConsoleOutput.Heading($"{policy.Id} {policy.Version}: {policy.Title}");
        ConsoleOutput.Line($"  sha256 {policy.Sha256}");
        var warnings = PolicyChecks.Warnings(policy, catalogue.Catalogue, today, SignOffFile.Read(path));
        foreach (var warning in warnings) ConsoleOutput.Line($"  {warning.Code}: {warning.Message}");
        ConsoleOutput.Line(warnings.Count == 0 ? "  No warnings." : $"  Usable, with {Plural.Format(warnings.Count, "warning")}.");
        ConsoleOutput.Line(policy.LotSource is { } source
            ? $"  Ties are drawn by a value that is known only when the list is frozen: \"{source}\". Give it with --lot-value."
            : "  Ties are drawn by the hash of this file and the date. Both are known before, so whoever edits the file, were it a comment, can choose the lot. To prevent that, name in ranking.lot.source a public value that nobody knows when the list is frozen. See docs/lot.md.");
        return ExitCode.Done;
    }
}
