using System.Text;

namespace Iom.Selection.Extracts.Csv;

/// <summary>The mark at the beginning of a file that says how its text is encoded.</summary>
internal static class EncodingMark
{
    private const int MaxBytes = 3;

    /// <summary>The UTF-8 of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="told">The encoding that somebody says it has; null for UTF-8. A mark in the file stands over it.</param>
    public static Stream Decode(Stream file, Encoding? told)
    {
        // Without a map nothing is guessed: that a file is not UTF-8 is told.
        if (told is null) return file;
        var start = new byte[MaxBytes];
        var length = 0;
        while (length < MaxBytes && file.Read(start.AsSpan(length)) is > 0 and var read) length += read;
        var begin = start.AsSpan(0, length);
        var whole = new PrefixedStream(begin.ToArray(), file);
        if (begin.StartsWith("\uFEFF"u8)) return whole;
        var encoding = begin is [0xFF, 0xFE, ..] ? Encoding.Unicode : begin is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode : told;
        return Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8);
    }

    /// <summary>Bytes, and then a stream.</summary>
    private sealed class PrefixedStream(byte[] prefix, Stream rest) : ForwardStream
    {
        private int _given;

        public override int Read(Span<byte> buffer)
        {
            if (_given == prefix.Length) return rest.Read(buffer);
            var length = Math.Min(buffer.Length, prefix.Length - _given);
            prefix.AsSpan(_given, length).CopyTo(buffer);
            _given += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
