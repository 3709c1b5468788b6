using System.Text;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Tests;

/// <summary>Bytes as they stand in a file: others come right behind, and may be read but not taken for theirs.</summary>
internal static class Padded
{
    public static byte[] Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        var padded = new byte[bytes.Length + LineScan.Width];
        padded.AsSpan().Fill((byte)'7');
        bytes.CopyTo(padded);
        return padded;
    }
}
