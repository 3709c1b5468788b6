using System.Collections.Immutable;
using Iom.Selection.Policies;

namespace Iom.Selection.Ranking;

/// <summary>Gives the free places to those who rank first, and knows who would get one if a person ranked elsewhere.</summary>
internal sealed class PlaceAllocation
{
    private const int None = -1;

    private readonly Policy _policy;
    private readonly ScoreTable _standings;
    private readonly CandidateOrdering _order;

    // Those who compete for a place: not members, at or above the entry line; in rank order.
    private readonly int[] _competing;

    // Of those who compete, the first 8 bytes of each lot; 0 where nobody is equal, so that none was drawn.
    private readonly ulong[] _lots;

    // By person: the place among those who compete, or None.
    private readonly int[] _positions;
    private readonly int _reserve;

    // The people equal in all keys between whom the last places were drawn: [First, First + People), of whom Places got one.
    private readonly (int First, int People, int Places) _tie;

    // The people equal by the matrix between whom a model gave the last places, whether a lot had a say besides or not.
    private readonly (int First, int People, int Places) _orderedByModel;

    // Found when somebody asks; the same whoever does.
    private IReadOnlyList<RowDisagreement>? _disagreements;

    public PlaceAllocation(Policy policy, ScoreTable standings, Draw draw, Draw.IdOf idOf, int capacity, CandidateOrdering.RunEach? runEach = null)
    {
        (_policy, _standings) = (policy, standings);
        _order = new CandidateOrdering(policy, standings, draw, idOf, runEach);
        (Ranked, var lots) = _order.Sorted();
        for (var person = 0; person < standings.Count; person++)
        {
            if (standings.IsMember(person)) MemberCount++;
        }
        FreePlaces = Math.Max(0, capacity - MemberCount);

        (_competing, _lots) = (new int[Ranked.Length], new ulong[Ranked.Length]);
        _positions = new int[standings.Count];
        Array.Fill(_positions, None);
        var count = 0;
        for (var i = 0; i < Ranked.Length; i++)
        {
            if (standings.IsMember(Ranked[i]) || standings.Least(Ranked[i]) < policy.EntryFrom) continue;
            (_competing[count], _lots[count], _positions[Ranked[i]]) = (Ranked[i], lots[i], count);
            count++;
        }
        Array.Resize(ref _competing, count);
        Array.Resize(ref _lots, count);
        _reserve = policy.Reserve + Ranked.Count(person => standings.IsMember(person) && IsBelowExit(standings.Most(person)));
        _tie = Tie(_order.AreTied);
        if (policy.TieBreakModel is not null && Tie(_order.AreEqualByMatrix) is { People: > 0 } equal && equal != _tie) _orderedByModel = equal;
    }

    /// <summary>Everybody.</summary>
    public ScoreTable ScoreTable => _standings;

    /// <summary>Everybody who is ranked, by number, in rank order.</summary>
    public int[] Ranked { get; }

    /// <summary>How many people are members; each keeps the place until a decision.</summary>
    public int MemberCount { get; }

    /// <summary>How many places are free: capacity less all members, never under 0.</summary>
    public int FreePlaces { get; }

    /// <summary>How many places fell by lot to people equal in all keys.</summary>
    public int PlacesDrawn => _tie.Places;

    /// <summary>The model's points of a person; null where there is no model.</summary>
    public int? ModelPoints(int person) => _standings.HasModel ? _standings.Model(person) : null;

    /// <summary>How many places a model gave to some of those who are equal by the matrix.</summary>
    public int PlacesOrderedByModel => _orderedByModel.Places;

    /// <summary>Where the model and the matrix would give the same places to others: of those at or above the entry line who are no members.</summary>
    /// <returns>The places in <see cref="Ranked"/>, rising, each with whether the model would give that person a place. Who is level with the last whom the model would take is in no disagreement.</returns>
    public IReadOnlyList<RowDisagreement> ModelDisagreements() => _disagreements ??= FindModelDisagreements();

    /// <summary>What is said of a ranked person.</summary>
    /// <param name="index">The place in <see cref="Ranked"/>.</param>
    public PlacedPerson Place(int index)
    {
        var person = Ranked[index];
        var position = _positions[person];
        var (least, most) = (_standings.Least(person), _standings.Most(person));
        var recommendation = Recommend(person, least, most, position);
        return new PlacedPerson(
            person, index + 1, recommendation,
            IsTied: IsIn(position, _tie),
            IsOrderedByModel: IsIn(position, _orderedByModel),
            IsProvisional: _standings.HasPlacementAtMost(person) && RecommendAtMost(person, most) != recommendation,
            IsIncomplete: least != most,
            // The tie and the reserve lie at or above the line.
            ShowsPoints: _standings.IsMember(person) || position >= 0);
    }

