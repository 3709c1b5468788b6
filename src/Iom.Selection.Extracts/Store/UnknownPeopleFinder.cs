using System.Buffers;
using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds out why people are not in <c>offenders.csv</c>: their ids would be known if they were written otherwise, or were looked up elsewhere.</summary>
internal static class UnknownPeopleFinder
{
    private const string PointZero = ".0";
    private const int MaxShort = 64;    // bytes of an id

    /// <summary>The causes, file by file.</summary>
    public static IReadOnlyList<UnknownPeople> Find(ExtractStore store)
    {
        var found = new List<UnknownPeople>();
        foreach (var source in store.Folder.Present.SelectMany(store.Folder.SourcesOf))
        {
            var unknown = store.LookUps.UnknownOf(source).Rows;
            if (unknown.Count == 0) continue;
            store.LookUps.EnsureRead(store.Folder);
            var causes = new Dictionary<string, long>(StringComparer.Ordinal);
            var explained = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (id, cause) in CausesOf(store, source, unknown))
            {
                if (explained.Add(id)) causes[cause] = causes.GetValueOrDefault(cause) + unknown[id];
            }
            found.Add(new UnknownPeople(source.Contract.FileName, source.Name, unknown.Values.Sum(rows => (long)rows),
                [.. causes.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new UnknownPeopleCause(pair.Key, pair.Value))]));
        }
        return found;
    }

    // For an id the first cause stands.
    private static IEnumerable<(string Id, string Cause)> CausesOf(ExtractStore store, Source source, IReadOnlyDictionary<string, int> unknown)
    {
        var system = source.Mapping.IdSystem;
        if (system is not null && store.LookUps.IdsOf(system).Count == 0)
        {
            foreach (var id in unknown.Keys) yield return (id, "identities.csv has no row of the system that the map gives under \"idSystem\"");
        }
        // What all these ids have in common with a known one, once the ways are left out in which one id is written.
        var byBase = unknown.Keys.GroupBy(BaseOf, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
        var found = system is null
            ? Enumerable.Range(0, store.People.Count).Select(person => (Ids: AlikeTo(store.People.Ids[person], byBase), Known: person)).Where(alike => alike.Ids is not null).Select(alike => (alike.Ids, Known: store.People.IdOf(alike.Known)))
            : store.LookUps.IdsOf(system).Keys.Select(known => (Ids: byBase.GetValueOrDefault(BaseOf(known)), Known: known));
        foreach (var (alike, known) in found)
        {
            foreach (var id in alike ?? []) yield return (id, Difference(id, known));
        }
        foreach (var other in store.LookUps.Systems.Order(StringComparer.Ordinal))
        {
            if (other.Equals(system, StringComparison.OrdinalIgnoreCase)) continue;
            var ids = store.LookUps.IdsOf(other);
            foreach (var id in unknown.Keys.Where(ids.ContainsKey)) yield return (id, $"they are ids of the system {other}: give \"idSystem\": \"{other}\" in the map");
        }
        if (system is null) yield break;
        foreach (var id in unknown.Keys.Where(id => store.People.Find(id) >= 0)) yield return (id, "they are the partnership's own ids: leave \"idSystem\" out of the map");
    }

    private static string Difference(string id, string known)
    {
        if (FileMapping.FoldId(id) == FileMapping.FoldId(known)) return "they would be known without case: give \"idCase\": \"ignore\" in the map";
        if (WithoutBlanks(id) == WithoutBlanks(known)) return "they would be known without blanks or invisible characters inside: export them without";
        if (WithoutPointZero(id) == WithoutPointZero(known)) return "they would be known without \".0\": the column was taken for numbers, export it as text";
        if (id.TrimStart('0') == known.TrimStart('0')) return "they would be known with the leading zeros that one of the two files has lost: export the column as text";
        return "they would be known without case, blanks, zeros or \".0\" together: export the column as text, as offenders.csv has it";
    }

    // The same as by BaseOf. Of most known ids, all of them letters, digits and signs, no text is made.
    private static string[]? AlikeTo(ReadOnlySpan<byte> known, Dictionary<string, string[]> byBase)
    {
        Span<char> text = stackalloc char[MaxShort];
        if (known.Length > MaxShort || known.ContainsAnyExceptInRange((byte)'!', (byte)'~') || Ascii.ToUpper(known, text, out var length) != OperationStatus.Done)
            return byBase.GetValueOrDefault(BaseOf(Encoding.UTF8.GetString(known)));
        text = text[..length];
        if (text.EndsWith(PointZero)) text = text[..^PointZero.Length];
        return byBase.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.TrimStart('0'), out var alike) ? alike : null;
    }

    private static string BaseOf(string id) => WithoutPointZero(WithoutBlanks(FileMapping.FoldId(id))).TrimStart('0');

    private static string WithoutPointZero(string id) => id.EndsWith(PointZero, StringComparison.Ordinal) ? id[..^PointZero.Length] : id;

    private static string WithoutBlanks(string id)
    {
        if (!id.AsSpan().ContainsAnyExceptInRange('!', '~')) return id;
        var text = new StringBuilder();
        foreach (var c in id)
        {
            if (!char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control)) text.Append(c);
        }
        return text.ToString();
    }
}
