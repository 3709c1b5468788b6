using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Contract;

/// <summary>A file of the contract, open to be read by several threads.</summary>
internal sealed class ContractFile : IDisposable
{
    private readonly BufferReader _rows;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="Problems.ExtractException">Its header lacks a required column or names one twice.</exception>
    public ContractFile(FileContract contract, string fileName, Stream file, FileMapping mapping, Action<int>? onRead, int bufferBytes)
    {
        FileLayout? layout = null;
        _rows = new BufferReader(file, mapping.Decoded, mapping.Delimiter, rows => (layout = new FileLayout(contract, fileName, mapping, rows)).CellCount, onRead, bufferBytes);
        Layout = layout!;
    }

    /// <summary>Where the file has which column.</summary>
    public FileLayout Layout { get; }

    /// <summary>SHA-256 of the file, once it has been read to its end.</summary>
    public string Sha256 => _rows.Sha256;

    /// <summary>Gives the next rows to a taker; see <see cref="BufferReader.Next"/>.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Next(ReadBuffer buffer, IRowTaker rows) => _rows.Next(buffer, rows);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
