using System.Text;
using System.Text.Unicode;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Where one file has the columns of its contract, as its header says.</summary>
internal sealed class FileLayout
{
    private const int MaxHeaderCells = 10_000;
    private const int MaxNameBytes = 1024;

    private readonly FileContract _contract;
    private readonly string _fileName;
    private readonly FileMapping _mapping;
    private readonly int[] _positions;
    private readonly string[] _header;

    /// <summary>Takes the first row of a file as its header.</summary>
    /// <exception cref="ExtractException">It lacks a required column or names one twice.</exception>
    public FileLayout(FileContract contract, string fileName, FileMapping mapping, RowReader rows)
    {
        (_contract, _fileName, _mapping) = (contract, fileName, mapping);
        if (!rows.Read()) throw new ExtractException($"{fileName} is empty. Its first line must be a header with {RequiredColumns()}.");
        CellCount = rows.CellCount;
        var header = _header = Header(rows);
        _positions = [.. contract.Columns.Select(column => Position(column, header))];
        IgnoredColumns = [.. header.Select((name, place) => (name, place))
            .Where(cell => cell.name.Length > 0 && contract.Columns.All(column => Fold(mapping.NameOf(column.Name)) != Fold(cell.name)))
            .Select(cell => SafeDisplay.ShownColumn(cell.name, cell.place))];
    }

    /// <summary>How many cells the header has, and every row must have.</summary>
    public int CellCount { get; }

    /// <summary>The columns that the contract does not name: their names where they look like such, else their places.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; }

    /// <summary>The columns that the map finds under another name or fills in.</summary>
    public IEnumerable<string> MappedColumns => _contract.Columns.Select(column => column.Name)
        .Where(name => _mapping.Columns.ContainsKey(name) || _mapping.Constants.ContainsKey(name))
        .Select(name => _mapping.Constants.ContainsKey(name) ? $"{name} = the same in every row" : $"{name} = {_mapping.NameOf(name)}");

    /// <summary>The columns of the contract that are not there.</summary>
    public IEnumerable<string> AbsentColumns => _contract.Columns.Where((_, i) => !IsRead(i)).Select(column => column.Name);

    /// <summary>The place of a contract's column among the cells of a row; -1 where it is not there.</summary>
    public int PositionOf(int column) => _positions[column];

    /// <summary>Whether a contract's column is there or filled in.</summary>
    public bool IsRead(int column) => _positions[column] >= 0 || _mapping.Constants.ContainsKey(_contract.Columns[column].Name);

    /// <summary>The contract's column that a cell belongs to; -1 where it belongs to none.</summary>
    public int ColumnOf(int cell) => cell < 0 ? -1 : Array.IndexOf(_positions, cell);

    /// <summary>Whether a row may be the header once more, by its first cell.</summary>
    public bool MayBeHeader(ReadOnlySpan<byte> bytes, int start, ReadOnlySpan<int> ends) => !ends.IsEmpty && IsName(bytes[start..ends[0]], 0);

    /// <summary>Whether a row is the header once more: its cells are the same without case.</summary>
    /// <param name="bytes">Where the row stands.</param>
    /// <param name="start">Where its first cell begins.</param>
    /// <param name="ends">Where each cell ends.</param>
    public bool IsHeader(ReadOnlySpan<byte> bytes, int start, ReadOnlySpan<int> ends)
    {
        if (ends.Length != _header.Length) return false;
        for (var i = 0; i < ends.Length; i++)
        {
            if (!IsName(bytes[start..ends[i]], i)) return false;
            start = ends[i] + 1;
        }
        return true;
    }

    /// <summary>What is wrong with a row as a whole: a bad quote, or too few or too many cells; null if nothing.</summary>
    public (ProblemKind Kind, string Column)? WhatBreaks(RowReader rows) =>
        rows.Problem is { } broken ? (broken, ColumnOf(rows.ProblemCell) is >= 0 and var column ? _contract.Columns[column].Name : "") : WhatBreaks(rows.CellCount);

    /// <summary>What is wrong with a row that has so many cells; null if nothing.</summary>
    public (ProblemKind Kind, string Column)? WhatBreaks(int cells) =>
        cells < CellCount ? (ProblemKind.TooFewFields, "") : cells > CellCount ? (ProblemKind.TooManyFields, "") : null;

    // Of cells that are longer than a name, or begin with another letter, no text is made.
    private bool IsName(ReadOnlySpan<byte> cell, int position)
    {
        var name = _header[position];
        if (cell.Length < name.Length || cell.Length > MaxNameBytes) return false;
        if (!cell.IsEmpty && name.Length > 0 && char.IsAsciiLetterOrDigit((char)cell[0]) && (cell[0] | 0x20) != (name[0] | 0x20)) return false;
        return CellText.Trim(Encoding.UTF8.GetString(cell)).Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private string[] Header(RowReader rows)
    {
        if (rows.Problem is not null || CellCount > MaxHeaderCells) throw NotAHeader();
        var names = new string[CellCount];
        for (var i = 0; i < names.Length; i++)
        {
            // Another encoding shows here first: UTF-16 leaves zero bytes between the letters.
            if (rows[i].Contains((byte)0) || !Utf8.IsValid(rows[i]))
                throw new ExtractException($"{_fileName} is not UTF-8: save it as \"CSV UTF-8\", or give its encoding in the map.");
            names[i] = CellText.Trim(Encoding.UTF8.GetString(rows[i]));
        }
        return names;
    }

    private int Position(Column column, string[] header)
    {
        var position = -1;
        for (var i = 0; i < header.Length; i++)
        {
            if (Fold(header[i]) != Fold(_mapping.NameOf(column.Name))) continue;
            if (position >= 0) throw new ExtractException($"{_fileName} has column {_mapping.NameOf(column.Name)} twice: remove one.");
            position = i;
        }
        // What the header does hold is not told: without a header it is a person.
        return position < 0 && column.IsRequired && !_mapping.Constants.ContainsKey(column.Name) ? throw NotAHeader() : position;
    }

    private ExtractException NotAHeader() =>
        new($"{_fileName} lacks a column. Its first line must be a header, separated by {SeparatorName()}, with {RequiredColumns()}.");

    private string RequiredColumns() => string.Join(", ", _contract.Columns
        .Where(column => column.IsRequired && !_mapping.Constants.ContainsKey(column.Name)).Select(column => _mapping.NameOf(column.Name)));

    private string SeparatorName() => _mapping.Delimiter switch { ';' => "semicolons", '\t' => "tabs", '|' => "bars", _ => "commas" };

    private static string Fold(string name) => name.ToLowerInvariant();
}
