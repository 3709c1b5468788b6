using System.Text;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Puts a byte that no text holds in the place of a delimiter that is not ASCII.</summary>
internal sealed class DelimiterStream : ForwardStream
{
    /// <summary>The byte: it never stands in UTF-8, and where the file has it all the same, the row falls apart and is refused.</summary>
    public const byte Mark = 0xFF;

    private readonly Stream _inner;
    private readonly byte[] _delimiter;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    public DelimiterStream(Stream inner, Rune delimiter)
    {
        _inner = inner;
        _delimiter = new byte[delimiter.Utf8SequenceLength];
        delimiter.EncodeToUtf8(_delimiter);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        // So much that a delimiter can't be cut in two unless the file ends.
        while (!_ended && _end - _start < Math.Max(buffer.Length, _delimiter.Length))
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }
            if (_end == _buffer.Length) break;
            var read = _inner.Read(_buffer.AsSpan(_end));
            _ended = read == 0;
            _end += read;
        }
        var written = 0;
        while (written < buffer.Length && _start < _end)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            if (rest[0] == _delimiter[0] && rest.Length < _delimiter.Length && !_ended) break;
            if (rest.StartsWith(_delimiter))
            {
                buffer[written++] = Mark;
                _start += _delimiter.Length;
                continue;
            }
            buffer[written++] = rest[0];
            _start++;
        }
        return written;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
