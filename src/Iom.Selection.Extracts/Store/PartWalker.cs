using System.Runtime.CompilerServices;
using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Store;

/// <summary>Takes the offences of people together as they stand on a date, part by part. For one thread.</summary>
internal sealed class PartWalker
{
    /// <summary>About how many rows are put in order at once where nobody says otherwise: those of most parts.</summary>
    public const int StandardRowsAtOnce = 1 << 18;

    // All rows of a part are looked at for each stretch of its people, so of the largest parts more are put in order at once.
    private const int MaxStretches = 16;

    private readonly OffenceStore _store;
    private readonly OffenceTables _tables;
    private readonly int _asOf;
    private readonly int _rowsAtOnce;
    private readonly bool[] _isKnown;
    private readonly ReportResolver _resolver = new();
    private readonly int[]? _recorded;  // by origin; null where no row says when it was recorded
    private readonly PossibleDuplicateFinder? _alike;  // null where nobody asks for what is alike
    private readonly CaseAlikeFinder? _caseAlike;
    private readonly OffenceLinker _same = new();
    private readonly PersonTaker? _taker;
    private readonly List<int> _chain = [];
    private ReportRow[] _reports = new ReportRow[16];
    private OffenceRow[] _sorted = [];
    private int[] _ends = [];

    /// <param name="store">The rows.</param>
    /// <param name="tables">What their numbers stand for.</param>
    /// <param name="isKnown">Whether the catalogue knows a code, by its number.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="findings">What is found besides points.</param>
    /// <param name="taker">Takes people with their offences; null where nobody does.</param>
    /// <param name="isForTakerAlone">Whether nobody will ask what was found, so that what is alike need not be sought.</param>
    /// <param name="rowsAtOnce">About how many rows are put in order at once.</param>
    public PartWalker(OffenceStore store, OffenceTables tables, bool[] isKnown, DateOnly asOf, OffenceFindings findings, PersonTaker? taker, bool isForTakerAlone, int rowsAtOnce)
    {
        (_store, _tables, _isKnown, _asOf, Findings, _taker, _rowsAtOnce) = (store, tables, isKnown, asOf.DayNumber, findings, taker, rowsAtOnce);
        if (!isForTakerAlone) (_alike, _caseAlike) = (new PossibleDuplicateFinder(tables), new CaseAlikeFinder(tables));
        int[] recorded = [.. Enumerable.Range(0, tables.Origins.Count).Select(origin => tables.Origins[origin].RecordedDay)];
        if (recorded.Any(day => day != ReportRow.NoDay)) _recorded = recorded;
    }

    private OffenceFindings Findings { get; }

    /// <summary>Takes everybody in a part.</summary>
    public void Walk(int part)
    {
        var (first, end) = _store.PeopleOf(part);
        if (_store.Find(part, out var chunks) is { } order)
        {
            for (var i = 0; i < order.Ends.Length; i++) Take(first + i, NotLater(order.Of(i)), order.AreApart[i]);
            return;
        }
        var people = end - first;
        var most = Math.Max(_rowsAtOnce, Count(chunks, people) / MaxStretches);
        for (int from = 0, upTo; from < people; from = upTo)
        {
            var rows = Sorted(chunks, first, people, from, most, out upTo);
            for (var person = from; person < upTo; person++) Take(first + person, rows[(person == from ? 0 : _ends[person - 1]).._ends[person]], areApart: false);
        }
    }

    // Of one person's rows in the order of days, those that are not later than the date.
    private ReadOnlySpan<OffenceRow> NotLater(ReadOnlySpan<OffenceRow> rows)
    {
        var count = rows.Length;
        while (count > 0 && rows[count - 1].Day > _asOf) count--;
        if (_recorded is not null)
        {
            if (_sorted.Length < count) _sorted = new OffenceRow[Math.Max(count, _sorted.Length * 2)];
            var recorded = 0;
            foreach (ref readonly var row in rows[..count])
            {
                if (!IsRecordedLater(row.Origin)) _sorted[recorded++] = row;
            }
            (count, Findings.Counts.Later) = (recorded, Findings.Counts.Later + rows.Length - recorded);
            rows = _sorted;
        }
        else
        {
            Findings.Counts.Later += rows.Length - count;
        }
        if (count == 0) return [];
        Findings.Counts.Cover(rows[0].Day);
        Findings.Counts.Cover(rows[count - 1].Day);
        return rows[..count];
    }

    // Counts by person the rows that are not later, and gives how many there are.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Count(IReadOnlyList<OffenceStore.Chunk> chunks, int people)
    {
        if (_ends.Length < people) _ends = new int[people];
        var counts = _ends.AsSpan(0, people);
        counts.Clear();
        var (count, later, earliest, latest) = (0, 0, int.MaxValue, -1);
        foreach (var chunk in chunks)
        {
            var rows = chunk.Rows;
            for (var at = 0; at < rows.Length; at += rows[at].Places)
            {
                var day = KeptRow.DayOf(rows, at);
                if (day > _asOf || IsRecordedLater(rows, at))
                {
                    later++;
                    continue;
                }
                if (day < earliest) earliest = day;
                if (day > latest) latest = day;
                counts[rows[at].Person]++;
                count++;
            }
        }
        Findings.Counts.Later += later;
        if (count == 0) return 0;
        Findings.Counts.Cover(earliest);
        Findings.Counts.Cover(latest);
        return count;
    }

