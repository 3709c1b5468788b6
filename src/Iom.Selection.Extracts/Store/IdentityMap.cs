using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Whose id in another system is whose, by <c>identities.csv</c>.</summary>
/// <remarks>Read before anybody is known. What is wrong with a row is told when the rows are read as records.</remarks>
internal sealed class IdentityMap
{
    private static readonly int ExternalIdColumn = ExtractContract.Identities.IndexOf("external_id");
    private static readonly int IdColumn = ExtractContract.Identities.IndexOf("offender_id");

    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _bySystem = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads them, if anything is looked up.</summary>
    public IdentityMap(FolderFiles folder)
    {
        if (!folder.LooksUpIds) return;
        foreach (var source in folder.SourcesOf(ExtractContract.Identities))
        {
            using var reader = folder.Open(source, onRead: null);
            var watch = reader.Checker.LongNumbers;
            var rows = new List<(string System, string ExternalId, string Id)>();
            while (reader.Read())
            {
                if (reader.IsBroken || reader.Problems.Count > 0) continue;
                rows.Add((reader.Cells.Text(0), reader.Cells.Text(1), reader.Cells.Text(2)));
                See(watch, ExternalIdColumn, rows[^1].ExternalId);
                See(watch, IdColumn, rows[^1].Id);
            }
            // Which long numbers a spreadsheet has damaged shows once all have been seen.
            watch.Judge();
            foreach (var row in rows)
            {
                if (!watch.IsDamaged(ExternalIdColumn, row.ExternalId) && !watch.IsDamaged(IdColumn, row.Id)) Add(row.System, row.ExternalId, row.Id);
            }
        }
    }

    /// <summary>The ids of a system, whose name is without case, each with the partnership's ids it stands for.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> IdsOf(string system) => _bySystem.GetValueOrDefault(system) ?? [];

    /// <summary>The partnership's id that another system's stands for; null, and what is wrong, where there is not just one.</summary>
    public string? Find(string system, string id, out ProblemKind problem)
    {
        var ids = IdsOf(system).GetValueOrDefault(id);
        problem = ids is null ? ProblemKind.UnknownOffender : ProblemKind.AmbiguousId;
        return ids?.Count == 1 ? ids.Single() : null;
    }

    private static void See(LongNumberWatch watch, int column, string id)
    {
        if (id.Length >= CellText.LongNumberDigits) watch.MustWait(column, Encoding.UTF8.GetBytes(id));
    }

    private void Add(string system, string externalId, string id)
    {
        if (!_bySystem.TryGetValue(system, out var ids)) _bySystem.Add(system, ids = new(StringComparer.Ordinal));
        if (!ids.TryGetValue(externalId, out var own)) ids.Add(externalId, own = new(StringComparer.Ordinal));
        own.Add(id);
    }
}
