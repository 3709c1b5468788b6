using System.Numerics;
using System.Runtime.CompilerServices;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds rows of one person that are of one class and one day, but of several offences. For one thread.</summary>
/// <remarks>Whether they may be one offence under two ids is then told by <see cref="PossibleDuplicate"/>'s rule, on the few that are found.</remarks>
internal sealed class PossibleDuplicateFinder(OffenceTables tables)
{
    private const int DaysToldApart = 2048;

    private readonly SpreadKey _key = SpreadKey.OfProcess;
    private readonly int[] _classes = Classes(tables.Codes);
    private readonly bool _hasTwoSources = HasTwoSources(tables.Origins);
    private int[] _table = new int[64];
    private int[] _next = new int[64];

    /// <summary>Adds the rows to a list of findings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<OffenceRow> rows, OffenceFindings findings)
    {
        // Where one system reports all, nothing is reported twice by two.
        if (!_hasTwoSources || AreOnDifferentDays(rows)) return;
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)rows.Length * 2);
        if (_table.Length < slots) (_table, _next) = (new int[slots], new int[slots]);
        var table = _table.AsSpan(0, slots);
        table.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            if (tables.Origins[rows[i].Origin].Source is null) continue;
            var at = (int)_key.Spread((ulong)rows[i].Day, (ulong)_classes[rows[i].Code], 0) & (slots - 1);
            while (table[at] != 0 && !AreAlike(rows[table[at] - 1], rows[i])) at = (at + 1) & (slots - 1);
            _next[i] = table[at] - 1;
            table[at] = i + 1;
        }
        foreach (var slot in table)
        {
            if (slot == 0 || _next[slot - 1] < 0) continue;
            var differ = false;
            for (var i = _next[slot - 1]; i >= 0 && !differ; i = _next[i]) differ = !rows[i].IsSameOffence(rows[slot - 1]);
            for (var i = slot - 1; differ && i >= 0; i = _next[i])
                findings.Alike.Add(new AlikeRow(_classes[rows[i].Code], rows[i].Day, tables.Origins[rows[i].Origin].Source!, NameOf(rows[i])));
        }
    }

    // Most people have no two rows on one day. Where days meet that are a multiple of so many apart, it can't tell.
    private static bool AreOnDifferentDays(ReadOnlySpan<OffenceRow> rows)
    {
        const int BitsOfAWord = 64;
        Span<ulong> seen = stackalloc ulong[DaysToldApart / BitsOfAWord];
        seen.Clear();
        foreach (ref readonly var row in rows)
        {
            ref var word = ref seen[(row.Day / BitsOfAWord) & (seen.Length - 1)];
            var bit = 1ul << (row.Day & (BitsOfAWord - 1));
            if ((word & bit) != 0) return false;
            word |= bit;
        }
        return true;
    }

    private RecordName NameOf(in OffenceRow row) => new(row.Person, tables.Origins[row.Origin].File, row.Line, row.IdFirst, row.IdLast, row.IdLength);

    private bool AreAlike(in OffenceRow one, in OffenceRow other) => one.Day == other.Day && _classes[one.Code] == _classes[other.Code];

    private static int[] Classes(Interner<string> codes)
    {
        var byClass = new Dictionary<string, int>(StringComparer.Ordinal);
        var classes = new int[codes.Count];
        for (var code = 0; code < classes.Length; code++)
        {
            var name = OffenceCode.ClassOf(codes[code]);
            if (!byClass.TryGetValue(name, out classes[code])) byClass.Add(name, classes[code] = code);
        }
        return classes;
    }

    private static bool HasTwoSources(Interner<RowSource> origins) =>
        Enumerable.Range(0, origins.Count).Select(origin => origins[origin].Source).OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any();
}
