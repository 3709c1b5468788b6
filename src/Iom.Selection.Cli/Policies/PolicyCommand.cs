using System.CommandLine;
using Iom.Selection.Cli.Terminal;
using Iom.Selection.Extracts;
using Iom.Selection.Policies;

namespace Iom.Selection.Cli.Policies;

/// <summary>The verb <c>iom policy</c>.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The policy file." };
        file.Validators.Add(Options.NotEmpty);
        var catalogue = Options.Path("--catalogue", "A catalogue of offence codes in place of the built-in one.", "FILE");
        var check = new Command("check", "Says what in a policy can't stand, and what is unfair or fragile.") { file, catalogue };
        check.SetAction(parsed => Check(parsed.GetRequiredValue(file), parsed.GetValue(catalogue)));
        return new Command("policy", "Works on policy files.") { check };
    }

    private static int Check(string path, string? cataloguePath)
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
            foreach (var problem in e.Problems) Lines.Line(problem.ToString());
            throw new InputException($"The policy can't be used: {e.Problems.Count} to mend, listed above.", e);
        }

        Lines.Heading($"{policy.Id} {policy.Version}: {policy.Title}");
        Lines.Line($"  sha256 {policy.Sha256}");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var warnings = PolicyReview.Warnings(policy, catalogue.Catalogue, today, SignOffFile.Read(path));
        foreach (var warning in warnings) Lines.Line($"  {warning.Code}: {warning.Message}");
        Lines.Line(warnings.Count == 0 ? "  Nothing to warn of." : $"  It can be used; {warnings.Count} to think about.");
        return ExitCode.Done;
    }
}
