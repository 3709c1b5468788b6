using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Foundation;
using Iom.Selection.Reports;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Runs.Comparisons;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Cli.Commands.Compare;

/// <summary>Does what <c>iom compare</c> is for: two runs in, who moved out.</summary>
internal static class RunComparer
{
    public static int Run(string beforeFolder, string afterFolder, string output, string? policyPath, ReportRequest report, CancellationToken cancellationToken)
    {
        report.Check(output);
        var names = report.Names is null ? null : NamesFile.Read(report.Names);
        var context = new ReportContext { Texts = TextsFile.Read(report.Texts) };
        var (before, after) = (RunFolder.Open(beforeFolder), RunFolder.Open(afterFolder));
        if (before.AsOf > after.AsOf) throw new InputException("The run in --before is for a later date than the run in --after.");
        var policy = policyPath is null ? null : Inputs.Policy(policyPath);
        if (policy is null && report.IsForStatistics) throw new CommandLineException("--for statistics needs --policy: it says which counts are too small to be shown.");
        if (policy is not null && policy.Sha256 != after.PolicySha256) throw new InputException("This is not the policy of the later run: its hash differs.");

        var comparison = RunComparison.Create(before, after);
        var warnings = policy?.Review?.Drift is { } thresholds ? comparison.Warnings(thresholds) : [];
        cancellationToken.ThrowIfCancellationRequested();
        var written = ComparisonFiles.Write(
            comparison, before, after, warnings, output, Page(),
            () =>
            {
                if (names is not null) NamedPage.Write(report.OutNames!, stream => ComparisonPage.Write(stream, comparison, before, after, warnings, context with { Names = names }));
            });

        ConsoleOutput.Heading(Text($"From {before.AsOf:yyyy-MM-dd} to {after.AsOf:yyyy-MM-dd}"));
        if (!comparison.IsSamePolicy) ConsoleOutput.Line("  The two runs used different versions of the policy: see iom policy diff.");
        ConsoleOutput.Table(["change", "people"], Enum.GetValues<MoveKind>().Select(kind => (string[])[Vocabulary.Word(kind), Number(comparison.Moves.Count(move => move.Kind == kind))]));
        ConsoleOutput.Line();
        ConsoleOutput.Table(
            ["recommendation before and after", "people"],
            comparison.Moves.Where(move => move.Kind == MoveKind.Recommended).GroupBy(move => (Before: move.Before!.Recommendation, After: move.After!.Recommendation))
                .OrderBy(some => some.Key.Before).ThenBy(some => some.Key.After)
                .Select(some => (string[])[$"{Vocabulary.Word(some.Key.Before)} -> {Vocabulary.Word(some.Key.After)}", Number(some.Count())]));
        ConsoleOutput.Line();
        ConsoleOutput.Table(
            ["share", "count", "of", "rate"],
            [Share("in only one of the two cohorts", comparison.Churn), .. comparison.Shifts.Select(shift => Share($"different points for {shift.FactorId}", shift.Shifted)),
                Share("information missing before", comparison.IncompleteBefore), Share("information missing after", comparison.IncompleteAfter)]);
        ConsoleOutput.Line();
        var hidden = comparison.Moves.Count(move => move is { Kind: MoveKind.Recommended, Before.Points.IsEmpty: true } or { Kind: MoveKind.Recommended, After.Points.IsEmpty: true });
        if (hidden > 0) ConsoleOutput.Line(Text($"For {Plural.Format(hidden, "person", "people")} with a different recommendation, a run does not show the points, so no factor is named. Make both runs with --all-points."));
        if (policy?.Review?.Drift is null) ConsoleOutput.Line("No thresholds were checked. Give the policy of the later run with --policy to check those in review.drift.");
        foreach (var warning in warnings) ConsoleOutput.Line($"WARNING {warning}");
        foreach (var note in written.Notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line($"Written to {output}. See compare.csv for who moved.");
        return ExitCode.Done;

        AddedFile[] Page() => report switch
        {
            { IsWanted: false } => [],
            { IsForStatistics: true } => [new AddedFile(OutputFolder.Report, stream => ComparisonPage.WriteStatistics(stream, comparison, before, after, policy!.Fairness.SmallestCell, context))],
            _ => [new AddedFile(OutputFolder.Report, stream => ComparisonPage.Write(stream, comparison, before, after, warnings, context))],
        };
    }

    private static string[] Share(string what, Proportion share) => [what, Number(share.Count), Number(share.Of), share.Rate?.ToString("F3", CultureInfo.InvariantCulture) ?? ""];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
