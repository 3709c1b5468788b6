using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Contract;

/// <summary>A row that waits until its file has been read to its end.</summary>
/// <param name="Bytes">Its bytes, with <see cref="LineScan.Width"/> more behind them.</param>
/// <param name="Ends">Where each cell ends.</param>
/// <param name="Cells">How many cells it has.</param>
/// <param name="Line">The line on which it begins.</param>
internal sealed record WaitingRow(byte[] Bytes, int[] Ends, int Cells, int Line)
{
    /// <summary>Copies a row.</summary>
    public static WaitingRow Copy(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        var end = ends.IsEmpty ? start : ends[^1];
        var copy = new byte[end - start + LineScan.Width];
        bytes.AsSpan(start, end - start).CopyTo(copy);
        var moved = new int[ends.Length];
        for (var i = 0; i < moved.Length; i++) moved[i] = ends[i] - start;
        return new WaitingRow(copy, moved, cells, line);
    }

    /// <summary>Gives it to a taker.</summary>
    public void GiveTo(RowTaker rows) => rows.Take(Bytes, 0, Ends, Cells, Line);
}
