using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds, among one person's rows of one kind, those for which another row stands.</summary>
internal static class Repeats
{
    /// <summary>Records without an id: rows equal in all columns are one, where the first in the list stands.</summary>
    public static IEnumerable<int> OfEqual<T>(IReadOnlyList<Located<T>> rows) where T : CaseRecord
    {
        var seen = new HashSet<T>(rows.Count);
        return [.. rows.Where(row => !seen.Add(row.Record)).Select(row => row.Row)];
    }

    /// <summary>Records with an id: the one that says least against the person stands; of equal ones, the first.</summary>
    public static IEnumerable<int> OfSameId<T>(IReadOnlyList<Located<T>> rows) where T : CaseRecord =>
        rows.GroupBy(row => row.Record.RecordId, StringComparer.Ordinal).SelectMany(same => same.OrderBy(row => row.Record).ThenBy(row => row.Row).Skip(1).Select(row => row.Row));
}
