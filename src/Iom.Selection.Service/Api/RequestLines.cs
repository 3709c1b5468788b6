using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Iom.Selection.Service.Api;

/// <summary>Reads a body line by line, and hashes it on the way.</summary>
/// <param name="body">The body.</param>
/// <param name="hash">Takes every byte.</param>
/// <param name="maxLine">How long a line may be, in bytes.</param>
internal sealed class RequestLines(PipeReader body, IncrementalHash hash, int maxLine)
{
    /// <summary>Reads the next line that is not empty.</summary>
    /// <returns>The line, without its end; null at the end of the body.</returns>
    /// <exception cref="ProblemException">It is too long.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Take(buffer.Slice(0, buffer.GetPosition(1, end)));
                body.AdvanceTo(buffer.GetPosition(1, end));
                if (line.Length > maxLine) throw TooLong();
                if (!IsBlank(line)) return line;
                continue;
            }
            if (buffer.Length > maxLine)
            {
                body.AdvanceTo(buffer.End);
                throw TooLong();
            }
            if (read.IsCompleted)
            {
                var rest = Take(buffer);
                body.AdvanceTo(buffer.End);
                return IsBlank(rest) ? null : rest;
            }
            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private byte[] Take(in ReadOnlySequence<byte> bytes)
    {
        var line = bytes.ToArray();
        hash.AppendData(line);
        return line;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r\n"u8).IsEmpty;

    private static ProblemException TooLong() => new(ProblemKind.TooLarge, "A line is longer than the records of one person may be.");
}
