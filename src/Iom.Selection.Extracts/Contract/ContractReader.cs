using System.Runtime.InteropServices;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Reads one file by its contract, row by row: finds its columns and checks every cell.</summary>
internal sealed class ContractReader : RowTaker, IDisposable
{
    private readonly FileContract _contract;
    private readonly ContractFile _file;
    private readonly ReadBuffer _buffer = new();
    private readonly Queue<Row> _rows = [];
    private readonly string _fileName;
    private Row? _current;

    /// <summary>Reads a file.</summary>
    /// <param name="contract">Its kind.</param>
    /// <param name="fileName">Its name as it is shown.</param>
    /// <param name="file">The file, open; disposed with the reader.</param>
    /// <param name="checker">Checks its cells.</param>
    public ContractReader(FileContract contract, string fileName, ContractFile file, CellChecker checker) =>
        (_contract, _fileName, _file, Checker) = (contract, fileName, file, checker);

    /// <summary>What checks its cells.</summary>
    public CellChecker Checker { get; }

    /// <summary>Where the current row stands.</summary>
    public RowLocation Place => At(Current.Line);

    /// <summary>The current row's cells.</summary>
    public RowCells Cells => new(new TextRow(Current.Cells), 0);

    /// <summary>All that is wrong with the current row.</summary>
    public IReadOnlyList<RowProblem> Problems => Current.Problems;

    /// <summary>Whether the row as a whole can't be read, so that it has no cells.</summary>
    public bool IsBroken => Current.IsBroken;

    /// <summary>SHA-256 of the file, once it has been read to its end.</summary>
    public string Sha256 => _file.Sha256;

    private Row Current => _current ?? throw new InvalidOperationException("No row has been read.");

    /// <summary>Goes to the next row and checks it.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Read()
    {
        while (!_rows.TryDequeue(out _current))
        {
            if (!_file.Next(_buffer, this)) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        if (_file.Layout.WhatBreaks(cells) is { } broken)
        {
            TakeBroken(broken.Kind, -1, line);
            return;
        }
        ends = ends[..cells];
        if (_file.Layout.IsHeader(bytes, start, ends))
        {
            TakeBroken(ProblemKind.RepeatedHeader, -1, line);
            return;
        }
        var row = new Row(line, new string?[_contract.Columns.Count], [], IsBroken: false);
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (!_file.Layout.IsRead(i)) continue;
            ref var cell = ref CellBytes.At(ref MemoryMarshal.GetArrayDataReference(bytes), start, ends, _file.Layout.PositionOf(i), out var length);
            var found = Checker.Check(_contract.Columns[i], MemoryMarshal.CreateReadOnlySpan(ref cell, length));
            row.Cells[i] = found.Text;
            if (found.Problem is { } kind) row.Problems.Add(new RowProblem(At(line), _contract.Columns[i].Name, kind, OffenderId: null));
        }
        _rows.Enqueue(row);
    }

    /// <inheritdoc/>
    public override void TakeBroken(ProblemKind problem, int cell, int line)
    {
        var column = _file.Layout.ColumnOf(cell) is >= 0 and var found ? _contract.Columns[found].Name : "";
        _rows.Enqueue(new Row(line, new string?[_contract.Columns.Count], [new RowProblem(At(line), column, problem, OffenderId: null)], IsBroken: true));
    }

    /// <inheritdoc/>
    public override void Settle()
    {
        // Nothing is kept of the bytes.
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private RowLocation At(int line) => new(_contract.FileName, _fileName, line);

    private sealed record Row(int Line, string?[] Cells, List<RowProblem> Problems, bool IsBroken);
}
