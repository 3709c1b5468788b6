using Iom.Selection.Cli.Terminal;
using Iom.Selection.Extracts;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Cli.Ranking;

/// <summary>Extracts read, everybody assessed and ranked: what a verb begins with that ranks the same people more than once.</summary>
internal sealed record RankedExtracts(Policy Policy, CatalogueFile Catalogue, Collation Collation, Assessor Assessor, Proposal Proposal)
{
    public static RankedExtracts Read(RankingRequest request, CancellationToken cancellationToken) => Read(request, Inputs.Policy(request.Policy), panel: null, cancellationToken);

    /// <summary>The same where only agencies of the panel may stand in <c>panel.csv</c>.</summary>
    public static RankedExtracts Read(RankingRequest request, Policy policy, PanelRules? panel, CancellationToken cancellationToken)
    {
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var collation = Progress.Show(request.Quiet, progress =>
            ExtractFolder.Collate(request.Extracts, request.AsOf, catalogue.Catalogue, request.Map, progress, panel, cancellationToken));
        return Rank(policy, catalogue, collation, request, cancellationToken);
    }

    /// <summary>The same people ranked by another policy.</summary>
    public RankedExtracts By(Policy other, RankingRequest request, CancellationToken cancellationToken) =>
        Rank(other, Catalogue, Collation, request, cancellationToken);

    private static RankedExtracts Rank(
        Policy policy, CatalogueFile catalogue, Collation collation, RankingRequest request, CancellationToken cancellationToken)
    {
        var assessor = new Assessor(new Scorer(policy, catalogue.Catalogue, request.AsOf, collation.Supplied));
        var assessments = collation.People.AsParallel().AsOrdered().WithDegreeOfParallelism(request.Threads).WithCancellation(cancellationToken)
            .Select(assessor.Assess).ToArray();
        return new RankedExtracts(policy, catalogue, collation, assessor, Proposal.For(policy, request.AsOf, request.Capacity, assessments));
    }
}
