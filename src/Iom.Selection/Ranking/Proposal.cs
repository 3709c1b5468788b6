using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Ranking;

/// <summary>Everybody assessed, ranked where they can be, with a recommendation for the places there are.</summary>
public sealed class Proposal
{
    private readonly Lazy<Dictionary<OffenderId, int>> _numbers;
    private readonly Lazy<Dictionary<OffenderId, ProposalRow>> _rowsById;

    private readonly ImmutableArray<string> _factorIds;

    private Proposal(Policy policy, string seed, int capacity, ImmutableArray<ProposalRow> rows, PlaceAllocation places, Assessment[] people)
    {
        _factorIds = [.. policy.Factors.Select(factor => factor.Id)];
        (Seed, Capacity, Rows, Places, Assessed) = (seed, capacity, rows, places, people);
        _rowsById = new(() => rows.ToDictionary(row => row.OffenderId));
        _numbers = new(() => people.Select((assessment, number) => (assessment.OffenderId, number)).ToDictionary(pair => pair.OffenderId, pair => pair.number));
    }

    /// <summary>The seed of the draw: the policy's hash, a slash, the as-of date; where the policy names a source of a value, a slash and that value.</summary>
    public string Seed { get; }

    /// <summary>How many places there are.</summary>
    public int Capacity { get; }

    /// <summary>How many people are members; each keeps the place until a decision.</summary>
    public int MemberCount => Places.MemberCount;

    /// <summary>How many places are free: capacity less all members, never under 0.</summary>
    public int FreePlaces => Places.FreePlaces;

    /// <summary>Everybody: ranked people first, by rank; the others after, by id.</summary>
    public ImmutableArray<ProposalRow> Rows { get; }

    /// <summary>Who would get a place if somebody ranked elsewhere.</summary>
    internal PlaceAllocation Places { get; }

    /// <summary>Everybody, by the number by which <see cref="Places"/> knows them.</summary>
    internal IReadOnlyList<Assessment> Assessed { get; }

    /// <summary>Makes the proposal for a number of places.</summary>
    /// <param name="policy">The policy by which the people were assessed.</param>
    /// <param name="asOf">The date as of which they were assessed.</param>
    /// <param name="capacity">How many places there are in all cohorts together, 0 or more.</param>
    /// <param name="assessments">Each person once, in any order.</param>
    /// <returns>The proposal; the same for any order of the assessments.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    /// <exception cref="ArgumentException">A person is assessed twice, or by another policy, or as of another date; or the policy waits for the value of its draw.</exception>
    public static Proposal For(Policy policy, DateOnly asOf, int capacity, IReadOnlyCollection<Assessment> assessments)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentNullException.ThrowIfNull(assessments);

        if (assessments.Any(assessment => assessment.Scorer.Policy.Sha256 != policy.Sha256 || assessment.Scorer.AsOf != asOf || assessment.Scorer.HasModel != policy.LoadedModel is not null))
            throw new ArgumentException("An assessment was made by another policy, with another model or as of another date.", nameof(assessments));
        if (assessments.DistinctBy(assessment => assessment.OffenderId).Count() != assessments.Count)
            throw new ArgumentException("A person is assessed twice.", nameof(assessments));

        var seed = SeedOf(policy, asOf);
        Assessment[] people = [.. assessments];
        var draw = new Draw(seed);
        var places = new PlaceAllocation(
            policy, StandingsOf(people, policy), draw, person => Encoding.UTF8.GetBytes(people[person].OffenderId.Value), capacity);

