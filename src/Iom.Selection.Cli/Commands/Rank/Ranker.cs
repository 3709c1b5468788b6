using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Reports;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Cli.Commands.Rank;

/// <summary>Does what <c>iom rank</c> is for: extracts in, a proposal out.</summary>
internal static class Ranker
{
    public static int Run(RankingRequest request, WritingRequest options, ReportRequest report, bool allPoints, CancellationToken cancellationToken)
    {
        ExtractFolder.Prepare();
        RankingFiles.Check(options.Out, options.Overwrite);
        report.Check(options.Out);
        var names = report.Names is null ? null : NamesFile.Read(report.Names);
        var texts = TextsFile.Read(report.Texts);
        var log = RunLog.Open(options.Log);
        var signatures = SignOffFile.Read(request.Policy);
        var policy = Inputs.PolicyToRankBy(request);
        var ranked = RankedExtracts.Load(request, policy, cancellationToken);
        var account = ranked.Ranking.Snapshot.Account;

        var run = new RankingRun
        {
            ToolVersion = ToolVersion.Text,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), policy.Sha256),
            CatalogueFile = ranked.Catalogue.File,
            Ranking = ranked.Ranking,
            Warnings =
            [
                .. PolicyChecks.Warnings(policy, ranked.Catalogue.Catalogue, request.AsOf, signatures),
                .. ExtractChecks.Warnings(account, policy, request.AsOf),
                .. LotWarnings.Find(policy, signatures, account),
            ],
            AllPoints = allPoints,
        };
        var context = new ReportContext { Signatures = signatures, Texts = texts };
        run = RankingViews.AddTo(run, context, report, cancellationToken);
        var written = RankingFiles.Write(run, options.Out, options.Overwrite, manifest =>
        {
            if (names is not null) NamedPage.Write(report.OutNames!, stream => RankingPage.Write(stream, run, context with { Names = names }, cancellationToken));
            log.Append("rank", run.ToolVersion, request.AsOf, policy, run.CatalogueFile, manifest, cancellationToken);
        }, cancellationToken);

        if (!request.Quiet) RankSummary.Print(run, options.Out, log.NotesOf(written));
        return options.End(account);
    }
}
