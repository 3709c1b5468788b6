using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Reads one file by its contract, row by row: finds its columns and checks every cell.</summary>
internal sealed class ContractReader : IDisposable
{
    private readonly FileContract _contract;
    private readonly string _fileName;
    private readonly HashingStream _stream;
    private readonly RowReader _rows;
    private readonly string?[] _cells;
    private readonly List<RowProblem> _problems = [];

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ExtractException">It can't be opened, or its header lacks a required column or names one twice.</exception>
    public ContractReader(
        FileContract contract, string fileName, Stream stream, CellChecker checker, FileMapping mapping, Action<int>? onRead = null)
    {
        (_contract, _fileName, Checker) = (contract, fileName, checker);
        _stream = new HashingStream(stream, onRead);
        _rows = new RowReader(mapping.Decoded(_stream), mapping.Delimiter);
        _cells = new string?[contract.Columns.Count];
        Layout = new FileLayout(contract, fileName, mapping, _rows);
    }

    /// <summary>Where the file has which column.</summary>
    public FileLayout Layout { get; }

    /// <summary>What has checked its cells.</summary>
    public CellChecker Checker { get; }

    /// <summary>Where the current row stands.</summary>
    public RowLocation Place => new(_contract.FileName, _fileName, _rows.Line);

    /// <summary>The current row's cells.</summary>
    public RowCells Cells => new(new TextRow(_cells), 0);

    /// <summary>All that is wrong with the current row.</summary>
    public IReadOnlyList<RowProblem> Problems => _problems;

    /// <summary>Whether the row as a whole can't be read, so that it has no cells.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>SHA-256 of the file, once it has been read to its end.</summary>
    public string Sha256 => _stream.Sha256;

    /// <summary>Goes to the next row and checks it.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Read()
    {
        if (!_rows.Read()) return false;
        _problems.Clear();
        Array.Clear(_cells);

        var broken = Layout.WhatBreaks(_rows);
        IsBroken = broken is not null;
        if (broken is { } problem)
        {
            AddProblem(problem.Column, problem.Kind);
            return true;
        }
        for (var i = 0; i < _cells.Length; i++)
        {
            if (!Layout.IsRead(i)) continue;
            var cell = Layout.PositionOf(i) < 0 ? [] : _rows[Layout.PositionOf(i)];
            var found = Checker.Check(_contract.Columns[i], cell);
            _cells[i] = found.Text;
            if (found.Problem is { } kind) AddProblem(_contract.Columns[i].Name, kind);
        }
        return true;
    }

    /// <summary>Adds a problem that a single cell does not show.</summary>
    public void AddProblem(string column, ProblemKind kind) => _problems.Add(new RowProblem(Place, column, kind, OffenderId: null));

    /// <summary>Whether the current row's cell of a column has a problem.</summary>
    public bool HasProblem(string column) => _problems.Exists(problem => problem.Column == column);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
