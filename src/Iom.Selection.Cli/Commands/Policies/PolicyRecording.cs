using System.Text;
using System.Text.Json;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Reports.Governance;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>Does what <c>iom policy record</c> is for: drafts of what a partnership has to say of its policy.</summary>
internal static class PolicyRecording
{
    public static int Run(string policyPath, string? earlierPath, string? runPath, string? cataloguePath, DateOnly asOf, string output)
    {
        OutputFolder.CheckAbsent(output);
        var policy = Inputs.Policy(policyPath);
        var catalogue = Inputs.Catalogue(cataloguePath);
        var signatures = SignOffFile.Read(policyPath);
        var run = runPath is null ? null : RunFolder.Open(runPath);
        if (run is not null && run.Kind is not (RunFolder.Rank or RunFolder.Review)) throw new InputException("The run in --run is from another command: give a run of iom rank or iom review.");
        if (run is not null && run.PolicySha256 != policy.Sha256) throw new InputException("The run in --run used another policy: its hash differs.");
        using var manifest = runPath is null ? null : JsonDocument.Parse(File.ReadAllBytes(Path.Combine(runPath, OutputFolder.Manifest)));
        var drafts = PolicyRecord.Draft(new RecordInput
        {
            Policy = policy,
            Signatures = signatures,
            Catalogue = catalogue.Catalogue,
            Warnings = PolicyChecks.Warnings(policy, catalogue.Catalogue, asOf, signatures),
            Earlier = earlierPath is null ? null : Inputs.Policy(earlierPath),
            Run = run,
            Manifest = manifest?.RootElement,
        });
        using var folder = OutputFolder.Begin(output, overwrite: false);
        foreach (var (name, text) in drafts) folder.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        folder.Commit();
        foreach (var (name, text) in drafts) ConsoleOutput.Line(FormattableString.Invariant($"  {name}: {text.Split(PolicyRecord.Mark).Length - 1} places for a person to write"));
        foreach (var note in folder.Notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line($"Written to {output}. These are drafts: check each line before anybody relies on it.");
        return ExitCode.Done;
    }
}
