using Iom.Selection.Extracts;
using Iom.Selection.Offences;
using Iom.Selection.Policies;

namespace Iom.Selection.Cli.Shared;

/// <summary>Extracts loaded and everybody ranked: what most commands begin with.</summary>
internal sealed record RankedExtracts(CatalogueFile Catalogue, ExtractFolder Folder, BatchRanking Ranking)
{
    /// <summary>Loads what the command line names, and ranks everybody.</summary>
    public static RankedExtracts Load(RankingRequest request, CancellationToken cancellationToken) => Load(request, Inputs.PolicyToRankBy(request.Policy, request.LotValue), cancellationToken);

    /// <summary>The same by a policy that has been read.</summary>
    public static RankedExtracts Load(RankingRequest request, Policy policy, CancellationToken cancellationToken)
    {
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var folder = LoadFolder(request.Extracts, catalogue.Catalogue, request.Map, policy.Panel, request.Threads, request.Quiet, cancellationToken);
        RequireRows(folder, policy);
        return new RankedExtracts(catalogue, folder, folder.AsOf(request.AsOf).Rank(policy, request.Capacity));
    }

    /// <summary>Sees that no file is empty that the policy says must have rows.</summary>
    /// <exception cref="InputException">One is.</exception>
    public static void RequireRows(ExtractFolder folder, Policy policy)
    {
        if (policy.MustHaveRows.FirstOrDefault(kind => !folder.HasRows(kind)) is { } empty)
            throw new InputException($"{empty}.csv has no rows, and the policy says under \"extracts\" that it must have some. See that the export is whole.");
    }

    /// <summary>Loads a folder, and shows how far it has come.</summary>
    public static ExtractFolder LoadFolder(
        string path, OffenceCatalogue catalogue, string? map, PanelRules? panel, int threads, bool quiet, CancellationToken cancellationToken, bool isCheckOnly = false)
    {
        var options = new ExtractOptions { Catalogue = catalogue, MapPath = map, Panel = panel, Threads = threads, IsCheckOnly = isCheckOnly };
        return Progress.Show(quiet, progress => ExtractFolder.Load(path, options, progress, cancellationToken));
    }
}
