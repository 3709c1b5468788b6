using System.Runtime.CompilerServices;
using System.Text;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Cells of a row as bytes, each with at least <see cref="LineScan.Width"/> bytes behind it that may be read.</summary>
internal static class CellBytes
{
    /// <summary>The first byte of a cell, and how many it has. Where it has none, that byte may be another cell's.</summary>
    /// <param name="first">The first of the bytes.</param>
    /// <param name="start">Where the row's first cell begins.</param>
    /// <param name="ends">Where each cell ends; the next begins one byte later.</param>
    /// <param name="position">Which cell; -1 for that of a column that is not there.</param>
    /// <param name="length">How many bytes it has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte At(ref byte first, int start, ReadOnlySpan<int> ends, int position, out int length) =>
        ref Unsafe.Add(ref first, PlaceOf(start, ends, position, out length));

    /// <summary>Where a cell begins, counted from the first of the bytes, and how long it is.</summary>
    /// <param name="start">Where the row's first cell begins.</param>
    /// <param name="ends">Where each cell ends; the next begins one byte later.</param>
    /// <param name="position">Which cell; -1 for that of a column that is not there, or the same in every row: it is empty.</param>
    /// <param name="length">How many bytes it has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(int start, ReadOnlySpan<int> ends, int position, out int length)
    {
        if (position < 0)
        {
            length = 0;
            return 0;
        }
        var at = position == 0 ? start : ends[position - 1] + 1;
        length = ends[position] - at;
        return at;
    }

    /// <summary>Puts text in the place of a cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Where it goes; made longer if need be.</param>
    /// <returns>How many bytes it has.</returns>
    public static int Put(string text, ref byte[] bytes)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (bytes.Length < length + LineScan.Width) bytes = new byte[length + LineScan.Width];
        Encoding.UTF8.GetBytes(text, bytes);
        return length;
    }
}
