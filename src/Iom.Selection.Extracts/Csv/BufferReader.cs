using System.Text.Unicode;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Reads the rows of one file in blocks, which several threads take in turn and take apart at once.</summary>
/// <remarks>
/// Reading and hashing go on in the order of the file, one thread at a time; taking a block's rows apart is each thread's own. A block
/// without a quote ends at its last line end. Where a quote stands, only <see cref="RowReader"/> knows where its row ends: it reads on from
/// there, still in turn, until rows without quotes may follow. So every row is what that reader would have made of it.
/// </remarks>
internal sealed class BufferReader : RowFeed
{
    /// <summary>How much is read at once where nobody says otherwise.</summary>
    public const int StandardBufferBytes = 512 * 1024;

    // After a quote, so much is read row by row; each time that another comes at once, twice as much.
    private const int MinStrictBytes = 16 * 1024;

    private readonly Lock _turn = new();
    private readonly HashingStream? _hashed;
    private readonly Stream _stream;
    private readonly char _delimiter;
    private readonly int _cells;
    private readonly int _bufferBytes;
    private byte[] _ahead;      // what has been read and belongs to the next buffer
    private int _aheadLength;
    private int _line;          // on which the next buffer begins
    private bool _ended;
    private int _strictBytes = MinStrictBytes;

    /// <summary>Opens a file and has its header read.</summary>
    /// <param name="file">The file; disposed with the reader.</param>
    /// <param name="decode">Makes UTF-8 of its bytes.</param>
    /// <param name="delimiter">What separates cells: an ASCII character.</param>
    /// <param name="readHeader">Reads the header, and says how many cells rows have; may find another delimiter.</param>
    /// <param name="onRead">Told of bytes read.</param>
    /// <param name="bufferBytes">How many bytes are taken apart at once.</param>
    /// <param name="isHashed">Whether its hash is asked for. Without it nobody is told of bytes read.</param>
    public BufferReader(Stream file, Func<Stream, Stream> decode, char delimiter, Func<RowReader, int> readHeader, Action<int>? onRead, int bufferBytes, bool isHashed)
    {
        _bufferBytes = bufferBytes;
        if (isHashed) _hashed = new HashingStream(file, onRead);
        _stream = decode(_hashed ?? file);
        var rows = new RowReader(_stream, delimiter, Math.Max(bufferBytes, 16));
        _cells = readHeader(rows);
        _delimiter = (char)rows.Delimiter;
        _ahead = rows.Ahead.ToArray();
        (_aheadLength, _line) = (_ahead.Length, rows.NextLine);
    }

    /// <inheritdoc/>
    public override string Sha256 => _hashed?.Sha256 ?? throw new InvalidOperationException("The file is read without its hash.");

    /// <summary>Whether a cell is looked at: what stands in another refuses no row.</summary>
    public Func<int, bool> IsLookedAt { get; init; } = _ => true;

    /// <inheritdoc/>
    public override bool Next(ReadBuffer buffer, RowTaker rows)
    {
        int length, line;
        lock (_turn)
        {
            Fill(buffer);
            if (buffer.Length == 0) return false;
            length = WholeRows(buffer.Bytes.AsSpan(0, buffer.Length));
            if (length == 0)
            {
                ReadStrictly(buffer, rows);
                return true;
            }
            line = _line;
            _line = RowReader.NextLineAfter(_line, LineScan.CountLineEnds(buffer.Bytes.AsSpan(0, length)));
            KeepAhead(buffer.Bytes.AsSpan(length, buffer.Length - length));
        }
        var taker = Utf8.IsValid(buffer.Bytes.AsSpan(0, length)) ? rows : new Utf8Rows(_cells, IsLookedAt, rows);
        LineScan.Split(buffer.Bytes, length, line, _cells, (byte)_delimiter, taker);
        rows.Settle();
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose() => _stream.Dispose();

    private void Fill(ReadBuffer buffer)
    {
        buffer.EnsureRoomFor(Math.Max(_bufferBytes, _aheadLength + 1));
        _ahead.AsSpan(0, _aheadLength).CopyTo(buffer.Bytes);
        buffer.Length = _aheadLength;
        var most = Math.Max(_bufferBytes, _aheadLength);
        while (!_ended && buffer.Length < most)
        {
            var read = _stream.Read(buffer.Bytes, buffer.Length, most - buffer.Length);
            _ended = read == 0;
            buffer.Length += read;
        }
    }

    // How many bytes hold whole rows without a quote; 0 where the first row has one, or is longer than a buffer.
    private int WholeRows(ReadOnlySpan<byte> bytes)
    {
        var quote = bytes.IndexOf((byte)'"');
        if (quote >= 0) return LineScan.EndOfLastRow(bytes[..quote]);
        _strictBytes = MinStrictBytes;
        return _ended ? bytes.Length : LineScan.EndOfLastRow(bytes);
    }

    private void ReadStrictly(ReadBuffer buffer, RowTaker rows)
    {
        var reader = new RowReader(buffer.Bytes.AsSpan(0, buffer.Length), _stream, _delimiter, _line);
        var (joined, taker) = (new JoinedRow(), new Utf8Rows(_cells, IsLookedAt, rows));
        var most = Math.Min(_strictBytes, _bufferBytes);
        _strictBytes = Math.Min(_strictBytes * 2, StandardBufferBytes);
        while (reader.Read())
        {
            if (reader.Problem is { } problem) rows.TakeBroken(problem, reader.ProblemCell, reader.Line);
            else joined.Give(reader, _cells, taker);
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

        public void Give(RowReader row, int cells, Utf8Rows rows)
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
