using System.Text;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Mapping;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Reads one file by its contract: finds its columns and checks every cell.</summary>
internal sealed class ContractReader : IDisposable
{
    private const int MostHeaderCells = 10_000;

    private readonly FileContract _contract;
    private readonly string _fileName;
    private readonly CellChecker _checker;
    private readonly FileMapping _mapping;
    private readonly HashingStream _stream;
    private readonly RowReader _rows;
    private readonly int _headerCells;
    private readonly int[] _positions;      // by contract column; -1 = not there
    private readonly string?[] _cells;
    private readonly List<RowProblem> _problems = [];

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ExtractException">It can't be opened, or its header lacks a required column or names one twice.</exception>
    public ContractReader(
        FileContract contract, string fileName, Stream stream, CellChecker checker, FileMapping mapping, Action<int>? onRead = null)
    {
        (_contract, _fileName, _checker, _mapping) = (contract, fileName, checker, mapping);
        _stream = new HashingStream(stream, onRead);
        // The hash is that of the file; what is read is UTF-8.
        _rows = new RowReader(mapping.Encoding is { } encoding ? Encoding.CreateTranscodingStream(_stream, encoding, Encoding.UTF8) : _stream, mapping.Delimiter);
        _cells = new string?[contract.Columns.Count];

        if (!_rows.Read()) throw new ExtractException($"{fileName} is empty: its first line must be a header with {RequiredColumns()}.");
        _headerCells = _rows.CellCount;
        var header = Header();
        _positions = [.. contract.Columns.Select(column => Position(column, header))];
        IgnoredColumns = [.. header.Select((name, place) => (name, place))
            .Where(cell => cell.name.Length > 0 && contract.Columns.All(column => Fold(mapping.NameOf(column.Name)) != Fold(cell.name)))
            .Select(cell => Names.ShownColumn(cell.name, cell.place))];
    }

    /// <summary>The columns that the contract does not name: their names where they look like such, else their places.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; }

    /// <summary>The columns that the map finds under another name or fills in.</summary>
    public IEnumerable<string> MappedColumns => _contract.Columns.Select(column => column.Name)
        .Where(name => _mapping.Columns.ContainsKey(name) || _mapping.Constants.ContainsKey(name))
        .Select(name => _mapping.Constants.ContainsKey(name) ? $"{name} = the same in every row" : $"{name} = {_mapping.NameOf(name)}");

    /// <summary>The columns of the contract that are not there.</summary>
    public IEnumerable<string> AbsentColumns => _contract.Columns.Where((column, i) => _positions[i] < 0 && !_mapping.Constants.ContainsKey(column.Name)).Select(column => column.Name);

    /// <summary>How many codes got a lost leading zero back.</summary>
    public int MendedCodeCount => _checker.MendedCodeCount;

    /// <summary>The columns in which some dates have the day first and others the month.</summary>
    public IReadOnlyList<string> ColumnsInTwoDateOrders => _checker.ColumnsInTwoDateOrders;

    /// <summary>Where the current row stands.</summary>
    public RowPlace Place => new(_contract.FileName, _rows.Line);

    /// <summary>The current row's cells.</summary>
    public RowCells Cells => new(_cells);

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

        IsBroken = true;
        if (_rows.Problem is { } broken) AddProblem(NameOf(_rows.ProblemCell), broken);
        else if (_rows.CellCount < _headerCells) AddProblem("", ProblemKind.TooFewFields);
        else if (_rows.CellCount > _headerCells) AddProblem("", ProblemKind.TooManyFields);
        else IsBroken = false;
        if (IsBroken) return true;

        for (var i = 0; i < _positions.Length; i++)
        {
            if (_positions[i] < 0 && !_mapping.Constants.ContainsKey(_contract.Columns[i].Name)) continue;
            var cell = _positions[i] < 0 ? [] : _rows[_positions[i]];
            if (_checker.Check(_contract.Columns[i], cell, out _cells[i]) is { } kind) AddProblem(_contract.Columns[i].Name, kind);
        }
        return true;
    }

    /// <summary>Adds a problem that a single cell does not show.</summary>
    public void AddProblem(string column, ProblemKind kind) => _problems.Add(new RowProblem(Place, column, kind));

    /// <summary>Whether the current row's cell of a column has a problem.</summary>
    public bool HasProblem(string column) => _problems.Exists(problem => problem.Column == column);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private string NameOf(int cell)
    {
        var column = cell < 0 ? -1 : Array.IndexOf(_positions, cell);
        return column < 0 ? "" : _contract.Columns[column].Name;
    }

    private string[] Header()
    {
        if (_rows.Problem is not null || _headerCells > MostHeaderCells) throw NotAHeader();
        var names = new string[_headerCells];
        for (var i = 0; i < names.Length; i++)
        {
            // Another encoding shows here first: UTF-16 leaves zero bytes between the letters.
            if (_rows[i].Contains((byte)0) || !System.Text.Unicode.Utf8.IsValid(_rows[i]))
                throw new ExtractException($"{_fileName} is not UTF-8: save it as \"CSV UTF-8\", or name its encoding in the map.");
            names[i] = Encoding.UTF8.GetString(_rows[i]).Trim();
        }
        return names;
    }

    private int Position(Column column, string[] header)
    {
        var position = -1;
        for (var i = 0; i < header.Length; i++)
        {
            if (Fold(header[i]) != Fold(_mapping.NameOf(column.Name))) continue;
            if (position >= 0) throw new ExtractException($"{_fileName} has column {_mapping.NameOf(column.Name)} twice: take one out.");
            position = i;
        }
        // What the header does hold is not told: without a header it is a person.
        return position < 0 && column.IsRequired && !_mapping.Constants.ContainsKey(column.Name) ? throw NotAHeader() : position;
    }

    private ExtractException NotAHeader() =>
        new($"{_fileName} lacks a column: its first line must be a header, separated by {SeparatorName()}, with {RequiredColumns()}.");

    private string RequiredColumns() => string.Join(", ", _contract.Columns
        .Where(column => column.IsRequired && !_mapping.Constants.ContainsKey(column.Name)).Select(column => _mapping.NameOf(column.Name)));

    private string SeparatorName() => _mapping.Delimiter switch { ';' => "semicolons", '\t' => "tabs", '|' => "bars", _ => "commas" };

    private static string Fold(string name) => name.ToLowerInvariant();
}
