using System.Buffers;
using System.ComponentModel;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Reads the rows of a CSV file as UTF-8 bytes, and never lets one bad quote swallow the rows after it.</summary>
/// <remarks>
/// RFC 4180, with LF, CRLF or CR as line end and empty lines skipped. A quote within a cell that does not begin with one is text. A cell
/// that begins with a quote ends at a quote before a delimiter, a line end or the end of the file; where such a quote does not come, or
/// only after more than <see cref="MaxCellBytes"/> bytes or <see cref="MaxCellLines"/> lines, the row is refused to the end of the line
/// on which the quote opened, and reading goes on with the next line. See docs/decisions/0001-own-row-reader.md.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowReader : IDisposable
{
    /// <summary>The most bytes a cell may have, its quotes taken off.</summary>
    public const int MaxCellBytes = 64 * 1024;

    /// <summary>The most lines a cell in quotes may span.</summary>
    public const int MaxCellLines = 100;

    /// <summary>The most bytes a row may have.</summary>
    public const int MaxRowBytes = 16 * 1024 * 1024;

    private const int End = -1;
    private const byte Quote = (byte)'"';

    private static readonly SearchValues<byte> LineEndOrQuote = SearchValues.Create("\n\r\""u8);
    private static readonly SearchValues<byte> LineEnd = SearchValues.Create("\n\r"u8);

    private readonly Stream _stream;
    private byte _delimiter;
    private SearchValues<byte> _cellEnd;
    private readonly List<Cell> _cells = [];

    private byte[] _buffer;
    private int _row;       // where the current row begins in _buffer
    private int _start;     // where the next row begins in _buffer
    private int _end;       // how far _buffer is filled
    private long _taken;    // from the stream, and what was ahead
    private bool _streamEnded;
    private int _nextLine = 1;

    // The content of cells whose quotes had to be taken apart.
    private byte[] _unquoted = new byte[256];
    private int _unquotedLength;

    /// <summary>Makes a reader.</summary>
    /// <param name="stream">UTF-8 bytes, with or without byte order mark; disposed with the reader.</param>
    /// <param name="delimiter">What separates cells: an ASCII character.</param>
    /// <param name="bufferBytes">How much to read at once, at least 16.</param>
    public RowReader(Stream stream, char delimiter = ',', int bufferBytes = 256 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bufferBytes, 16);
        _stream = stream;
        _delimiter = (byte)delimiter;
        _cellEnd = SearchValues.Create([_delimiter, (byte)'\n', (byte)'\r']);
        _buffer = new byte[bufferBytes];
        while (_end < 3 && Fill())
        {
        }
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8)) _start = 3;
    }

    /// <summary>Makes a reader that goes on where another way of reading has come to: at the beginning of a row.</summary>
    /// <param name="ahead">The bytes already taken from the stream.</param>
    /// <param name="stream">What follows; not disposed with the reader unless that is disposed.</param>
    /// <param name="delimiter">What separates cells: an ASCII character.</param>
    /// <param name="line">The line on which the next row begins.</param>
    public RowReader(ReadOnlySpan<byte> ahead, Stream stream, char delimiter, int line)
    {
        _stream = stream;
        _delimiter = (byte)delimiter;
        _cellEnd = SearchValues.Create([_delimiter, (byte)'\n', (byte)'\r']);
        _buffer = new byte[Math.Max(ahead.Length, 64 * 1024)];
        ahead.CopyTo(_buffer);
        (_end, _taken, _nextLine) = (ahead.Length, ahead.Length, line);
    }

    /// <summary>What has been taken from the stream and not been read as rows.</summary>
    public ReadOnlySpan<byte> Ahead => _buffer.AsSpan(_start, _end - _start);

    /// <summary>How many bytes have been read as rows.</summary>
    public long Consumed => _taken - (_end - _start);

    /// <summary>The line on which the next row begins, from 1, or an empty line before it.</summary>
    public int NextLine => _nextLine;

    /// <summary>The line on which the current row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>How many cells the current row has.</summary>
    public int CellCount => _cells.Count;

    /// <summary>Why the current row as a whole can't be read; null when it can.</summary>
    public ProblemKind? Problem { get; private set; }

    /// <summary>The place of the cell that <see cref="Problem"/> concerns, from 0; -1 for the row as a whole.</summary>
    public int ProblemCell { get; private set; }

    /// <summary>A cell of the current row, its quotes taken off. Valid until the next row is read.</summary>
    public ReadOnlySpan<byte> this[int index] => _cells[index] is var cell && cell.IsUnquoted
        ? _unquoted.AsSpan(cell.Start, cell.Length)
        : _buffer.AsSpan(_row + cell.Start, cell.Length);

    /// <summary>The line so many lines on; a file of more lines than have numbers is not read.</summary>
    /// <exception cref="ExtractException">There are too many.</exception>
    internal static int NextLineAfter(int line, int lines) => lines <= int.MaxValue - line ? line + lines
        : throw new ExtractException("A file has more than 2147483646 lines: divide it, and name the parts by one pattern in the map.");

    /// <summary>What separates cells.</summary>
    internal byte Delimiter => _delimiter;

    /// <summary>Takes another delimiter for the rows that follow.</summary>
    internal void UseDelimiter(byte delimiter)
    {
        _delimiter = delimiter;
        _cellEnd = SearchValues.Create([_delimiter, (byte)'\n', (byte)'\r']);
    }

    /// <summary>The beginning of the next line, which is not taken.</summary>
    /// <param name="most">How many bytes of it at most.</param>
    internal ReadOnlySpan<byte> PeekLine(int most)
    {
        while (_end - _start < most && Fill())
        {
        }
        var ahead = _buffer.AsSpan(_start, Math.Min(most, _end - _start));
        return ahead.IndexOfAny(LineEnd) is >= 0 and var length ? ahead[..length] : ahead;
    }

    /// <summary>Leaves out the next line, whatever stands in it.</summary>
    /// <returns>False at the end of the file.</returns>
    internal bool SkipLine()
    {
        if (At(0) == End) return false;
        while (At(0) is not (End or '\n' or '\r')) _start += Math.Max(1, _buffer.AsSpan(_start, _end - _start).IndexOfAny(LineEnd) is >= 0 and var run ? run : _end - _start);
        _start += LineEndLength(0);
        _nextLine = NextLineAfter(_nextLine, 1);
        return true;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Read()
    {
        SkipEmptyLines();
        _cells.Clear();
        _unquotedLength = 0;
        (Problem, ProblemCell) = (null, -1);
        Line = _nextLine;
        if (At(0) == End) return false;

        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOfAny(LineEndOrQuote);
            if (found >= 0)
            {
                var at = searched + found;
                if (at > MaxRowBytes) RefuseLine(ProblemKind.TooLong, cell: -1, from: at);
                else if (_buffer[_start + at] == Quote) ReadWithQuotes();
                else TakeLine(at);
                return true;
            }
            searched = _end - _start;
            if (searched > MaxRowBytes)
            {
                RefuseLine(ProblemKind.TooLong, cell: -1, from: searched);
                return true;
            }
            if (!Fill())
            {
                TakeLine(searched);
                return true;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void SkipEmptyLines()
    {
        while (At(0) is '\n' or '\r')
        {
            // Looking ahead may move the buffer, so the length is found first.
            var length = LineEndLength(0);
            _start += length;
            _nextLine = NextLineAfter(_nextLine, 1);
        }
    }

    /// <summary>Takes a line without quotes apart; the common case.</summary>
    private void TakeLine(int length)
    {
        var lineEnd = LineEndLength(length);
        var line = _buffer.AsSpan(_start, length);
        var start = 0;
        while (true)
        {
            var found = line[start..].IndexOf(_delimiter);
            if (found < 0) break;
            _cells.Add(new Cell(start, found, IsUnquoted: false));
            start += found + 1;
        }
        _cells.Add(new Cell(start, length - start, IsUnquoted: false));
        Accept(length + lineEnd, lines: 1);
    }

    private void ReadWithQuotes()
    {
        var (at, lines) = (0, 1);
        while (true)
        {
            if (At(at) == Quote)
            {
                if (!TakeQuotedCell(ref at, ref lines)) return;
            }
            else
            {
                var length = LengthTo(_cellEnd, at);
                _cells.Add(new Cell(at, length, IsUnquoted: false));
                at += length;
            }

            if (at > MaxRowBytes)
            {
                RefuseLine(ProblemKind.TooLong, cell: -1, from: at, lines);
                return;
            }
            if (At(at) != _delimiter)
            {
                Accept(at + LineEndLength(at), lines);
                return;
            }
            at++;
        }
    }

    /// <summary>Takes the cell whose quote opens at a place; goes to the byte after the quote that closes it.</summary>
    /// <returns>False when it is not closed and the row has been refused.</returns>
    private bool TakeQuotedCell(ref int at, ref int lines)
    {
        var (content, length, cellLines, nextLine) = (_unquotedLength, 0, 1, End);
        var openedOn = lines;
        var i = at + 1;
        while (true)
        {
            // Text up to the next quote or line end.
            var run = LengthTo(LineEndOrQuote, i);
            length += run;
            if (length <= MaxCellBytes) Keep(i, run);
            i += run;
            if (i > MaxRowBytes)
            {
                RefuseLine(ProblemKind.TooLong, cell: -1, from: i, openedOn);
                return false;
            }

            var c = At(i);
            if (c == Quote)
            {
                var next = At(i + 1);
                if (next == Quote)
                {
                    if (++length <= MaxCellBytes) Keep(i, 1);
                    i += 2;
                    continue;
                }
                if (next == _delimiter || next is '\n' or '\r' or End) break;
            }
            else if (c != End)
            {
                var lineEnd = LineEndLength(i);
                length += lineEnd;
                if (length <= MaxCellBytes) Keep(i, lineEnd);
                i += lineEnd;
                if (nextLine == End) nextLine = i;
                if (++cellLines <= MaxCellLines && length <= MaxCellBytes) continue;
            }
            // A quote in the middle, the end of the file, or too much: this quote should not have opened a cell.
            RefuseLine(ProblemKind.QuoteNotClosed, _cells.Count, nextLine == End ? i : nextLine, openedOn, nextLine != End);
            return false;
        }

        if (length > MaxCellBytes && nextLine != End)
        {
            RefuseLine(ProblemKind.QuoteNotClosed, _cells.Count, nextLine, openedOn, fromIsNextLine: true);
            return false;
        }
        // A cell that is too long and closed on its own line keeps one byte too many, by which it is known as too long.
        if (length > MaxCellBytes) KeepTooMuch(content);
        _cells.Add(new Cell(content, _unquotedLength - content, IsUnquoted: true));
        at = i + 1;
        lines += cellLines - 1;
        return true;
    }

    private void Accept(int length, int lines)
    {
        _row = _start;
        _start += length;
        _nextLine = NextLineAfter(_nextLine, lines);
    }

    /// <summary>Refuses the row to the end of a line, so that reading goes on with the next.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="cell">Which cell.</param>
    /// <param name="from">A place on that line, or where the next line begins.</param>
    /// <param name="lines">How many lines the row has up to there.</param>
    /// <param name="fromIsNextLine">Whether <paramref name="from"/> is where the next line begins.</param>
    private void RefuseLine(ProblemKind kind, int cell, int from, int lines = 1, bool fromIsNextLine = false)
    {
        (Problem, ProblemCell) = (kind, cell);
        _cells.Clear();
        if (!fromIsNextLine)
        {
            // The line may be longer than any buffer: what has been looked at is let go.
            _start += from;
            while (true)
            {
                var found = _buffer.AsSpan(_start, _end - _start).IndexOfAny(LineEnd);
                if (found >= 0)
                {
                    _start += found;
                    break;
                }
                _start = _end;
                if (!Fill()) break;
            }
            from = LineEndLength(0);
        }
        Accept(from, lines);
    }

    /// <summary>How many bytes there are from a place to one of some bytes, to the end of the file, or to more than a row may have.</summary>
    private int LengthTo(SearchValues<byte> ends, int at)
    {
        var length = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start + at + length, _end - _start - at - length);
            var found = rest.IndexOfAny(ends);
            if (found >= 0) return length + found;
            length += rest.Length;
            if (at + length > MaxRowBytes || !Fill()) return length;
        }
    }

    private void Keep(int at, int length)
    {
        EnsureUnquoted(length);
        _buffer.AsSpan(_start + at, length).CopyTo(_unquoted.AsSpan(_unquotedLength));
        _unquotedLength += length;
    }

    private void KeepTooMuch(int content)
    {
        EnsureUnquoted(MaxCellBytes + 1);
        _unquotedLength = content + MaxCellBytes + 1;
    }

    private void EnsureUnquoted(int more)
    {
        if (_unquotedLength + more > _unquoted.Length)
            Array.Resize(ref _unquoted, Math.Max(_unquoted.Length * 2, _unquotedLength + more));
    }

    // 0 at the end of the file.
    private int LineEndLength(int at) => At(at) switch
    {
        '\r' => At(at + 1) == '\n' ? 2 : 1,
        '\n' => 1,
        _ => 0,
    };

    private int At(int offset)
    {
        while (_start + offset >= _end)
        {
            if (!Fill()) return End;
        }
        return _buffer[_start + offset];
    }

    /// <summary>Reads on. May move what is in the buffer, but never what comes before or after <see cref="_start"/> within it.</summary>
    private bool Fill()
    {
        if (_streamEnded) return false;
        if (_end == _buffer.Length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }
            else
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        if (read == 0) _streamEnded = true;
        _end += read;
        _taken += read;
        return read > 0;
    }

    private readonly record struct Cell(int Start, int Length, bool IsUnquoted);
}
