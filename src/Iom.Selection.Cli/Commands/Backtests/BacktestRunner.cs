using Iom.Selection.Cli.Shared;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Reports;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Runs.Evaluations;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Commands.Backtests;

/// <summary>Does what <c>iom backtest</c> is for: extracts in, what each order of the past was worth out.</summary>
internal static class BacktestRunner
{
    // What a draw waits for decided nothing here, so that a word stands for it.
    private const string LotValue = "backtest";

    public static int Run(BacktestRequest request, WritingRequest writing, CancellationToken cancellationToken)
    {
        BacktestFiles.Check(writing.Out, writing.Overwrite);
        var log = RunLog.Open(writing.Log);
        var context = new ReportContext { Texts = TextsFile.Read(request.Report.Texts) };
        Policy[] policies = [.. request.Policies.Select(Inputs.MatrixOf).Select(policy => policy.LotSource is null ? policy : policy.WithLotValue(LotValue))];
        var variants = Variants(request, policies);
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var folder = RankedExtracts.LoadFolder(request.Extracts, catalogue.Catalogue, request.Map, policies[0].Panel, request.Threads, request.Quiet, cancellationToken);
        foreach (var policy in policies) RankedExtracts.RequireRows(folder, policy);
        var histories = folder.Histories();
        if (!request.AllowShort && request.AsOf.FirstOrDefault(date => Months.After(date, request.HorizonMonths) > histories.KnownUpTo) is var cut && cut != default)
        {
            throw new InputException(
                $"The horizon of {IsoDate.Text(cut)} ends on {IsoDate.Text(Months.After(cut, request.HorizonMonths))}, after the extract ends on {IsoDate.Text(histories.KnownUpTo)}: choose an earlier date or a shorter horizon, or use --allow-short.");
        }

        var dates = new List<BacktestDate>();
        foreach (var date in request.AsOf)
        {
            dates.Add(At(date));
            // What comes next takes the memory of this one, in place of new memory, which the system has to clear.
            GC.Collect();
        }
        var report = new BacktestReport
        {
            ToolVersion = ToolVersion.Text,
            Policies = [.. policies.Select((policy, i) => new EvaluatedPolicy(policy, new HashedFile(Path.GetFileName(request.Policies[i]), policy.Sha256)))],
            CatalogueFile = catalogue.File,
            Account = histories.Account,
            Size = request.Size,
            KnownUpTo = histories.KnownUpTo,
            Dates = dates,
        };
        if (request.Report.IsWanted)
        {
            var evaluated = report;
            report = report with { Added = [new AddedFile(OutputFolder.Report, request.Report.IsForStatistics ? stream => BacktestPage.WriteStatistics(stream, evaluated, context) : stream => BacktestPage.Write(stream, evaluated, context))] };
        }
        var written = BacktestFiles.Write(
            report, writing.Out, writing.Overwrite, request.Threads, manifest => log.Append("backtest", report.ToolVersion, request.AsOf[^1], policies[0], catalogue.File, manifest, cancellationToken), cancellationToken);
        if (!request.Quiet) BacktestSummary.Print(report, writing.Out, log.NotesOf(written));
        return writing.End(report.Account, "Run iom check to see them.");

        // A method of its own, so that nothing of a date is held once it returns.
        BacktestDate At(DateOnly date) => Backtest.At(histories.At(date, request.HorizonMonths, variants), request.Size);
    }

    private static List<PolicyVariant> Variants(BacktestRequest request, Policy[] policies)
    {
        var variants = new List<PolicyVariant>();
        foreach (var policy in policies)
        {
            variants.Add(PolicyVariant.Create(policy));
            variants.AddRange(request.WhatIfs.Select(id => PolicyVariant.Find(policy, id)).OfType<PolicyVariant>());
        }
        if (request.WhatIfs.FirstOrDefault(id => policies.All(policy => PolicyVariant.Find(policy, id) is null)) is { } unknown)
            throw new InputException($"No policy has an alternative or a factor {unknown}: use an id of its fairness block, or of a factor, with --what-if.");
        if (variants.GroupBy(variant => variant.Method, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputException($"Two methods have the name {twice.Key}: give policies of different id or version, and each --what-if once.");
        return variants;
    }
}
