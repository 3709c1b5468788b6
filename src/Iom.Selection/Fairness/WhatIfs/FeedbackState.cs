using Iom.Selection.Ranking;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Where some ranked non-members stand in a ranking.</summary>
/// <param name="SelectedCount">How many are proposed.</param>
/// <param name="MeanPoints">Their mean total, in points; somebody who is no more ranked has 0.</param>
/// <param name="MeanHigher">The mean share of all ranked non-members who rank higher, 0 to 1; somebody who is no more ranked has 1.</param>
public sealed record FeedbackState(int SelectedCount, decimal MeanPoints, decimal MeanHigher)
{
    internal static FeedbackState Measure(PlaceAllocation places, Func<int, bool> isOwn, int count)
    {
        var ranked = 0;
        var (selected, points, higher, found) = (0, 0L, 0L, 0);
        for (var i = 0; i < places.Ranked.Length; i++)
        {
            var person = places.Ranked[i];
            if (places.ScoreTable.IsMember(person)) continue;
            if (isOwn(person))
            {
                found++;
                higher += ranked;
                points += places.ScoreTable.Least(person);
                if (places.Place(i).Recommendation == Recommendation.Select) selected++;
            }
            ranked++;
        }
        higher += (long)(count - found) * ranked;
        return new FeedbackState(selected, (decimal)points / count, ranked == 0 ? 0 : (decimal)higher / ((decimal)count * ranked));
    }
}
