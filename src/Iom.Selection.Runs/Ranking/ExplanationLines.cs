using System.Buffers;
using Iom.Selection.Explanations;

namespace Iom.Selection.Runs.Ranking;

/// <summary>Puts explanations into bytes, each a line of JSON. Several threads may; each has room that it uses again and again.</summary>
internal sealed class ExplanationLines : IDisposable
{
    private const int BytesOfALine = 32 * 1024;    // nearly all have fewer

    private readonly ThreadLocal<ArrayBufferWriter<byte>> _rooms = new(() => new ArrayBufferWriter<byte>(BytesOfALine));

    /// <summary>The line of an explanation.</summary>
    public byte[] Of(Explanation explanation)
    {
        var room = _rooms.Value!;
        room.ResetWrittenCount();
        ExplanationJson.Write(room, explanation);
        room.Write("\n"u8);
        return room.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _rooms.Dispose();
}
