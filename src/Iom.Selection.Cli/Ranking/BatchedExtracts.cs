using Iom.Selection.Cli.Terminal;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Streaming;
using Iom.Selection.Policies;

namespace Iom.Selection.Cli.Ranking;

/// <summary>Extracts of any size ranked: what <c>iom rank</c> and <c>iom explain</c> begin with.</summary>
internal sealed record BatchedExtracts(Policy Policy, CatalogueFile Catalogue, BatchRanking Ranking)
{
    public static BatchedExtracts Rank(RankingRequest request, CancellationToken cancellationToken)
    {
        var policy = Inputs.Policy(request.Policy);
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var batch = new BatchRequest
        {
            Folder = request.Extracts,
            MapPath = request.Map,
            Policy = policy,
            Catalogue = catalogue.Catalogue,
            AsOf = request.AsOf,
            Capacity = request.Capacity,
            Threads = request.Threads,
        };
        return new BatchedExtracts(policy, catalogue, Progress.Show(request.Quiet, progress => BatchRanking.Of(batch, progress, cancellationToken)));
    }
}
