using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>The rows of one kind of file as numbers, without an object for each. Filled by one thread; then read by any.</summary>
/// <remarks>A date is its day number and one; other cells are places in lists, above 0 of text that many rows share, below 0 of ids. 0 is an empty cell.</remarks>
internal sealed class PackedRows(FileContract contract) : IRowSource
{
    private const int RowsInAChunk = 1 << RowBits;
    private const int RowBits = 11;

    /// <summary>As many rows as are worth asking for at once: <see cref="Fetch"/>.</summary>
    public const int RowsAtOnce = 64;

    private readonly int _width = contract.Columns.Count + 2;   // the last two are the file and the line
    private readonly int _personColumn = contract.IndexOf("offender_id");
    private readonly int _dateColumn = contract.DateOfRecord;
    private readonly int _idColumn = contract.RecordIdColumn;
    private readonly List<int[]> _chunks = [];
    private readonly List<string> _texts = [];
    private readonly IdList _ids = new();

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>What the cell of a date is kept as.</summary>
    public static int NumberOfDay(int day) => day + 1;

    /// <summary>What a cell of text is kept as.</summary>
    public int NumberOf(string? text)
    {
        if (text is null) return 0;
        _texts.Add(text);
        return _texts.Count;
    }

    /// <summary>What the cell of an id is kept as.</summary>
    public int NumberOfId(ReadOnlySpan<byte> id) => -1 - _ids.Add(id);

    /// <summary>Adds a row.</summary>
    /// <param name="cells">By column of the contract; what is said of the person is not looked at.</param>
    /// <param name="person">The person's number.</param>
    /// <param name="file">The index of the file among those of its kind.</param>
    /// <param name="line">The line on which the row begins.</param>
    public void Add(ReadOnlySpan<int> cells, int person, int file, int line)
    {
        if (Count >> RowBits == _chunks.Count) _chunks.Add(new int[RowsInAChunk * _width]);
        var row = _chunks[^1].AsSpan((Count & (RowsInAChunk - 1)) * _width, _width);
        cells.CopyTo(row);
        row[_personColumn] = person;
        (row[^2], row[^1]) = (file, line);
        Count++;
    }

    /// <summary>Asks for the memory of some rows and of their ids, so that it is there by the time they are looked at: a person's rows lie far apart.</summary>
    public unsafe void Fetch(ReadOnlySpan<int> rows)
    {
        if (!Sse.IsSupported) return;
        foreach (var row in rows)
        {
            var cells = _chunks[row >> RowBits].AsSpan((row & (RowsInAChunk - 1)) * _width, _width);
            Sse.Prefetch0(Unsafe.AsPointer(ref cells[0]));
            Sse.Prefetch0(Unsafe.AsPointer(ref cells[^1]));
        }
        if (_idColumn < 0) return;
        foreach (var row in rows)
        {
            if (Cell(row, _idColumn) is < 0 and var id) _ids.Fetch(-1 - id);
        }
    }

    /// <summary>The person that a row is of.</summary>
    public int PersonOf(int row) => Cell(row, _personColumn);

    /// <summary>The day number of a record's date; -1 where records of the kind have none.</summary>
    public int DayOf(int row) => _dateColumn < 0 ? -1 : Day(row, _dateColumn);

    /// <summary>The index of the file in which a row stands, among those of its kind.</summary>
    public int FileOf(int row) => Cell(row, _width - 2);

    /// <summary>The line on which a row begins.</summary>
    public int LineOf(int row) => Cell(row, _width - 1);

    /// <summary>Whether a cell is empty, or its column not there.</summary>
    public bool IsEmpty(int row, int column) => Cell(row, column) == 0;

    /// <summary>The day number of a date.</summary>
    public int Day(int row, int column) => Cell(row, column) - 1;

    /// <summary>The text of a cell that is no date; null if it is empty.</summary>
    public string? Text(int row, int column) => Cell(row, column) switch
    {
        0 => null,
        > 0 and var text => _texts[text - 1],
        var id => Encoding.UTF8.GetString(_ids[-1 - id]),
    };

    /// <summary>The bytes of an id; empty where it is kept as text.</summary>
    public ReadOnlySpan<byte> Id(int row, int column) => Cell(row, column) is < 0 and var id ? _ids[-1 - id] : [];

    /// <summary>Which of two rows of one person and the same dates comes first by its texts, column by column.</summary>
    public int CompareWriting(int row, int other)
    {
        for (var column = 0; column < contract.Columns.Count; column++)
        {
            if (column == _personColumn || contract.Columns[column].Kind == CellKind.Date) continue;
            var order = Utf8Ordinal.Compare(Text(row, column) ?? "", Text(other, column) ?? "");
            if (order != 0) return order;
        }
        return 0;
    }

    private int Cell(int row, int column) => _chunks[row >> RowBits][((row & (RowsInAChunk - 1)) * _width) + column];
}
