using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Where some ranked non-members stand in a ranking.</summary>
/// <param name="SelectedCount">How many are proposed.</param>
/// <param name="MeanPoints">Their mean total, in points; somebody who is no more ranked has 0.</param>
/// <param name="MeanHigher">The mean share of all ranked non-members who rank higher, 0 to 1; somebody who is no more ranked has 1.</param>
public sealed record FeedbackState(int SelectedCount, decimal MeanPoints, decimal MeanHigher)
{
    internal static FeedbackState Measure(Proposal proposal, IReadOnlySet<OffenderId> people)
    {
        var ranked = 0;
        var (selected, points, higher, found) = (0, 0L, 0L, 0);
        foreach (var row in proposal.Rows)
        {
            if (row.Rank is null || row.IsMember) continue;
            if (people.Contains(row.OffenderId))
            {
                found++;
                higher += ranked;
                points += row.Scorecard!.Total;
                if (row.Recommendation == Recommendation.Select) selected++;
            }
            ranked++;
        }
        higher += (long)(people.Count - found) * ranked;
        return new FeedbackState(selected, (decimal)points / people.Count, ranked == 0 ? 0 : (decimal)higher / ((decimal)people.Count * ranked));
    }
}
