using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Looks over many bytes at once for what ends lines and cells.</summary>
internal static class LineScan
{
    /// <summary>How many bytes are looked at together.</summary>
    public const int Width = 64;

    private const byte Lf = (byte)'\n';
    private const byte Cr = (byte)'\r';

    /// <summary>How many line ends there are; CRLF is one.</summary>
    public static int CountLineEnds(ReadOnlySpan<byte> bytes)
    {
        var lines = bytes.Count(Lf);
        for (var rest = bytes; rest.IndexOf(Cr) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            if (at + 1 == rest.Length || rest[at + 1] != Lf) lines++;
        }
        return lines;
    }

    /// <summary>Where the last row ends of which the whole is there: the place after its line end; 0 if there is none.</summary>
    /// <remarks>A CR at the very end does not count: its LF may follow.</remarks>
    public static int EndOfLastRow(ReadOnlySpan<byte> bytes)
    {
        var lf = bytes.LastIndexOf(Lf);
        return lf >= 0 ? lf + 1 : bytes.IsEmpty ? 0 : bytes[..^1].LastIndexOf(Cr) + 1;
    }

    /// <summary>A bit for each of the next <see cref="Width"/> bytes that ends a cell: a delimiter, CR or LF.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong CellEnds(ref byte at, byte delimiter)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var bytes = Vector512.LoadUnsafe(ref at);
            return (Vector512.Equals(bytes, Vector512.Create(delimiter)) | Vector512.Equals(bytes, Vector512.Create(Lf)) | Vector512.Equals(bytes, Vector512.Create(Cr)))
                .ExtractMostSignificantBits();
        }
        return Ends(Vector256.LoadUnsafe(ref at), delimiter) | ((ulong)Ends(Vector256.LoadUnsafe(ref at, 32), delimiter) << 32);
    }

    /// <summary>Takes rows without quotes apart.</summary>
    /// <param name="bytes">Whole rows; <see cref="Width"/> bytes more may be read behind them.</param>
    /// <param name="length">How many bytes the rows have.</param>
    /// <param name="line">The line on which they begin.</param>
    /// <param name="cells">How many cells a row should have.</param>
    /// <param name="delimiter">What separates cells.</param>
    /// <param name="rows">Whom to give them to, one after another.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split(byte[] bytes, int length, int line, int cells, byte delimiter, RowTaker rows)
    {
        Span<int> ends = cells < 64 ? stackalloc int[64] : new int[cells + 1];
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        var (start, cell) = (0, 0);
        for (var block = 0; block < length; block += Width)
        {
            var mask = CellEnds(ref Unsafe.Add(ref first, block), delimiter);
            if (length - block < Width) mask &= (1ul << (length - block)) - 1;
            for (; mask != 0; mask &= mask - 1)
            {
                var at = block + BitOperations.TrailingZeroCount(mask);
                var end = Unsafe.Add(ref first, at);
                if (end == delimiter)
                {
                    if (cell < cells) ends[cell] = at;
                    cell++;
                    continue;
                }
                if (at == start && cell == 0)
                {
                    // An empty line, or the LF of the CRLF that ended the row before.
                    if (end != Lf || at == 0 || Unsafe.Add(ref first, at - 1) != Cr) line++;
                }
                else
                {
                    if (cell < cells) ends[cell] = at;
                    rows.Take(bytes, start, ends, cell + 1, line++);
                    cell = 0;
                }
                start = at + 1;
            }
        }
        if (start == length && cell == 0) return;
        if (cell < cells) ends[cell] = length;
        rows.Take(bytes, start, ends, cell + 1, line);
    }

    private static uint Ends(Vector256<byte> bytes, byte delimiter) =>
        (Vector256.Equals(bytes, Vector256.Create(delimiter)) | Vector256.Equals(bytes, Vector256.Create(Lf)) | Vector256.Equals(bytes, Vector256.Create(Cr)))
            .ExtractMostSignificantBits();
}
