using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Account;

/// <summary>Two offences of one person that may be one: same class, same date, different ids, different sources; or ids alike but for case. Counted, and never merged by itself.</summary>
/// <param name="OffenderId">Whose they are.</param>
/// <param name="Class">The Home Office class of both (of ids alike but for case, of the first), or their code where it is no Home Office code.</param>
/// <param name="Date">The day of both (of ids alike but for case, of the first).</param>
/// <param name="FirstId">The id of the one.</param>
/// <param name="SecondId">The id of the other; ordinally later.</param>
public sealed record PossibleDuplicate(string OffenderId, string Class, DateOnly Date, string FirstId, string SecondId)
{
    // Each later one is paired with the first: a list to look through, not every pair of many.
    internal static IEnumerable<PossibleDuplicate> Among(string offenderId, string offenceClass, DateOnly date, IEnumerable<(string Id, string Source)> reports)
    {
        var byId = reports.GroupBy(report => report.Id, StringComparer.Ordinal).OrderBy(same => same.Key, Utf8Ordinal.Comparer).ToArray();
        var sources = byId[0].Select(report => report.Source).ToHashSet(StringComparer.Ordinal);
        foreach (var later in byId.Skip(1))
        {
            if (!later.Any(report => sources.Contains(report.Source))) yield return new PossibleDuplicate(offenderId, offenceClass, date, byId[0].Key, later.Key);
        }
    }

    // Ids alike but for case: each later one with the first, of which class and earliest date are told.
    internal static IEnumerable<PossibleDuplicate> AlikeButForCase(string offenderId, IEnumerable<(string Id, string Code, DateOnly Date)> rows)
    {
        foreach (var alike in rows.GroupBy(row => row.Id, StringComparer.OrdinalIgnoreCase))
        {
            var byId = alike.GroupBy(row => row.Id, StringComparer.Ordinal).OrderBy(same => same.Key, Utf8Ordinal.Comparer).ToArray();
            var (_, code, date) = byId[0].OrderBy(row => row.Date).ThenBy(row => row.Code, Utf8Ordinal.Comparer).First();
            foreach (var later in byId.Skip(1)) yield return new PossibleDuplicate(offenderId, OffenceCode.ClassOf(code), date, byId[0].Key, later.Key);
        }
    }

    internal static IReadOnlyList<PossibleDuplicate> InOrder(IEnumerable<PossibleDuplicate> pairs) =>
    [
        .. pairs.Distinct().OrderBy(pair => pair.OffenderId, Utf8Ordinal.Comparer).ThenBy(pair => pair.Date)
            .ThenBy(pair => pair.Class, Utf8Ordinal.Comparer).ThenBy(pair => pair.FirstId, Utf8Ordinal.Comparer).ThenBy(pair => pair.SecondId, Utf8Ordinal.Comparer),
    ];

    /// <summary>Does not repeat the ids, so that none gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(PossibleDuplicate);
}
