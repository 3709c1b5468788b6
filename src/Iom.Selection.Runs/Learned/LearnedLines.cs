using Iom.Selection.Learning;
using Iom.Selection.Learning.Matrices;

namespace Iom.Selection.Runs.Learned;

/// <summary>Lines of the partnership's own matrix in points of another: about as many people of the learn dates come above each.</summary>
internal sealed class LearnedLines(LearningReport report)
{
    public int EntryFrom => report.Plan.Policy.EntryFrom;

    /// <summary>The line that as nearly as can be as many people come up to.</summary>
    /// <returns>1 or more where the own line is; the lower of two that are as near.</returns>
    public int Of(LearnedCard card, int own)
    {
        if (own <= 0) return 0;
        var above = report.Learn.Totals.Count(total => total >= own);
        var totals = MatrixLearner.Totals(card, report.Learn);
        var counts = new int[Math.Max(1, totals.Max()) + 2];
        foreach (var total in totals) counts[Math.Max(0, total)]++;
        var (best, nearest, sum) = (counts.Length - 1, above, 0);
        for (var line = counts.Length - 2; line >= 1; line--)
        {
            sum += counts[line];
            if (Math.Abs(sum - above) > nearest) continue;
            (best, nearest) = (line, Math.Abs(sum - above));
        }
        return best;
    }
}
