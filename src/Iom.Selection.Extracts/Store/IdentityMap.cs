using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Whose id in another system is whose, by <c>identities.csv</c>.</summary>
/// <remarks>Read before anybody is known. What is wrong with a row is told when the rows are read as records.</remarks>
internal sealed class IdentityMap
{
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _bySystem = new(StringComparer.Ordinal);

    /// <summary>Reads them, if anything is looked up.</summary>
    public IdentityMap(FolderFiles folder)
    {
        if (!folder.LooksUpIds) return;
        foreach (var source in folder.SourcesOf(ExtractContract.Identities))
        {
            using var reader = folder.Open(source, onRead: null);
            while (reader.Read())
            {
                if (!reader.IsBroken && reader.Problems.Count == 0) Add(reader.Cells.Text(0), reader.Cells.Text(1), reader.Cells.Text(2));
            }
        }
    }

    /// <summary>The ids of a system, each with the partnership's ids it stands for.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> IdsOf(string system) => _bySystem.GetValueOrDefault(system) ?? [];

    /// <summary>The partnership's id that another system's stands for; null, and what is wrong, where there is not just one.</summary>
    public string? Find(string system, string id, out ProblemKind problem)
    {
        var ids = IdsOf(system).GetValueOrDefault(id);
        problem = ids is null ? ProblemKind.UnknownOffender : ProblemKind.AmbiguousId;
        return ids?.Count == 1 ? ids.Single() : null;
    }

    private void Add(string system, string externalId, string id)
    {
        if (!_bySystem.TryGetValue(system, out var ids)) _bySystem.Add(system, ids = new(StringComparer.Ordinal));
        if (!ids.TryGetValue(externalId, out var own)) ids.Add(externalId, own = new(StringComparer.Ordinal));
        own.Add(id);
    }
}
