using System.Text.Unicode;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Stands before a taker of rows where bytes are no UTF-8: a row with such bytes in a cell that is looked at can't be read as a whole.</summary>
/// <param name="cells">How many cells a row has; more or fewer break it first.</param>
/// <param name="isLookedAt">Whether a cell is looked at.</param>
/// <param name="rows">Takes the rows.</param>
internal sealed class Utf8Rows(int cells, Func<int, bool> isLookedAt, RowTaker rows) : RowTaker
{
    private readonly int _cells = cells;

    public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        if (cells == _cells)
        {
            var at = start;
            for (var i = 0; i < cells; i++)
            {
                if (!Utf8.IsValid(bytes.AsSpan(at, ends[i] - at)) && isLookedAt(i))
                {
                    rows.TakeBroken(ProblemKind.NotUtf8, i, line);
                    return;
                }
                at = ends[i] + 1;
            }
        }
        rows.Take(bytes, start, ends, cells, line);
    }

    public override void Settle() => rows.Settle();

    public override void TakeBroken(ProblemKind problem, int cell, int line) => rows.TakeBroken(problem, cell, line);
}
