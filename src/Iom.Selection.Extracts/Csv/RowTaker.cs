using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Takes the rows of a file one by one, as bytes.</summary>
/// <remarks>A class and no interface: every row is given to one.</remarks>
internal abstract class RowTaker
{
    /// <summary>Takes a row whose cells could be told apart.</summary>
    /// <param name="bytes">Where the row stands, with at least <see cref="LineScan.Width"/> bytes behind it.</param>
    /// <param name="start">Where its first cell begins.</param>
    /// <param name="ends">Where each cell ends; the next begins one byte later. As many as the row has and the header has; what follows means nothing.</param>
    /// <param name="cells">How many cells it has; more or fewer than the header break it.</param>
    /// <param name="line">The line on which it begins.</param>
    public abstract void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line);

    /// <summary>Is told that the bytes of the rows taken so far will be written over.</summary>
    public abstract void Settle();

    /// <summary>Takes a row that can't be read as a whole.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="cell">At which cell; -1 where it is none's fault.</param>
    /// <param name="line">The line on which it begins.</param>
    public abstract void TakeBroken(ProblemKind problem, int cell, int line);
}