    /// <summary>Why what is said of a ranked person is said, most important first.</summary>
    public ImmutableArray<Reason> Reasons(in PlacedPerson placed)
    {
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        reasons.AddRange(WhyOf(placed.Recommendation));
        if (placed.IsOrderedByModel) reasons.Add(new Reason.OrderedByModel(_orderedByModel.Places, _orderedByModel.People));
        if (placed.IsTied) reasons.Add(new Reason.Tie(_tie.Places, _tie.People));
        if (placed.IsIncomplete) reasons.Add(new Reason.Incomplete());
        return reasons.ToImmutable();
    }

    /// <summary>The cohort that a ranked person is in; null for a member who fits none.</summary>
    public string? Cohort(int person) => _standings.CohortOf(person) is >= 0 and var cohort ? _policy.Cohorts[cohort].Id : null;

    /// <summary>The recommendation if a person's standing were another, everybody else as they are.</summary>
    public Recommendation RecommendAs(int person, CandidateState standing)
    {
        if (standing.Placement.Recommendation is { } notRanked) return notRanked;
        var position = _positions[person];
        if (_standings.IsMember(person) || standing.Least < _policy.EntryFrom) return Recommend(person, standing.Least, standing.Most, position);

        var (low, high) = (0, _competing.Length);
        ulong? own = null;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var other = _competing[middle];
            var order = _order.CompareKeys(other, standing);
            if (order == 0 && other != person)
            {
                own ??= LotOf(person);
                order = LotOf(other).CompareTo(own.Value);
                if (order == 0) order = _order.CompareLots(other, person);
            }
            if (order < 0) low = middle + 1;
            else high = middle;
        }
        // The person's own place of now is not ahead of them.
        return Recommend(person, standing.Least, standing.Most, position >= 0 && position < low ? low - 1 : low);
    }

    private ulong LotOf(int person) => _positions[person] is >= 0 and var position && _lots[position] is not 0 and var lot ? lot : _order.FirstOfLot(person);

    private Recommendation RecommendAtMost(int person, int most)
    {
        // Most of those who lack something stay below the line whatever it is: no standing is made for them.
        var placement = _standings.PlacementAtMost(person)!;
        return placement.Recommendation ?? (_standings.IsMember(person) || most < _policy.EntryFrom
            ? Recommend(person, most, most, None)
            : RecommendAs(person, _standings.AtMost(person)));
    }

    private Recommendation Recommend(int person, int least, int most, int position)
    {
        if (_standings.IsMember(person)) return IsBelowExit(most) ? Recommendation.BelowExit : Recommendation.Retain;
        if (least < _policy.EntryFrom) return Recommendation.BelowLine;
        if (position < FreePlaces) return Recommendation.Select;
        return position < (long)FreePlaces + _reserve ? Recommendation.Reserve : Recommendation.NoPlace;
    }

    private bool IsBelowExit(int most) => most < _policy.ExitBelow;

    private List<RowDisagreement> FindModelDisagreements()
    {
        if (!_standings.HasModel || FreePlaces == 0 || FreePlaces >= _competing.Length) return [];
        int[] byModel = [.. _competing];
        Array.Sort(byModel, _order.CompareByModel);
        var last = byModel[FreePlaces - 1];
        var found = new List<RowDisagreement>();
        for (var index = 0; index < Ranked.Length; index++)
        {
            if (_positions[Ranked[index]] is not (>= 0 and var position)) continue;
            var order = _order.CompareByModel(Ranked[index], last);
            if (position < FreePlaces && order > 0) found.Add(new RowDisagreement(index, false));
            if (position >= FreePlaces && order < 0) found.Add(new RowDisagreement(index, true));
        }
        return found;
    }

    private static bool IsIn(int position, (int First, int People, int Places) tie) => position >= tie.First && position < tie.First + tie.People;

    private (int First, int People, int Places) Tie(Func<int, int, bool> areEqual)
    {
        var cut = FreePlaces;
        if (cut == 0 || cut >= _competing.Length || !areEqual(_competing[cut - 1], _competing[cut])) return default;
        var (first, end) = (cut - 1, cut + 1);
        while (first > 0 && areEqual(_competing[first - 1], _competing[cut])) first--;
        while (end < _competing.Length && areEqual(_competing[end], _competing[cut])) end++;
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