    // Puts the rows of a stretch of people together by person. People are numbered within the part; afterwards _ends holds where each one's rows end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<OffenceRow> Sorted(IReadOnlyList<OffenceStore.Chunk> chunks, int firstOfPart, int people, int from, int most, out int upTo)
    {
        var count = _ends[from];
        for (upTo = from + 1; upTo < people && count + _ends[upTo] <= most; upTo++) count += _ends[upTo];
        if (_sorted.Length < count) _sorted = GC.AllocateUninitializedArray<OffenceRow>(Math.Max(count, Math.Min(most, count + (count / 4))));

        var ends = _ends.AsSpan(from, upTo - from);
        for (int i = 0, before = 0; i < ends.Length; i++) (ends[i], before) = (before, before + ends[i]);
        var sorted = _sorted.AsSpan(0, count);
        foreach (var chunk in chunks)
        {
            var rows = chunk.Rows;
            for (var at = 0; at < rows.Length; at += rows[at].Places)
            {
                var person = rows[at].Person - from;
                if ((uint)person < (uint)ends.Length && KeptRow.DayOf(rows, at) <= _asOf && !IsRecordedLater(rows, at))
                    KeptRow.Copy(rows, at, firstOfPart, out sorted[ends[person]++]);
            }
        }
        return sorted;
    }

    // Whoever knows that each row is of an offence of its own need not look for those that are of one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int person, ReadOnlySpan<OffenceRow> rows, bool areApart)
    {
        _taker?.Begin(person);
        if (rows.IsEmpty) Findings.PeopleWithout++;
        if (areApart)
        {
            foreach (ref readonly var row in rows) TakeAlone(row);
        }
        else
        {
            foreach (var head in _same.Link(rows))
            {
                if (_same.Next[head] < 0) TakeAlone(rows[head]);
                else TakeTogether(rows, head);
            }
        }
        _alike?.Find(rows, Findings);
        _caseAlike?.Find(rows, Findings);
        _taker?.End();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakeAlone(in OffenceRow row) =>
        Take(ResolvedOffence.Alone(row.Day, row.Outcome, row.OutcomeDay - 1, row.DetectedBy, row.AsYouth, _asOf), row.Code, row);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(in ResolvedOffence offence, int code, in OffenceRow row)
    {
        Findings.Offences++;
        if (!_isKnown[code])
        {
            Findings.Unclassified++;
            Findings.UnknownCodes[code]++;
        }
        if (offence.Conflicts != OffenceConflicts.None) Findings.Conflicting.Add((_tables.NameOf(row), offence.Conflicts));
        if (offence.IsInConflict)
        {
            Findings.NotCounted++;
            return;
        }
        if (offence.IsUndated) Findings.UndatedOutcomes++;
        _taker?.Add(code, offence);
    }

    private void TakeTogether(ReadOnlySpan<OffenceRow> rows, int head)
    {
        _chain.Clear();
        for (var i = head; i >= 0; i = _same.Next[i]) _chain.Add(i);
        if (_reports.Length < _chain.Count) _reports = new ReportRow[Math.Max(_chain.Count, _reports.Length * 2)];
        for (var i = 0; i < _chain.Count; i++)
        {
            ref readonly var row = ref rows[_chain[i]];
            _reports[i] = new ReportRow(
                _tables.Codes[row.Code], row.Day, row.Outcome, row.OutcomeDay - 1, row.DetectedBy, row.AsYouth, _recorded is null ? ReportRow.NoDay : _recorded[row.Origin]);
        }
        _resolver.Resolve(_reports.AsSpan(0, _chain.Count), _asOf);
        if (_resolver.IsCaseNumber)
        {
            Findings.CaseNumbers++;
            Findings.Conflicting.Add((_tables.NameOf(rows[head]), OffenceConflicts.OffenceId));
        }
        NoteDuplicates(rows);
        foreach (ref readonly var offence in _resolver.Offences)
        {
            ref readonly var row = ref rows[_chain[offence.CodeRow]];
            Take(offence, row.Code, row);
        }
    }

    // The first row of an offence, in order of files and lines, is the one that is counted as used; a superseded one never is.
    private void NoteDuplicates(ReadOnlySpan<OffenceRow> rows)
    {
        Span<int> used = _resolver.Offences.Length <= 64 ? stackalloc int[_resolver.Offences.Length] : new int[_resolver.Offences.Length];
        used.Fill(-1);
        for (var i = 0; i < _chain.Count; i++)
        {
            var offence = _resolver.OffenceOf(i);
            if (offence != ReportResolver.Superseded && (used[offence] < 0 || _tables.CompareInFiles(rows[_chain[i]], rows[_chain[used[offence]]]) < 0)) used[offence] = i;
        }
        for (var i = 0; i < _chain.Count; i++)
        {
            var offence = _resolver.OffenceOf(i);
            if (offence == ReportResolver.Superseded || used[offence] != i) Findings.Duplicates.Add(_tables.NameOf(rows[_chain[i]]));
        }
    }

    private bool IsRecordedLater(ReadOnlySpan<KeptRow> rows, int at) => _recorded is not null && IsRecordedLater(KeptRow.OriginOf(rows, at));

    private bool IsRecordedLater(int origin) => _recorded is not null && _recorded[origin] > _asOf;
}
