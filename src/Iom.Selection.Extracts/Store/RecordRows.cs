using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts.Store;

/// <summary>Takes the rows of one smaller file.</summary>
internal sealed class RecordRows : RowTaker
{
    // Rows wait for their person to be found, so that the memory is asked for several at once.
    private const int MaxWaiting = 64;

    private readonly FileContract _contract;
    private readonly int _file;
    private readonly FileLayout _layout;
    private readonly PersonFinder _finder;
    private readonly int _personColumn;
    private readonly PackedRows _packed;
    private readonly RowTally _tally;
    private readonly CellCache<CellValue>[] _caches;
    private readonly bool[] _isPlainId;
    private readonly int[] _cells;
    private readonly (int At, int Length)[] _plainIds;
    private readonly ProblemList _problems;
    private readonly List<(int Column, ProblemKind Problem)> _wrong = [];
    private readonly LongNumberWatch _longNumbers;
    private readonly Waiting[] _waiting = new Waiting[MaxWaiting];
    private readonly PersonFinder.Sought[] _sought = new PersonFinder.Sought[MaxWaiting];   // their people
    private readonly int[] _ends;   // of the cells of the rows that wait, one row after another
    private byte[] _bytes = [];     // in which they stand
    private int _waitingCount;

    public RecordRows(
        Source source, int file, FileLayout layout, SharedChecker checker, PersonFinder finder, PanelRules? panel, PackedRows packed, RowTally tally, LoadingAccount account)
    {
        (_contract, _file, _layout, _finder, _packed, _tally, _problems) = (source.Contract, file, layout, finder, packed, tally, new ProblemList(account));
        _longNumbers = checker.LongNumbers;
        _personColumn = _contract.IndexOf("offender_id");
        Func<string?, int> day = text => text is null ? 0 : PackedRows.NumberOfDay(FileDates.Day(text));
        Func<string?, int> other = packed.NumberOf;
        _caches = [.. _contract.Columns.Select(column => new CellCache<CellValue>(cell => checker.Check(column, cell, column.Kind == CellKind.Date ? day : other)))];
        // An agency that the panel does not list has no voice in it.
        if (panel is not null && _contract == ExtractContract.Panel)
        {
            var agency = _contract.IndexOf("agency");
            _caches[agency] = new CellCache<CellValue>(cell =>
            {
                var isListed = true;
                var value = checker.Check(_contract.Columns[agency], cell, text =>
                {
                    isListed = text is null || panel.IdOf(text) is not null;
                    return other(text);
                });
                return isListed ? value : new CellValue(0, ProblemKind.NotInList, value.Notes);
            });
        }
        _isPlainId = [.. _contract.Columns.Select(column => column.Kind == CellKind.Id && source.Mapping.IsPlain(column.Name))];
        (_cells, _plainIds, _ends) = (new int[_contract.Columns.Count], new (int, int)[_contract.Columns.Count], new int[MaxWaiting * layout.CellCount]);
    }

    public override void TakeBroken(ProblemKind problem, int cell, int line)
    {
        _tally.Read++;
        _tally.Refused++;
        _problems.Add(_contract, _file, line, _layout.ColumnOf(cell), problem);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        if (_layout.WhatBreaks(cells) is { } broken)
        {
            TakeBroken(broken.Kind, -1, line);
            return;
        }
        ends = ends[..cells];
        if (MustWait(ref MemoryMarshal.GetArrayDataReference(bytes), start, ends))
        {
            _longNumbers.Wait(WaitingRow.Copy(bytes, start, ends, cells, line));
            return;
        }
        if (_waitingCount == MaxWaiting || bytes != _bytes) Settle();
        _bytes = bytes;
        ends.CopyTo(_ends.AsSpan(_waitingCount * cells));
        _waiting[_waitingCount++] = new Waiting { Start = start, Line = line };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Settle()
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_bytes);
        for (var i = 0; i < _waitingCount; i++)
        {
            _sought[i].At = CellBytes.PlaceOf(_waiting[i].Start, EndsOf(i), _layout.PositionOf(_personColumn), out _sought[i].Length);
        }
        _finder.Fetch(ref first, _sought.AsSpan(0, _waitingCount));
        for (var i = 0; i < _waitingCount; i++) Take(ref first, _waiting[i], EndsOf(i), _sought[i]);
        _waitingCount = 0;
    }

    private ReadOnlySpan<int> EndsOf(int waiting) => _ends.AsSpan(waiting * _layout.CellCount, _layout.CellCount);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(ref byte first, in Waiting waiting, ReadOnlySpan<int> ends, in PersonFinder.Sought sought)
    {
        var (start, line) = (waiting.Start, waiting.Line);
        if (_layout.IsHeader(_bytes, start, ends))
        {
            TakeBroken(ProblemKind.RepeatedHeader, -1, line);
            return;
        }
        _tally.Read++;
        var person = PackedProblem.Nobody;
        _wrong.Clear();
        Array.Clear(_plainIds);
        for (var i = 0; i < _cells.Length; i++)
        {
            if (!_layout.IsRead(i)) continue;
            ref var bytesOfCell = ref CellAt(ref first, start, ends, i, out var length);
            ProblemKind? problem = null;
            if (i == _personColumn)
            {
                person = _finder.Find(ref first, sought, ref _tally.Notes, out var unknown);
                if (person < 0) problem = unknown;
            }
            else if (_isPlainId[i] && FastCell.IsSimpleId(ref bytesOfCell, length))
            {
                // Ids differ from row to row: nothing is gained by keeping them. They get their place once the row is known to stand.
                _plainIds[i] = ((int)Unsafe.ByteOffset(ref first, ref bytesOfCell), length);
            }
            else
            {
                var cell = _caches[i].Get(ref bytesOfCell, length);
                (_cells[i], problem) = (cell.Number, cell.Problem);
                _tally.Notes.Count(cell.Notes);
            }
            if (problem is { } wrong) _wrong.Add((i, wrong));
        }
        if (_wrong.Count > 0)
        {
            _tally.Refused++;
            foreach (var (column, problem) in _wrong) _problems.Add(_contract, _file, line, column, problem, person);
            return;
        }
        for (var i = 0; i < _cells.Length; i++)
        {
            if (_plainIds[i].Length > 0) _cells[i] = _packed.NumberOfId(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, _plainIds[i].At), _plainIds[i].Length));
        }
        _packed.Add(_cells, person, _file, line);
    }

    private bool MustWait(ref byte first, int start, ReadOnlySpan<int> ends)
    {
        var waits = false;
        for (var i = 0; i < _longNumbers.Columns.Count; i++)
        {
            var column = _longNumbers.Columns[i];
            ref var cell = ref CellAt(ref first, start, ends, column, out var length);
            if (length >= CellText.LongNumberDigits) waits |= _longNumbers.MustWait(column, MemoryMarshal.CreateReadOnlySpan(ref cell, length));
        }
        return waits;
    }

    private ref byte CellAt(ref byte first, int start, ReadOnlySpan<int> ends, int column, out int length) =>
        ref CellBytes.At(ref first, start, ends, _layout.PositionOf(column), out length);

    /// <summary>Hands over the problems found, once all rows have been taken.</summary>
    public void Finish() => _problems.HandOver();

    /// <summary>Where a row stands that waits for its person.</summary>
    private struct Waiting
    {
        public int Start;
        public int Line;
    }
}
