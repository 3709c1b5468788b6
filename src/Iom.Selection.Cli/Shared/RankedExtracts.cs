using Iom.Selection.Extracts;
using Iom.Selection.Offences;
using Iom.Selection.Policies;

namespace Iom.Selection.Cli.Shared;

/// <summary>Extracts loaded and everybody ranked: what most commands begin with.</summary>
internal sealed record RankedExtracts(CatalogueFile Catalogue, ExtractFolder Folder, BatchRanking Ranking)
{
    /// <summary>Loads what the command line names, and ranks everybody.</summary>
    public static RankedExtracts Load(RankingRequest request, CancellationToken cancellationToken) => Load(request, Inputs.PolicyToRankBy(request), cancellationToken);

    /// <summary>The same by a policy that has been read.</summary>
    public static RankedExtracts Load(RankingRequest request, Policy policy, CancellationToken cancellationToken)
    {
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var folder = LoadFolder(request.Extracts, catalogue.Catalogue, request.Map, policy.Panel, request.Threads, request.Quiet, cancellationToken);
        RequireRows(folder, policy);
        return new RankedExtracts(catalogue, folder, Rank(folder.AsOf(request.AsOf), policy, catalogue, request.Capacity));
    }

    /// <summary>Sees that no file is empty that the policy says must have rows.</summary>
    /// <exception cref="InputException">One is.</exception>
    public static void RequireRows(ExtractFolder folder, Policy policy)
    {
        if (policy.MustHaveRows.FirstOrDefault(kind => !folder.HasRows(kind)) is { } empty)
            throw new InputException($"{empty}.csv has no rows, and the policy says under \"extracts\" that it must have some. See that the export is whole.");
    }

    /// <summary>Ranks everybody, once it is seen that the model that the policy names, if it names one, can say something of these extracts.</summary>
    /// <exception cref="InputException">It can't: codes mean something else than when it was trained, or what it reads was not supplied.</exception>
    public static BatchRanking Rank(ExtractSnapshot snapshot, Policy policy, CatalogueFile catalogue, int capacity)
    {
        if (policy.LoadedModel is { } model && model.CatalogueSha256 != catalogue.File.Sha256)
            throw new InputException($"The model was trained with another catalogue of offences: give the one with sha256 {model.CatalogueSha256} with --catalogue, or train it again.");
        try
        {
            policy.RequireModel(snapshot.AsOf, snapshot.Supplied);
        }
        catch (InvalidOperationException e)
        {
            throw new InputException(e.Message, e);
        }
        return snapshot.Rank(policy, capacity);
    }

    /// <summary>Loads a folder, and shows how far it has come.</summary>
    public static ExtractFolder LoadFolder(
        string path, OffenceCatalogue catalogue, string? map, PanelRules? panel, int threads, bool quiet, CancellationToken cancellationToken, bool isCheckOnly = false)
    {
        var options = new ExtractOptions { Catalogue = catalogue, MapPath = map, Panel = panel, Threads = threads, IsCheckOnly = isCheckOnly };
        return Progress.Show(quiet, progress => ExtractFolder.Load(path, options, progress, cancellationToken));
    }
}
