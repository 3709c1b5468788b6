using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Takes the rows of one smaller file and makes records of them.</summary>
internal sealed class RecordRows<T> : IRowTaker where T : CaseRecord
{
    private readonly FileContract _contract;
    private readonly int _file;
    private readonly FileLayout _layout;
    private readonly PersonFinder _finder;
    private readonly int _personColumn;
    private readonly Func<RowCells, T> _make;
    private readonly DateOnly _asOf;
    private readonly List<(int, Located<T>)> _rows;
    private readonly RowCounts _counts;
    private readonly RunningAccount _account;
    private readonly CellCache<Cell>[] _caches;
    private readonly bool[] _isPlainId;
    private readonly string?[] _texts;
    private readonly int[] _days;
    private readonly List<(int, RowProblem)> _problems = [];

    public RecordRows(
        Source source, int file, FileLayout layout, SharedChecker checker, PersonFinder finder, Func<RowCells, T> make, DateOnly asOf,
        List<(int, Located<T>)> rows, RowCounts counts, RunningAccount account)
    {
        (_contract, _file, _layout, _finder, _make, _asOf, _rows, _counts, _account) = (source.Contract, file, layout, finder, make, asOf, rows, counts, account);
        _personColumn = _contract.Columns.TakeWhile(column => column.Name != "offender_id").Count();
        _caches = [.. _contract.Columns.Select(column => new CellCache<Cell>(bytes => Check(column, checker, bytes)))];
        _isPlainId = [.. _contract.Columns.Select(column => column.Kind == CellKind.Id && source.Mapping.IsPlain(column.Name))];
        _texts = new string?[_contract.Columns.Count];
        _days = new int[_contract.Columns.Count];
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
        for (var i = 0; i < _texts.Length; i++)
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
                // Ids differ from row to row: nothing is gained by keeping them.
                _texts[i] = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpan(ref bytesOfCell, length));
            }
            else
            {
                var cell = _caches[i].Of(ref bytesOfCell, length);
                (_texts[i], _days[i], problem) = (cell.Text, cell.Day, cell.Problem);
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

        var record = _make(new RowCells(_texts, _days));
        if (record.IsLaterThan(_asOf))
        {
            _counts.Later++;
            return;
        }
        _counts.Cover(record.RecordDate);
        _rows.Add((person, new Located<T>(record, new RowPlace(_contract.FileName, line), _counts.Read)));
    }

    public void Settle()
    {
        // Nothing is kept of the bytes.
    }

    private static Cell Check(Column column, SharedChecker checker, ReadOnlySpan<byte> bytes)
    {
        var problem = checker.Check(column, bytes, out var text);
        return new Cell(text, text is not null && column.Kind == CellKind.Date ? FileDates.Day(text) : 0, problem);
    }

    private ref byte CellAt(ref byte first, int start, ReadOnlySpan<int> ends, int column, out int length) =>
        ref CellBytes.At(ref first, start, ends, _layout.PositionOf(column), out length);

    private RowProblem Problem(int line, string column, ProblemKind kind) => new(new RowPlace(_contract.FileName, line), column, kind);

    private readonly record struct Cell(string? Text, int Day, ProblemKind? Problem);
}
