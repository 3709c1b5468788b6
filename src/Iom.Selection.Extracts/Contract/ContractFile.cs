using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Workbooks;

namespace Iom.Selection.Extracts.Contract;

/// <summary>A file of the contract, open to be read by several threads.</summary>
internal sealed class ContractFile : IDisposable
{
    private readonly RowFeed _rows;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="contract">Its kind.</param>
    /// <param name="fileName">Its name as it is shown.</param>
    /// <param name="file">The file; disposed with this.</param>
    /// <param name="mapping">How it becomes a file of the contract.</param>
    /// <param name="form">How its rows are built, where that has been looked at; null to believe its header.</param>
    /// <param name="isWorkbook">Whether it is a workbook.</param>
    /// <param name="onRead">Told of bytes read.</param>
    /// <param name="bufferBytes">How many bytes are taken apart at once.</param>
    /// <param name="isHashed">Whether its hash is asked for. Without it nobody is told of bytes read of a CSV file.</param>
    /// <exception cref="HeaderException">Its header does not have what it must.</exception>
    /// <exception cref="ExtractException">It can't be read, or its header names a column twice.</exception>
    public ContractFile(
        FileContract contract, string fileName, Stream file, FileMapping mapping, FileForm? form, bool isWorkbook, Action<int>? onRead, int bufferBytes, bool isHashed = true)
    {
        if (isWorkbook)
        {
            var sheet = new WorkbookFeed(fileName, file, mapping.Sheet, mapping.SkipLines, mapping.HasHeader, mapping.Dates[0].Write, onRead);
            _rows = sheet;
            Layout = new FileLayout(contract, fileName, mapping, HeaderOr(sheet.Header?.Select(CellText.Trim).ToArray()), new FileForm(sheet.CellCount, RowsEnd: false, IsToldOf: false));
            return;
        }
        FileLayout? layout = null;
        _rows = new BufferReader(file, mapping.Decoded, (char)mapping.DelimiterByte, ReadHeader, onRead, bufferBytes, isHashed) { IsLookedAt = cell => Layout!.IsLookedAt(cell) };
        Layout = layout!;

        int ReadHeader(RowReader rows)
        {
            Preamble.Skip(rows, mapping.SkipLines);
            var header = HeaderOr(mapping.HasHeader ? FileLayout.ReadHeader(fileName, rows, contract, mapping) : null);
            layout = new FileLayout(contract, fileName, mapping, header, form ?? new FileForm(header.Length, RowsEnd: false, IsToldOf: false));
            return layout.Form.Cells;
        }

        string[] HeaderOr(string[]? header) => header ?? (mapping.HasHeader ? throw FileLayout.NotAHeader(contract, fileName, mapping) : []);
    }

    /// <summary>Where the file has which column.</summary>
    public FileLayout Layout { get; }

    /// <summary>SHA-256 of the file, once it has been read to its end.</summary>
    public string Sha256 => _rows.Sha256;

    /// <summary>Gives the next rows to a taker; see <see cref="RowFeed.Next"/>.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Next(ReadBuffer buffer, RowTaker rows) => _rows.Next(buffer, Layout.IsShaped ? new RowShaper(Layout, rows) : rows);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
