using Iom.Selection.Explanations;
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
        var ranked = RankedExtracts.Read(request, cancellationToken);

        var run = new RankingRun
        {
            ToolVersion = ToolVersion.Text,
            AsOf = request.AsOf,
            Policy = ranked.Policy,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), ranked.Policy.Sha256),
            CatalogueFile = ranked.Catalogue.File,
            Collation = ranked.Collation,
            Proposal = ranked.Proposal,
            Warnings =
            [
                .. PolicyReview.Warnings(ranked.Policy, ranked.Catalogue.Catalogue, request.AsOf, signatures),
                .. ExtractReview.Warnings(ranked.Collation, ranked.Policy, request.AsOf),
            ],
            AllPoints = allPoints,
            Explanations = Explain(ranked, request.Threads, cancellationToken),
        };
        var written = RankingFiles.Write(run, options.Out, options.Overwrite, manifest => log?.Append("rank", run, manifest), cancellationToken);

        var tooManyRefused = ranked.Collation.RefusedCount * 100m > options.MaxRefusedPercent * ranked.Collation.ReadCount;
        if (!request.Quiet) RankSummary.Print(run, options.Out, written.LeftOver, tooManyRefused);
        return tooManyRefused ? ExitCode.TooManyRefused : ExitCode.Done;
    }

    private static Explanation[] Explain(RankedExtracts ranked, int threads, CancellationToken cancellationToken)
    {
        var files = ranked.Collation.People.ToDictionary(file => file.Offender.Id);
        var explainer = new Explainer(ranked.Assessor, ranked.Proposal);
        return [.. ranked.Proposal.Rows.Where(row => row.IsForPanel).AsParallel().AsOrdered().WithDegreeOfParallelism(threads).WithCancellation(cancellationToken)
            .Select(row => explainer.Explain(files[row.OffenderId], row))];
    }
}
