using Iom.Selection.Cli.Terminal;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Runs;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Cli.Ranking;

/// <summary>Does what <c>iom rank</c> is for: extracts in, a proposal out.</summary>
internal static class Ranker
{
    public static int Run(RankOptions options, CancellationToken cancellationToken)
    {
        RankingFiles.Check(options.Out, options.Overwrite);
        using var log = RunLog.Open(options.Log);
        var policy = Inputs.Policy(options.Policy);
        var catalogue = Inputs.Catalogue(options.Catalogue);

        var collation = Progress.Show(options.Quiet, progress =>
            ExtractFolder.Collate(options.Extracts, options.AsOf, catalogue.Catalogue, progress, cancellationToken));
        var assessor = new Assessor(new Scorer(policy, catalogue.Catalogue, options.AsOf, collation.Supplied));
        var assessments = collation.People.AsParallel().AsOrdered().WithDegreeOfParallelism(options.Threads).WithCancellation(cancellationToken)
            .Select(assessor.Assess).ToArray();
        var proposal = Proposal.For(policy, options.AsOf, options.Capacity, assessments);

        var run = new RankingRun
        {
            ToolVersion = ToolVersion.Text,
            AsOf = options.AsOf,
            Policy = policy,
            PolicyFile = new HashedFile(Path.GetFileName(options.Policy), policy.Sha256),
            CatalogueFile = catalogue.File,
            Collation = collation,
            Proposal = proposal,
            Warnings = [.. PolicyReview.Warnings(policy, catalogue.Catalogue, options.AsOf), .. ExtractReview.Warnings(collation, policy)],
            AllPoints = options.AllPoints,
        };
        RankingFiles.Write(run, options.Out, options.Overwrite, manifest => log?.Append(run, manifest), cancellationToken);

        var tooManyRefused = collation.RefusedCount * 100m > options.MaxRefusedPercent * collation.ReadCount;
        if (!options.Quiet) RankSummary.Print(run, options.Out, tooManyRefused);
        return tooManyRefused ? ExitCode.TooManyRefused : ExitCode.Done;
    }
}
