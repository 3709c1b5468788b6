using System.Globalization;
using System.Text;
using ExcelDataReader;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Workbooks;

/// <summary>Gives the rows of one sheet of a workbook as those of a CSV file are given; a row's line is its number in the sheet.</summary>
/// <remarks>
/// Cells are what they hold, never what they look like: a text is that text, a number its digits, a date a date, whatever format shows it.
/// The whole file is kept in memory, and rows are taken apart by one thread at a time: a sheet has 1,048,576 rows at most.
/// </remarks>
internal sealed class WorkbookFeed : RowFeed
{
    private const int RowsAtOnce = 1024;

    private readonly Lock _turn = new();
    private readonly string _fileName;
    private readonly HashingStream _file;
    private readonly IExcelDataReader _sheet;
    private readonly Func<DateOnly, string> _writeDate;
    private readonly List<string> _cells = [];
    private int _line;
    private int[] _ends = [];

    static WorkbookFeed() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a workbook at the header of a sheet.</summary>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="file">The file; disposed with the feed.</param>
    /// <param name="sheet">The sheet's name; null for the first.</param>
    /// <param name="skippedRows">How many rows stand before the header.</param>
    /// <param name="hasHeader">Whether there is one.</param>
    /// <param name="writeDate">Writes a date as the map says that dates are written.</param>
    /// <param name="onRead">Told of bytes read.</param>
    /// <exception cref="ExtractException">It is no workbook, or has no such sheet.</exception>
    public WorkbookFeed(string fileName, Stream file, string? sheet, int skippedRows, bool hasHeader, Func<DateOnly, string> writeDate, Action<int>? onRead)
    {
        (_fileName, _writeDate) = (fileName, writeDate);
        _file = new HashingStream(file, onRead);
        var bytes = new MemoryStream();
        _file.CopyTo(bytes);
        bytes.Position = 0;
        _sheet = Try(() => ExcelReaderFactory.CreateOpenXmlReader(bytes));
        // The name of a sheet is without case, as spreadsheets have it.
        while (sheet is not null && !sheet.Equals(_sheet.Name, StringComparison.OrdinalIgnoreCase))
        {
            if (!Try(_sheet.NextResult)) throw new ExtractException($"{fileName} has no sheet of the name that the map gives under \"sheet\".");
        }
        for (var i = 0; i < skippedRows && ReadRow(); i++)
        {
        }
        CellCount = Try(() => _sheet.FieldCount);
        if (!hasHeader) return;
        while (ReadRow())
        {
            if (_cells.Count == 0) continue;
            (Header, CellCount) = ([.. _cells], _cells.Count);
            break;
        }
    }

    /// <summary>The cells of the header, without empty ones at its end; null where there is none.</summary>
    public string[]? Header { get; }

    /// <summary>How many cells rows have.</summary>
    public int CellCount { get; }

    /// <inheritdoc/>
    public override string Sha256 => _file.Sha256;

    /// <inheritdoc/>
    public override bool Next(ReadBuffer buffer, RowTaker rows)
    {
        lock (_turn)
        {
            for (var i = 0; i < RowsAtOnce; i++)
            {
                if (!ReadRow()) return i > 0;
                if (_cells.Count > 0) Give(buffer, rows);
            }
            return true;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _sheet.Dispose();
        _file.Dispose();
    }

    private void Give(ReadBuffer buffer, RowTaker rows)
    {
        var most = Math.Max(_cells.Count, CellCount);
        if (_ends.Length < most) _ends = new int[most];
        buffer.EnsureRoomFor(most + _cells.Sum(cell => Encoding.UTF8.GetMaxByteCount(cell.Length)));
        var at = 0;
        for (var i = 0; i < most; i++)
        {
            if (i < _cells.Count) at += Encoding.UTF8.GetBytes(_cells[i], buffer.Bytes.AsSpan(at));
            _ends[i] = at;
            buffer.Bytes[at++] = 0;
        }
        rows.Take(buffer.Bytes, 0, _ends.AsSpan(0, Math.Min(most, CellCount)), most, _line);
        rows.Settle();
    }

    // The next row, without empty cells at its end.
    private bool ReadRow()
    {
        if (!Try(_sheet.Read)) return false;
        _line++;
        _cells.Clear();
        var last = 0;
        for (var i = 0; i < _sheet.FieldCount; i++)
        {
            var text = TextOf(_sheet.GetValue(i));
            _cells.Add(text);
            if (text.Length > 0) last = i + 1;
        }
        _cells.RemoveRange(last, _cells.Count - last);
        return true;
    }

    private string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime date => _writeDate(DateOnly.FromDateTime(date)),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        bool isTrue => isTrue ? "TRUE" : "FALSE",
        // Fifteen digits, as a spreadsheet has them, and never as 1.23E+11.
        double number when Math.Abs(number) < 1e27 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        // Whatever a broken file makes the library throw; its message may repeat what the file holds.
        catch (Exception e) when (e is not (OutOfMemoryException or ExtractException))
        {
            throw new ExtractException($"{_fileName} cannot be read as a workbook. Open it in a spreadsheet and save it again as .xlsx without a password, or as \"CSV UTF-8\".", e);
        }
    }
}
