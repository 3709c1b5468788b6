using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Takes the rows of one file of offenders.</summary>
internal sealed class OffenderRows : RowTaker
{
    private const int IdColumn = 0;

    // Rows wait for their turn at the table of people, so that it is taken once for many, and the memory asked for several at once.
    private const int MaxWaiting = 64;

    private readonly FileLayout _layout;
    private readonly Source _source;
    private readonly int _file;
    private readonly SharedChecker _checker;
    private readonly IdentityMap _lookUps;
    private readonly People _people;
    private readonly LoadingAccount _account;
    private readonly RowTally _tally;
    private readonly bool _idIsPlain;
    private readonly CellCache<CellValue>[] _caches;   // by field
    private readonly CellValue[] _values;   // of the rows that wait, one after another
    private readonly Waiting[] _waiting = new Waiting[MaxWaiting];
    private readonly ProblemList _problems;
    private readonly LongNumberWatch _longNumbers;
    private byte[] _checkedId = new byte[LineScan.Width];
    private int _waitingCount;

    public OffenderRows(Source source, int file, FileLayout layout, SharedChecker checker, IdentityMap lookUps, People people, LoadingAccount account, RowTally tally)
    {
        (_source, _file, _layout, _checker, _lookUps, _people, _account, _tally) = (source, file, layout, checker, lookUps, people, account, tally);
        _longNumbers = checker.LongNumbers;
        _problems = new ProblemList(account);
        var columns = ExtractContract.Offenders.Columns;
        _idIsPlain = source.Mapping.IsPlain(columns[IdColumn].Name) && source.Mapping.IdSystem is null;
        _caches = [.. Enum.GetValues<OffenderField>().Select(field =>
            new CellCache<CellValue>(cell => checker.Check(columns[People.Columns[(int)field]], cell, text => people.NumberOf(field, text))))];
        _values = new CellValue[_caches.Length * MaxWaiting];
    }

    public override void Settle()
    {
        if (_waitingCount == 0) return;
        using (_people.Turn())
        {
            for (var i = 0; i < _waitingCount; i++)
            {
                ref var waiting = ref _waiting[i];
                ref var id = ref waiting.Bytes[waiting.IdAt];
                var values = _values.AsSpan(i * _caches.Length, _caches.Length);
                var later = _people.AddRow(ref id, waiting.IdLength, values, (_file, waiting.Line), out var person);
                for (var field = 0; field < values.Length; field++)
                {
                    if (values[field].Problem is { } problem) _problems.Add(ExtractContract.Offenders, _file, waiting.Line, People.Columns[field], problem, person);
                }
                if (later is not { } repeat) continue;
                _tally.Duplicate++;
                _account.AddDuplicate(repeat.File, repeat.Line, Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpan(ref id, waiting.IdLength)));
            }
        }
        _waitingCount = 0;
    }

    public override void TakeBroken(ProblemKind problem, int cell, int line)
    {
        _tally.Read++;
        _tally.Refused++;
        _problems.Add(ExtractContract.Offenders, _file, line, _layout.ColumnOf(cell), problem);
    }

    public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        if (_layout.WhatBreaks(cells) is { } broken)
        {
            TakeBroken(broken.Kind, -1, line);
            return;
        }
        ends = ends[..cells];
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        ref var id = ref Cell(ref first, start, ends, IdColumn, out var idLength);
        if (idLength >= CellText.LongNumberDigits && _longNumbers.MustWait(IdColumn, MemoryMarshal.CreateReadOnlySpan(ref id, idLength)))
        {
            _longNumbers.Wait(WaitingRow.Copy(bytes, start, ends, cells, line));
            return;
        }
        if (_layout.IsHeader(bytes, start, ends))
        {
            TakeBroken(ProblemKind.RepeatedHeader, -1, line);
            return;
        }
        _tally.Read++;
        if (_waitingCount == MaxWaiting) Settle();
        var values = _values.AsSpan(_waitingCount * _caches.Length, _caches.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (!_layout.IsRead(People.Columns[i])) continue;
            ref var cell = ref Cell(ref first, start, ends, People.Columns[i], out var length);
            values[i] = _caches[i].Get(ref cell, length);
            _tally.Notes.Count(values[i].Notes);
        }

        ProblemKind? idProblem = null;
        var isAsItIs = _idIsPlain && FastCell.IsSimpleId(ref id, idLength) && !CellText.MayBePlaceholder(MemoryMarshal.CreateReadOnlySpan(ref id, idLength));
        if (!isAsItIs)
        {
            idProblem = CheckId(ref id, ref idLength);
            id = ref _checkedId[0];
        }
        if (idProblem is { } wrong)
        {
            _tally.Refused++;
            _problems.Add(ExtractContract.Offenders, _file, line, IdColumn, wrong);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i].Problem is { } problem) _problems.Add(ExtractContract.Offenders, _file, line, People.Columns[i], problem);
            }
        }
        else
        {
            var waitsIn = isAsItIs ? bytes : _checkedId;
            _waiting[_waitingCount++] = new Waiting
            {
                Bytes = waitsIn,
                IdAt = (int)Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(waitsIn), ref id),
                IdLength = idLength,
                Line = line,
            };
            // The next checked id takes the place of this one.
            if (isAsItIs) _people.Index.Fetch(ref id, idLength);
            else Settle();
        }
    }

    /// <summary>Hands over the problems found, once all rows have been taken.</summary>
    public void Finish() => _problems.HandOver();

    // An id that has to be spelled otherwise, in which something may be wrong, or that is another system's.
    private ProblemKind? CheckId(ref byte cell, ref int length)
    {
        var found = _checker.Check(ExtractContract.Offenders.Columns[IdColumn], MemoryMarshal.CreateReadOnlySpan(ref cell, length));
        _tally.Notes.Count(found.Notes);
        if (found.Problem is { } problem) return problem;
        var text = found.Text;
        if (_source.Mapping.IdSystem is not null)
        {
            var own = _lookUps.Find(_source.Mapping, text!, out var unknown);
            if (own is null && unknown == ProblemKind.UnknownOffender) _lookUps.UnknownOf(_source).Add(text!);
            if (own is null) return unknown;
            text = own;
        }
        else if (_source.Mapping.IgnoresIdCase)
        {
            text = _lookUps.SpellingOf(text!);
        }
        length = CellBytes.Put(text!, ref _checkedId);
        return null;
    }

    private ref byte Cell(ref byte first, int start, ReadOnlySpan<int> ends, int column, out int length) =>
        ref CellBytes.At(ref first, start, ends, _layout.PositionOf(column), out length);

    /// <summary>A row in order, and where its id stands.</summary>
    private struct Waiting
    {
        public byte[] Bytes;
        public int IdAt;
        public int IdLength;
        public int Line;
    }
}
