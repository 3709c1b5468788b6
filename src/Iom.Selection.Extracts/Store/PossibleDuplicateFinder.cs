using System.Numerics;
using System.Runtime.CompilerServices;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds rows of one person that are of one class and one day, but of several offences and reported by several systems. For one thread.</summary>
/// <remarks>Whether they may be one offence under two ids is then told by <see cref="PossibleDuplicate"/>'s rule, on the few that are found.</remarks>
internal sealed class PossibleDuplicateFinder
{
    private const int None = -1;
    private const int DaysToldApart = 2048;
    private const int BitsOfAWord = 64;

    private readonly SpreadKey _key = SpreadKey.OfProcess;
    private readonly OffenceTables _tables;
    private readonly int[] _classes;

    // By origin, a number for the system that it names; None for none.
    private readonly int[] _systems;
    private readonly bool _areSeveralSystems;
    private readonly ulong[] _daysSeen = new ulong[DaysToldApart / BitsOfAWord];
    private readonly ulong[] _daysSeenAgain = new ulong[DaysToldApart / BitsOfAWord];
    private readonly List<int> _some = [];
    private int[] _table = new int[64];
    private int[] _next = new int[64];

    public PossibleDuplicateFinder(OffenceTables tables)
    {
        (_tables, _classes, _systems) = (tables, Classes(tables.Codes), Systems(tables.Origins));
        _areSeveralSystems = _systems.Any(system => system > 0);
    }

    /// <summary>Adds the rows to a list of findings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<OffenceRow> rows, OffenceFindings findings)
    {
        // Where one system reports all, nothing is reported twice by two.
        if (!_areSeveralSystems || !ShareDays(rows)) return;
        _some.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            if (_systems[rows[i].Origin] != None && (_daysSeenAgain[WordOf(rows[i].Day)] & BitOf(rows[i].Day)) != 0) _some.Add(i);
        }
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)_some.Count * 2);
        if (_table.Length < slots) _table = new int[slots];
        if (_next.Length < rows.Length) _next = new int[BitOperations.RoundUpToPowerOf2((uint)rows.Length)];
        var table = _table.AsSpan(0, slots);
        table.Clear();
        foreach (var i in _some)
        {
            var at = (int)_key.Spread((ulong)rows[i].Day, (ulong)_classes[rows[i].Code], 0) & (slots - 1);
            while (table[at] != 0 && !AreAlike(rows[table[at] - 1], rows[i])) at = (at + 1) & (slots - 1);
            _next[i] = table[at] - 1;
            table[at] = i + 1;
        }
        foreach (var slot in table)
        {
            if (slot == 0 || _next[slot - 1] < 0) continue;
            // Only another system may have reported the same under another id.
            var (offences, systems) = (false, false);
            for (var i = _next[slot - 1]; i >= 0 && !(offences && systems); i = _next[i])
            {
                offences |= !rows[i].IsSameOffence(rows[slot - 1]);
                systems |= _systems[rows[i].Origin] != _systems[rows[slot - 1].Origin];
            }
            for (var i = slot - 1; offences && systems && i >= 0; i = _next[i])
                findings.Alike.Add(new AlikeRow(_classes[rows[i].Code], rows[i].Day, _tables.Origins[rows[i].Origin].Source!, _tables.NameOf(rows[i])));
        }
    }

    // Notes the days that several rows are of: most people have none, and nearly nobody more than a few. Days that are a multiple of so many apart count as one.
    private bool ShareDays(ReadOnlySpan<OffenceRow> rows)
    {
        Array.Clear(_daysSeen);
        Array.Clear(_daysSeenAgain);
        var share = false;
        foreach (ref readonly var row in rows)
        {
            var (word, bit) = (WordOf(row.Day), BitOf(row.Day));
            _daysSeenAgain[word] |= _daysSeen[word] & bit;
            share |= (_daysSeen[word] & bit) != 0;
            _daysSeen[word] |= bit;
        }
        return share;
    }

    private static int WordOf(int day) => (day / BitsOfAWord) & ((DaysToldApart / BitsOfAWord) - 1);

    private static ulong BitOf(int day) => 1ul << (day & (BitsOfAWord - 1));

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

    // From 0, so that there are two where one has a number above it.
    private static int[] Systems(Interner<RowSource> origins)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var systems = new int[origins.Count];
        for (var origin = 0; origin < systems.Length; origin++)
        {
            if (origins[origin].Source is not { } source) systems[origin] = None;
            else if (!numbers.TryGetValue(source, out systems[origin])) numbers.Add(source, systems[origin] = numbers.Count);
        }
        return systems;
    }
}
