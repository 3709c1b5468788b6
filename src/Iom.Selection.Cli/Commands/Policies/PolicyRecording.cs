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
    public static int Run(string policyPath, string? earlierPath, IReadOnlyList<string> runPaths, string? cataloguePath, DateOnly asOf, string output)
    {
        OutputFolder.CheckAbsent(output);
        var policy = Inputs.Policy(policyPath);
        var catalogue = Inputs.Catalogue(cataloguePath);
        var signatures = SignOffFile.Read(policyPath);
        var runs = runPaths.Select(path => (Path: path, Folder: RunFolder.OpenAny(path))).ToArray();
        foreach (var (path, run) in runs)
        {
            if (run.Kind is not (RunFolder.Rank or RunFolder.Review or RunFolder.Audit or RunFolder.Evaluation or RunFolder.Backtest))
                throw new InputException($"The run in {path} has no figures for a record: give runs of iom rank, review, audit, evaluate or backtest with --run.");
            if (run.PolicySha256 != policy.Sha256) throw new InputException($"The run in {path} used another policy: its hash differs.");
        }
        var ranked = runs.Where(run => run.Folder.Kind is RunFolder.Rank or RunFolder.Review).ToArray();
        if (ranked.Length > 1) throw new InputException("Give one run of iom rank or iom review with --run: the record has the figures of one.");
        using var manifest = ranked is [var only] ? JsonDocument.Parse(File.ReadAllBytes(Path.Combine(only.Path, OutputFolder.Manifest))) : null;
        var drafts = PolicyRecord.Draft(new RecordInput
        {
            Policy = policy,
            Signatures = signatures,
            Catalogue = catalogue.Catalogue,
            Warnings = PolicyChecks.Warnings(policy, catalogue.Catalogue, asOf, signatures),
            Earlier = earlierPath is null ? null : Inputs.Policy(earlierPath),
            Run = ranked.Select(run => run.Folder).FirstOrDefault(),
            Manifest = manifest?.RootElement,
            Others = [.. runs.Except(ranked).OrderBy(run => run.Folder.AsOf).Select(run => Figures(run.Folder))],
        });
        using var folder = OutputFolder.Begin(output, overwrite: false);
        foreach (var (name, text) in drafts) folder.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        folder.Commit();
        foreach (var (name, text) in drafts) ConsoleOutput.Line(FormattableString.Invariant($"  {name}: {text.Split(PolicyRecord.Mark).Length - 1} places for a person to write"));
        foreach (var note in folder.Notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line($"Written to {output}. These are drafts: check each line before anybody relies on it.");
        return ExitCode.Done;
    }

    private static RunFigures Figures(RunFolder run)
    {
        // What it holds is as it was written, so it is as this tool writes it.
        using var figures = JsonDocument.Parse(run.Read($"{run.Kind}.json"));
        return new RunFigures(run, figures.RootElement.Clone());
    }
}
