using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Reads the rows of one file in blocks, which several threads take in turn and take apart at once.</summary>
/// <remarks>
/// Reading and hashing go on in the order of the file, one thread at a time; taking a block's rows apart is each thread's own. A block
/// without a quote ends at its last line end. Where a quote stands, only <see cref="RowReader"/> knows where its row ends: it reads on from
/// there, still in turn, until rows without quotes may follow. So every row is what that reader would have made of it.
/// </remarks>
internal sealed class BufferReader : IDisposable
{
    /// <summary>How much is read at once where nobody says otherwise.</summary>
    public const int StandardBufferBytes = 512 * 1024;

    // After a quote, so much is read row by row; each time that another comes at once, twice as much.
    private const int MinStrictBytes = 16 * 1024;

    private readonly Lock _turn = new();
    private readonly HashingStream _file;
    private readonly Stream _stream;
    private readonly FileMapping _mapping;
    private readonly int _blockBytes;
    private byte[] _ahead;      // what has been read and belongs to the next block
    private int _aheadLength;
    private int _line;          // on which the next block begins
    private bool _ended;
    private int _strictBytes = MinStrictBytes;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ExtractException">Its header lacks a required column or names one twice.</exception>
    public BufferReader(FileContract contract, string fileName, Stream file, FileMapping mapping, Action<int>? onRead, int blockBytes)
    {
        (_mapping, _blockBytes) = (mapping, blockBytes);
        _file = new HashingStream(file, onRead);
        _stream = mapping.Decoded(_file);
        var rows = new RowReader(_stream, mapping.Delimiter, Math.Max(blockBytes, 16));
        Layout = new FileLayout(contract, fileName, mapping, rows);
        _ahead = rows.Ahead.ToArray();
        (_aheadLength, _line) = (_ahead.Length, rows.NextLine);
    }

    /// <summary>Where the file has which column.</summary>
    public FileLayout Layout { get; }

    /// <summary>SHA-256 of the file, once it has been read to its end.</summary>
    public string Sha256 => _file.Sha256;

    /// <summary>How many bytes of the file have been read.</summary>
    public long BytesRead => _file.BytesRead;

    /// <summary>Gives the rows of the next block to a taker.</summary>
    /// <param name="block">The thread's own bytes, used again and again.</param>
    /// <param name="rows">The thread's own taker.</param>
    /// <returns>False at the end of the file.</returns>
    public bool Next(Block block, IRowTaker rows)
    {
        int length, line;
        lock (_turn)
        {
            Fill(block);
            if (block.Length == 0) return false;
            length = WholeRows(block.Bytes.AsSpan(0, block.Length));
            if (length == 0)
            {
                ReadStrictly(block, rows);
                return true;
            }
            line = _line;
            _line += LineScan.CountLineEnds(block.Bytes.AsSpan(0, length));
            KeepAhead(block.Bytes.AsSpan(length, block.Length - length));
        }
        LineScan.Split(block.Bytes, length, line, Layout.CellCount, (byte)_mapping.Delimiter, rows);
        rows.Settle();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Fill(Block block)
    {
        block.EnsureRoomFor(Math.Max(_blockBytes, _aheadLength + 1));
        _ahead.AsSpan(0, _aheadLength).CopyTo(block.Bytes);
        block.Length = _aheadLength;
        var most = Math.Max(_blockBytes, _aheadLength);
        while (!_ended && block.Length < most)
        {
            var read = _stream.Read(block.Bytes, block.Length, most - block.Length);
            _ended = read == 0;
            block.Length += read;
        }
    }

    // How many bytes hold whole rows without a quote; 0 where the first row has one, or is longer than a block.
    private int WholeRows(ReadOnlySpan<byte> bytes)
    {
        var quote = bytes.IndexOf((byte)'"');
        if (quote >= 0) return LineScan.EndOfLastRow(bytes[..quote]);
        _strictBytes = MinStrictBytes;
        return _ended ? bytes.Length : LineScan.EndOfLastRow(bytes);
    }

    private void ReadStrictly(Block block, IRowTaker rows)
    {
        var reader = new RowReader(block.Bytes.AsSpan(0, block.Length), _stream, _mapping.Delimiter, _line);
        var joined = new JoinedRow();
        var most = Math.Min(_strictBytes, _blockBytes);
        _strictBytes = Math.Min(_strictBytes * 2, StandardBufferBytes);
        while (reader.Read())
        {
            if (reader.Problem is { } problem) rows.TakeBroken(problem, reader.ProblemCell, reader.Line);
            else joined.Give(reader, Layout.CellCount, rows);
            if (reader.Consumed >= most) break;
        }
        KeepAhead(reader.Ahead);
        _line = reader.NextLine;
    }

    private void KeepAhead(ReadOnlySpan<byte> bytes)
    {
        if (_ahead.Length < bytes.Length) _ahead = new byte[Math.Max(bytes.Length, _ahead.Length * 2)];
        bytes.CopyTo(_ahead);
        _aheadLength = bytes.Length;
    }

    /// <summary>Puts the cells of a row, whose quotes have been taken off, side by side as in a row without quotes.</summary>
    private sealed class JoinedRow
    {
        private byte[] _bytes = new byte[4096];
        private int[] _ends = new int[16];

        public void Give(RowReader row, int cells, IRowTaker rows)
        {
            var most = Math.Min(row.CellCount, cells);
            if (_ends.Length < most) _ends = new int[most];
            var at = 0;
            for (var i = 0; i < most; i++)
            {
                var cell = row[i];
                if (_bytes.Length < at + cell.Length + 1 + LineScan.Width) Array.Resize(ref _bytes, (_bytes.Length * 2) + cell.Length);
                cell.CopyTo(_bytes.AsSpan(at));
                at += cell.Length;
                _ends[i] = at++;
            }
            rows.Take(_bytes, 0, _ends.AsSpan(0, most), row.CellCount, row.Line);
            rows.Settle();
        }
    }
}
