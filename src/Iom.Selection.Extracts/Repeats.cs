using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts;

/// <summary>Finds, among one person's rows of one kind, those for which another row stands.</summary>
internal static class Repeats
{
    private const int FewRows = 6;

    /// <summary>Records without an id: rows equal in all columns are one.</summary>
    public static IEnumerable<Located<T>> OfEqual<T>(IReadOnlyList<Located<T>> rows) where T : CaseRecord
    {
        if (AllDiffer(rows, (one, other) => one.Equals(other))) return [];
        var seen = new HashSet<T>(rows.Count);
        return [.. rows.Where(row => !seen.Add(row.Record))];
    }

    /// <summary>Records of which the order counts: rows equal in all columns are one, at the place of the last.</summary>
    public static IEnumerable<Located<T>> OfEqualButTheLast<T>(IReadOnlyList<Located<T>> rows) where T : CaseRecord => OfEqual([.. rows.Reverse()]);

    /// <summary>Records with an id: the one that says least against the person stands; of equal ones, the first.</summary>
    public static IEnumerable<Located<T>> OfSameId<T>(IReadOnlyList<Located<T>> rows) where T : CaseRecord, IComparable<T>
    {
        if (AllDiffer(rows, (one, other) => one.RecordId == other.RecordId)) return [];
        return [.. rows.GroupBy(row => row.Record.RecordId, StringComparer.Ordinal)
            .SelectMany(same => same.OrderBy(row => row.Record).ThenBy(row => row.Order).Skip(1))];
    }

    /// <summary>Offences: all rows together say how the offence stands; it is counted at the first of them.</summary>
    public static IEnumerable<Located<OffenceReport>> OfSameOffence(IReadOnlyList<Located<OffenceReport>> rows)
    {
        if (rows.Count < 2) return [];
        var seen = new HashSet<string>(rows.Count, StringComparer.Ordinal);
        return [.. rows.Where(row => !seen.Add(row.Record.OffenceId))];
    }

    // Nearly everybody has a few rows that differ, and to see that takes no table.
    private static bool AllDiffer<T>(IReadOnlyList<Located<T>> rows, Func<T, T, bool> isSame) where T : CaseRecord
    {
        if (rows.Count > FewRows) return false;
        for (var i = 1; i < rows.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (isSame(rows[i].Record, rows[j].Record)) return false;
            }
        }
        return true;
    }
}
