using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Runs;
using Iom.Selection.Policies;

namespace Iom.Selection.Cli.Ranking;

/// <summary>Does what <c>iom rank</c> is for: extracts in, a proposal out.</summary>
internal static class Ranker
{
    public static int Run(RankingRequest request, WritingRequest options, bool allPoints, CancellationToken cancellationToken)
    {
        RankingFiles.Check(options.Out, options.Overwrite);
        using var log = RunLog.Open(options.Log);
        var signatures = SignOffFile.Read(request.Policy);
        var ranked = BatchedExtracts.Rank(request, cancellationToken);
        var account = ranked.Ranking.Account;

        var run = new BatchRun
        {
            ToolVersion = ToolVersion.Text,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), ranked.Policy.Sha256),
            CatalogueFile = ranked.Catalogue.File,
            Ranking = ranked.Ranking,
            Warnings =
            [
                .. PolicyReview.Warnings(ranked.Policy, ranked.Catalogue.Catalogue, request.AsOf, signatures),
                .. ExtractReview.Warnings(account, ranked.Policy, request.AsOf),
            ],
            AllPoints = allPoints,
        };
        var written = RankingFiles.Write(run, options.Out, options.Overwrite, manifest => log?.Append("rank", run.ToolVersion, request.AsOf, ranked.Policy, run.CatalogueFile, manifest), cancellationToken);

        var tooManyRefused = options.IsTooManyRefused(account);
        if (!request.Quiet) RankSummary.Print(run, options.Out, written.LeftOver, tooManyRefused);
        return tooManyRefused ? ExitCode.TooManyRefused : ExitCode.Done;
    }
}
