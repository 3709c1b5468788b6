using System.Collections.Immutable;
using Iom.Selection.Policies;

namespace Iom.Selection.Ranking;

/// <summary>Gives the free places to those who rank first, and knows who would get one if a person ranked elsewhere.</summary>
internal sealed class PlaceAllocation
{
    private readonly Policy _policy;
    private readonly Contender.Draw _draw;

    // Those who compete for a place: not members, at or above the entry line; in rank order.
    private readonly Contender[] _competing;
    private readonly Dictionary<OffenderId, int> _positions;
    private readonly int _freePlaces;
    private readonly int _reserve;

    // The people equal in all keys between whom the last places were drawn: [First, First + People), of whom Places got one.
    private readonly (int First, int People, int Places) _tie;

    public PlaceAllocation(Policy policy, Contender.Draw draw, IReadOnlyCollection<Contender> ranked, int freePlaces)
    {
        (_policy, _draw, _freePlaces) = (policy, draw, freePlaces);
        _competing = [.. ranked.Where(contender => !contender.Assessment.IsMember && contender.Total >= policy.EntryFrom)];
        _positions = new Dictionary<OffenderId, int>(_competing.Length);
        for (var i = 0; i < _competing.Length; i++) _positions.Add(_competing[i].Assessment.OffenderId, i);
        _reserve = policy.Reserve + ranked.Count(contender => contender.Assessment.IsMember && IsBelowExit(contender.Assessment.Scorecard!.Most));
        _tie = Tie();
    }

    public ProposalRow Row(Assessment assessment, int rank)
    {
        var position = _positions.TryGetValue(assessment.OffenderId, out var found) ? found : -1;
        var scorecard = assessment.Scorecard!;
        var recommendation = Recommend(assessment, Standing.AsKnown(assessment.Placement, scorecard), position);
        var isTied = position >= _tie.First && position < _tie.First + _tie.People;
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        reasons.AddRange(WhyOf(recommendation));
        if (isTied) reasons.Add(new Reason.Tie(_tie.Places, _tie.People));
        if (scorecard.IsIncomplete) reasons.Add(new Reason.Incomplete());

        return new ProposalRow
        {
            OffenderId = assessment.OffenderId,
            Rank = rank,
            Recommendation = recommendation,
            Cohort = assessment.Placement.Cohort < 0 ? null : _policy.Cohorts[assessment.Placement.Cohort].Id,
            IsMember = assessment.IsMember,
            IsNominated = assessment.IsNominated,
            IsFlagged = assessment.IsFlagged,
            IsTied = isTied,
            IsProvisional = assessment.PlacementAtMost is { } atMost
                && RecommendAs(assessment, Standing.AtMost(atMost, scorecard)) != recommendation,
            Scorecard = scorecard,
            Reasons = reasons.ToImmutable(),
            // The tie and the reserve lie at or above the line.
            ShowsPoints = assessment.IsMember || position >= 0,
        };
    }

    /// <summary>The recommendation if the person's standing were another, everybody else as they are.</summary>
    public Recommendation RecommendAs(Assessment assessment, Standing standing)
    {
        var position = _positions.TryGetValue(assessment.OffenderId, out var found) ? found : -1;
        if (!standing.Placement.IsRanked || assessment.IsMember) return Recommend(assessment, standing, position);

        var contender = Contender.Of(assessment, standing, _policy, _draw);
        var (low, high) = (0, _competing.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_competing[middle].Compare(contender) < 0) low = middle + 1;
            else high = middle;
        }
        // The person's own place of now is not ahead of them.
        return Recommend(assessment, standing, position >= 0 && position < low ? low - 1 : low);
    }

    private Recommendation Recommend(Assessment assessment, Standing standing, int position)
    {
        if (standing.Placement.Recommendation is { } notRanked) return notRanked;
        if (assessment.IsMember) return IsBelowExit(standing.Most) ? Recommendation.BelowExit : Recommendation.Retain;
        if (standing.Least < _policy.EntryFrom) return Recommendation.BelowLine;
        if (position < _freePlaces) return Recommendation.Select;
        return position < (long)_freePlaces + _reserve ? Recommendation.Reserve : Recommendation.NoPlace;
    }

    private bool IsBelowExit(int most) => most < _policy.ExitBelow;

    private (int First, int People, int Places) Tie()
    {
        var cut = _freePlaces;
        if (cut == 0 || cut >= _competing.Length || _competing[cut - 1].CompareKeys(_competing[cut]) != 0) return default;
        var (first, end) = (cut - 1, cut + 1);
        while (first > 0 && _competing[first - 1].CompareKeys(_competing[cut]) == 0) first--;
        while (end < _competing.Length && _competing[end].CompareKeys(_competing[cut]) == 0) end++;
        return (first, end - first, cut - first);
    }

    private static Reason[] WhyOf(Recommendation recommendation) => recommendation switch
    {
        Recommendation.Select => [new Reason.AboveEntry()],
        Recommendation.Reserve or Recommendation.NoPlace => [new Reason.AboveEntry(), new Reason.NoPlace()],
        Recommendation.BelowLine => [new Reason.BelowEntry()],
        Recommendation.Retain => [new Reason.AboveExit()],
        Recommendation.BelowExit => [new Reason.BelowExit()],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
