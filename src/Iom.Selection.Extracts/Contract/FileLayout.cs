using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Where one file has the columns of its contract, as its header and the map say.</summary>
internal sealed class FileLayout
{
    private const int MaxHeaderCells = 10_000;
    private const int MaxNameBytes = 1024;
    private const int Twice = -2;

    private readonly FileContract _contract;
    private readonly string _fileName;
    private readonly FileMapping _mapping;
    private readonly string[] _header;
    private readonly Dictionary<string, int> _positionOf = new(StringComparer.Ordinal);    // by folded name
    private readonly int[] _positions;
    private readonly List<MadeColumn> _made = [];
    private long _notChosen;

    /// <summary>Finds the columns.</summary>
    /// <param name="contract">The kind of file.</param>
    /// <param name="fileName">The file's name as it is shown.</param>
    /// <param name="mapping">How it becomes a file of the contract.</param>
    /// <param name="header">The cells of its header; none where it has no header.</param>
    /// <param name="form">How its rows are built.</param>
    /// <exception cref="HeaderException">A column is not there, or stands twice.</exception>
    public FileLayout(FileContract contract, string fileName, FileMapping mapping, string[] header, FileForm form)
    {
        (_contract, _fileName, _mapping, _header, Form) = (contract, fileName, mapping, header, form);
        for (var i = 0; i < header.Length; i++)
        {
            var name = Fold(header[i]);
            if (!_positionOf.TryAdd(name, i)) _positionOf[name] = Twice;
        }
        _positions = [.. contract.Columns.Select(Position)];
        Choice = [.. (mapping.Rows ?? FrozenDictionary<string, FrozenSet<string>>.Empty).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (ChoosingColumn(pair.Key), pair.Value))];
        var used = contract.Columns.SelectMany(column => mapping.SourceOf(column.Name).Parts).Concat(mapping.Rows?.Keys ?? []).Select(Fold).ToHashSet(StringComparer.Ordinal);
        IgnoredColumns = [.. header.Select((name, place) => (name, place)).Where(cell => cell.name.Length > 0 && !used.Contains(Fold(cell.name)))
            .Select(cell => SafeDisplay.ShownColumn(cell.name, cell.place))];
    }

    /// <summary>How the rows of the file are built.</summary>
    public FileForm Form { get; }

    /// <summary>How many cells a row has once those have been added that are made of others.</summary>
    public int CellCount => Form.Cells + _made.Count;

    /// <summary>The cells that are made of others; they stand behind those of the row.</summary>
    public IReadOnlyList<MadeColumn> Made => _made;

    /// <summary>Which cells must hold one of which words for a row to be read.</summary>
    public IReadOnlyList<(int Position, FrozenSet<string> Words)> Choice { get; }

    /// <summary>What means empty in every column.</summary>
    public FrozenSet<string> Missing => _mapping.Missing;

    /// <summary>Whether rows pass through a <see cref="RowShaper"/>.</summary>
    public bool IsShaped => _made.Count > 0 || Choice.Count > 0 || Form.RowsEnd;

    /// <summary>How many rows the map does not choose, once the file has been read to its end.</summary>
    public long NotChosenCount => Interlocked.Read(ref _notChosen);

    /// <summary>The columns that the contract does not name: their names where they look like such, else their places.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; }

    /// <summary>The columns that the map finds under another name or fills in.</summary>
    public IEnumerable<string> MappedColumns => _contract.Columns.Select(column => column.Name)
        .Where(name => _mapping.Columns.ContainsKey(name) || _mapping.Constants.ContainsKey(name))
        .Select(name => _mapping.Constants.ContainsKey(name) ? $"{name} = the same in every row" : $"{name} = {(_mapping.HasHeader ? "" : "column ")}{_mapping.SourceOf(name)}");

    /// <summary>The columns of the contract that are not there.</summary>
    public IEnumerable<string> AbsentColumns => _contract.Columns.Where((_, i) => !IsRead(i)).Select(column => column.Name);

    /// <summary>Reads a header.</summary>
    /// <param name="fileName">The file's name as it is shown.</param>
    /// <param name="rows">The file, before its header.</param>
    /// <param name="contract">The kind of file.</param>
    /// <param name="mapping">How it becomes a file of the contract.</param>
    /// <returns>Its cells, trimmed; null where it can't be read.</returns>
    /// <exception cref="ExtractException">There is none, it is too long to be one, or it is not UTF-8.</exception>
    public static string[]? ReadHeader(string fileName, RowReader rows, FileContract contract, FileMapping mapping)
    {
        if (!rows.Read())
            throw new ExtractException($"{fileName} is empty{(mapping.SkipLines > 0 ? " after the lines that the map skips" : "")}. Its first line must be a header with {string.Join(", ", RequiredNames(contract, mapping))}.");
        if (rows.CellCount > MaxHeaderCells)
            throw new ExtractException(string.Create(CultureInfo.InvariantCulture, $"{fileName} has more than {MaxHeaderCells} columns in its first line: export only those that are needed."));
        if (rows.Problem is not null) return null;
        var names = new string[rows.CellCount];
        for (var i = 0; i < names.Length; i++)
        {
            // Another encoding shows here first: UTF-16 leaves zero bytes between the letters.
            if (rows[i].Contains((byte)0) || !Utf8.IsValid(rows[i]))
                throw new ExtractException($"{fileName} is not UTF-8: save it as \"CSV UTF-8\", or give its encoding in the map.");
            names[i] = CellText.Trim(Encoding.UTF8.GetString(rows[i]));
        }
        return names;
    }

    /// <summary>Counts a row that the map does not choose.</summary>
    public void CountNotChosen() => Interlocked.Increment(ref _notChosen);

    /// <summary>The place of a contract's column among the cells of a row; -1 where it is not there.</summary>
    public int PositionOf(int column) => _positions[column];

    /// <summary>Whether a contract's column is there or filled in.</summary>
    public bool IsRead(int column) => _positions[column] >= 0 || _mapping.Constants.ContainsKey(_contract.Columns[column].Name);

    /// <summary>The contract's column that a cell belongs to, whole or as a part; the first of several, -1 where it belongs to none.</summary>
    public int ColumnOf(int cell) => cell < 0 ? -1 : Array.FindIndex(_positions, position =>
        position == cell || (position >= Form.Cells && _made[position - Form.Cells].Positions.Contains(cell)));

    /// <summary>Whether a cell is looked at: it belongs to a column, or chooses rows.</summary>
    public bool IsLookedAt(int cell) => ColumnOf(cell) >= 0 || Choice.Any(choice => choice.Position == cell);

    /// <summary>Whether a row is the header once more: its cells are the same without case.</summary>
    /// <param name="bytes">Where the row stands.</param>
    /// <param name="start">Where its first cell begins.</param>
    /// <param name="ends">Where each cell ends, of the row as it stands or with the cells that are made of others.</param>
    public bool IsHeader(ReadOnlySpan<byte> bytes, int start, ReadOnlySpan<int> ends)
    {
        if (_header.Length == 0 || (ends.Length != Form.Cells && ends.Length != CellCount)) return false;
        for (var i = 0; i < Math.Min(_header.Length, Form.Cells); i++)
        {
            if (!IsName(bytes[start..ends[i]], i)) return false;
            start = ends[i] + 1;
        }
        return true;
    }

    /// <summary>What is wrong with a row that has so many cells; null if nothing.</summary>
    public (ProblemKind Kind, string Column)? WhatBreaks(int cells) =>
        cells < CellCount ? (ProblemKind.TooFewFields, "") : cells > CellCount ? (ProblemKind.TooManyFields, "") : null;

    /// <summary>What is said of a file whose header does not say which column is which.</summary>
    /// <param name="contract">The kind of file.</param>
    /// <param name="fileName">The file's name as it is shown.</param>
    /// <param name="mapping">How it becomes a file of the contract.</param>
    /// <param name="missing">The column that is not there, where others are; null where none of them is.</param>
    public static HeaderException NotAHeader(FileContract contract, string fileName, FileMapping mapping, string? missing = null) => new(
        $"{fileName} lacks {(missing is null ? "a column" : $"the column {missing}")}. Its first line must be a header, separated by {SeparatorName(mapping)}, with {string.Join(", ", RequiredNames(contract, mapping))}.");

    /// <summary>The names that a header must have, as the agency writes them.</summary>
    public static IEnumerable<string> RequiredNames(FileContract contract, FileMapping mapping) => contract.Columns
        .Where(column => column.IsRequired && !mapping.Constants.ContainsKey(column.Name)).SelectMany(column => mapping.SourceOf(column.Name).Parts);

    /// <summary>What names of columns have in common that differ in case or in kinds of white space.</summary>
    public static string Fold(string name) => string.Concat(CellText.Trim(name)
        .Where(c => !CellText.IsBlank(c) || char.IsWhiteSpace(c)).Select(c => char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c)));

    /// <summary>What separates cells, in words.</summary>
    public static string NameOf(char delimiter) => delimiter switch { ';' => "semicolons", '\t' => "tabs", '|' => "bars", ',' => "commas", _ => "the delimiter in the map" };

    // Of cells that are longer than a name, or begin with another letter, no text is made.
    private bool IsName(ReadOnlySpan<byte> cell, int position)
    {
        var name = _header[position];
        if (cell.Length < name.Length || cell.Length > MaxNameBytes) return false;
        if (!cell.IsEmpty && name.Length > 0 && char.IsAsciiLetterOrDigit((char)cell[0]) && (cell[0] | 0x20) != (name[0] | 0x20)) return false;
        return CellText.Trim(Encoding.UTF8.GetString(cell)).Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static string SeparatorName(FileMapping mapping) => NameOf(mapping.Delimiter.IsAscii ? (char)mapping.Delimiter.Value : '\0');

    private int Position(Column column)
    {
        var source = _mapping.SourceOf(column.Name);
        if (_mapping.Constants.ContainsKey(column.Name)) return -1;
        var isMapped = _mapping.Columns.ContainsKey(column.Name);
        if (source.Kind == ColumnSourceKind.Open)
            return column.IsRequired ? throw new ExtractException($"The map has still a \"?\" for {column.Name} of {_contract.FileName}: {_fileName} cannot be read without it.") : -1;
        if (!isMapped && !_mapping.HasHeader)
            return column.IsRequired ? throw new ExtractException($"{_fileName} has no header, and the map has no number for {column.Name} of {_contract.FileName}. Give it under \"columns\".") : -1;

        int[] found = [.. source.Parts.Select(Find)];
        if (found.Contains(-1))
        {
            if (isMapped) throw new HeaderException(MapNames(column.Name, source.Parts[Array.IndexOf(found, -1)]));
            // What the header does hold is not told: without a header it is a person.
            return column.IsRequired ? throw NotAHeader(_contract, _fileName, _mapping, RequiredNames(_contract, _mapping).Any(name => Find(name) >= 0) ? source.Parts[0] : null) : -1;
        }
        if (source.Kind == ColumnSourceKind.One) return found[0];
        _made.Add(new MadeColumn(source.Kind, found));
        return Form.Cells + _made.Count - 1;
    }

    private int ChoosingColumn(string name) =>
        Find(name) is >= 0 and var position ? position : throw new HeaderException(MapNames("rows", name));

    private string MapNames(string ours, string theirs) => _mapping.HasHeader
        ? $"{_fileName} has no column {theirs}, which the map names for {ours} of {_contract.FileName}. Correct the name in the map, or export the file with that column."
        : string.Create(CultureInfo.InvariantCulture, $"{_fileName} has {Form.Cells} columns, and the map names column {theirs} for {ours} of {_contract.FileName}. Correct the number in the map.");

    private int Find(string part)
    {
        // A file without rows has any column.
        if (!_mapping.HasHeader) return ColumnSource.NumberOf(part) is { } number && number >= 1 && (number <= Form.Cells || Form.Cells == 0) ? number - 1 : -1;
        var position = _positionOf.GetValueOrDefault(Fold(part), -1);
        if (position == Twice) throw new ExtractException($"{_fileName} has column {part} twice: remove one.");
        return position < Form.Cells ? position : -1;
    }
}