        var rows = ImmutableArray.CreateBuilder<ProposalRow>(people.Length);
        for (var i = 0; i < places.Ranked.Length; i++) rows.Add(Ranked(places.Place(i), people[places.Ranked[i]], places));
        rows.AddRange(people.Where(assessment => !assessment.IsRanked).OrderBy(assessment => assessment.OffenderId).Select(NotRanked));
        return new Proposal(policy, seed, capacity, rows.MoveToImmutable(), places, people);
    }

    /// <summary>The row of a person.</summary>
    /// <param name="id">Who.</param>
    /// <returns>The row; null for somebody who was not assessed.</returns>
    public ProposalRow? Find(OffenderId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _rowsById.Value.GetValueOrDefault(id);
    }

    /// <summary>The proposal as a <c>ranking.csv</c> with all points has it.</summary>
    /// <returns>A row for everybody.</returns>
    public RankingTable ToTable() => new(_factorIds, [.. Rows.Select(row => row.ToRankingRow())]);

    /// <summary>Where the model that the policy names and the matrix would give the same places to others.</summary>
    /// <returns>By rank: the rows, each with whether the model would give that person a place. Of members, and of people below the entry line, a model says nothing; who is level with the last whom it would take is in no disagreement. Empty where the policy names none.</returns>
    public IReadOnlyList<ModelDisagreement> ModelDisagreements() => [.. Places.ModelDisagreements().Select(found => new ModelDisagreement(Rows[found.Row], found.IsPlacedByModel))];

    /// <summary>The number by which <see cref="Places"/> knows a person.</summary>
    internal int NumberOf(OffenderId id) => _numbers.Value[id];

    private static ScoreTable StandingsOf(Assessment[] people, Policy policy)
    {
        var standings = new ScoreTable(people.Length, policy.Factors.Length, policy.LoadedModel is not null);
        for (var person = 0; person < people.Length; person++) standings.Set(person, people[person]);
        return standings;
    }

    private static ProposalRow Ranked(in PlacedPerson placed, Assessment assessment, PlaceAllocation places) => new()
    {
        OffenderId = assessment.OffenderId,
        Rank = placed.Rank,
        Recommendation = placed.Recommendation,
        Cohort = places.Cohort(placed.Person),
        IsMember = assessment.IsMember,
        IsNominated = assessment.IsNominated,
        IsFlagged = assessment.IsFlagged,
        IsTied = placed.IsTied,
        IsProvisional = placed.IsProvisional,
        ModelPoints = places.ModelPoints(placed.Person),
        Scorecard = assessment.Scorecard,
        ToSettleCount = assessment.ToSettleCount,
        Reasons = Reason.ToSettle.Append(places.Reasons(placed), assessment.ToSettleCount),
        ShowsPoints = placed.ShowsPoints,
    };

    /// <summary>The seed of the draw for a policy and a date, for whoever draws elsewhere; see docs/lot.md.</summary>
    /// <param name="policy">The policy; with the value that its draw waits for, if it waits for one.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>The policy's hash, the date and that value, with slashes between them.</returns>
    /// <exception cref="ArgumentException">The draw waits for a value; or the policy names a model that was not given, or that says nothing of the date.</exception>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public static string SeedOf(Policy policy, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(policy);
        try
        {
            policy.RequireModel(asOf);
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException(e.Message, nameof(policy), e);
        }
        if (policy is { LotSource: not null, LotValue: null })
            throw new ArgumentException("The policy draws lots by a value that is known only later (ranking.lot): give it with Policy.WithLotValue.", nameof(policy));
        return string.Create(CultureInfo.InvariantCulture, $"{policy.Sha256}/{asOf:yyyy-MM-dd}{(policy.LotValue is null ? "" : $"/{policy.LotValue}")}");
    }

    private static ProposalRow NotRanked(Assessment assessment) => new()
    {
        OffenderId = assessment.OffenderId,
        Rank = null,
        Recommendation = assessment.Placement.Recommendation!.Value,
        Cohort = null,
        IsMember = assessment.IsMember,
        IsNominated = assessment.IsNominated,
        IsFlagged = assessment.IsFlagged,
        IsTied = false,
        IsProvisional = null,
        Scorecard = null,
        ToSettleCount = assessment.ToSettleCount,
        Reasons = Reason.ToSettle.Append(assessment.Placement.Reasons, assessment.ToSettleCount),
        ShowsPoints = false,
    };
}
