using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Takes the rows of one smaller file.</summary>
internal sealed class RecordRows : IRowTaker
{
    private readonly FileContract _contract;
    private readonly int _file;
    private readonly FileLayout _layout;
    private readonly PersonFinder _finder;
    private readonly int _personColumn;
    private readonly int _dateColumn;
    private readonly int _asOf;
    private readonly PackedRows _packed;
    private readonly RowCounts _counts;
    private readonly RunningAccount _account;
    private readonly CellCache<CellValue>[] _caches;
    private readonly bool[] _isPlainId;
    private readonly int[] _cells;
    private readonly (int At, int Length)[] _plainIds;
    private readonly List<(int, RowProblem)> _problems = [];

    public RecordRows(
        Source source, int file, FileLayout layout, SharedChecker checker, PersonFinder finder, DateOnly asOf, PackedRows packed, RowCounts counts, RunningAccount account)
    {
        (_contract, _file, _layout, _finder, _asOf, _packed, _counts, _account) = (source.Contract, file, layout, finder, asOf.DayNumber, packed, counts, account);
        (_personColumn, _dateColumn) = (_contract.IndexOf("offender_id"), _contract.DateOfRecord);
        Func<string?, int> day = text => text is null ? 0 : PackedRows.NumberOfDay(FileDates.Day(text));
        Func<string?, int> other = packed.NumberOf;
        _caches = [.. _contract.Columns.Select(column => new CellCache<CellValue>(cell => checker.Check(column, cell, column.Kind == CellKind.Date ? day : other)))];
        _isPlainId = [.. _contract.Columns.Select(column => column.Kind == CellKind.Id && source.Mapping.IsPlain(column.Name))];
        (_cells, _plainIds) = (new int[_contract.Columns.Count], new (int, int)[_contract.Columns.Count]);
    }

    public void TakeBroken(ProblemKind problem, int cell, int line)
    {
        _counts.Read++;
        _counts.Refused++;
        _account.AddProblems([(_file, Problem(line, _layout.NameOf(cell), problem))]);
    }

    public void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        if (_layout.WhatBreaks(cells) is { } broken)
        {
            TakeBroken(broken.Kind, -1, line);
            return;
        }
        _counts.Read++;
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        var person = -1;
        Array.Clear(_plainIds);
        for (var i = 0; i < _cells.Length; i++)
        {
            if (!_layout.IsRead(i)) continue;
            ref var bytesOfCell = ref CellAt(ref first, start, ends, i, out var length);
            ProblemKind? problem = null;
            if (i == _personColumn)
            {
                person = _finder.Find(ref bytesOfCell, length, out var unknown);
                if (person < 0) problem = unknown;
            }
            else if (_isPlainId[i] && FastCell.IsSimpleId(ref bytesOfCell, length))
            {
                // Ids differ from row to row: nothing is gained by keeping them. They get their place once the row is known to stand.
                _plainIds[i] = ((int)Unsafe.ByteOffset(ref first, ref bytesOfCell), length);
            }
            else
            {
                var cell = _caches[i].Of(ref bytesOfCell, length);
                (_cells[i], problem) = (cell.Number, cell.Problem);
            }
            if (problem is { } wrong) _problems.Add((_file, Problem(line, _contract.Columns[i].Name, wrong)));
        }
        if (_problems.Count > 0)
        {
            _counts.Refused++;
            _account.AddProblems(_problems);
            _problems.Clear();
            return;
        }

        if (_dateColumn >= 0)
        {
            var day = _cells[_dateColumn] - PackedRows.NumberOfDay(0);
            if (day > _asOf)
            {
                _counts.Later++;
                return;
            }
            _counts.Cover(DateOnly.FromDayNumber(day));
        }
        for (var i = 0; i < _cells.Length; i++)
        {
            if (_plainIds[i].Length > 0) _cells[i] = _packed.NumberOfId(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, _plainIds[i].At), _plainIds[i].Length));
        }
        _packed.Add(_cells, person, line);
    }

    public void Settle()
    {
        // Nothing is kept of the bytes.
    }

    private ref byte CellAt(ref byte first, int start, ReadOnlySpan<int> ends, int column, out int length) =>
        ref CellBytes.At(ref first, start, ends, _layout.PositionOf(column), out length);

    private RowProblem Problem(int line, string column, ProblemKind kind) => new(new RowPlace(_contract.FileName, line), column, kind);
}
