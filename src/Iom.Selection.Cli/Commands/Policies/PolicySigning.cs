using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>Does what <c>iom policy sign</c> is for: an agency's signature under this very text of a policy.</summary>
internal static class PolicySigning
{
    public static int Run(string path, string agency, string by, string role, DateOnly on, IReadOnlyList<string> impactAssessments, CancellationToken cancellationToken)
    {
        var policy = Inputs.Policy(path);
        if (policy.Panel is not { } panel) throw new InputException("The policy has no \"panel\" section, which lists the agencies that sign it. See docs/policy.md.");
        if (panel.IdOf(agency) is not { } id) throw new InputException($"The agency in --agency is not on the policy's panel. Its agencies are {string.Join(", ", policy.Agencies)}.");
        var replaced = SignOffWriter.Add(path, new PolicySignature(id, by, role, on, policy.Sha256), impactAssessments, cancellationToken);

        ConsoleOutput.Line($"{id} has signed {policy.Id} {policy.Version}, sha256 {policy.Sha256}, in {SignOffFile.PathFor(path)}.");
        if (replaced is not null) ConsoleOutput.Line($"  This replaces its signature of {IsoDate.Text(replaced.On)} under another version.");
        var signed = SignOffFile.Read(path).Where(signature => signature.Sha256.Equals(policy.Sha256, StringComparison.OrdinalIgnoreCase)).Select(signature => signature.Agency).ToHashSet(StringComparer.Ordinal);
        string[] open = [.. policy.Agencies.Where(other => !signed.Contains(other))];
        ConsoleOutput.Line(open.Length == 0 ? "  Every agency of the panel has signed this version." : $"  Not signed yet by {string.Join(", ", open)}.");
        return ExitCode.Done;
    }
}
