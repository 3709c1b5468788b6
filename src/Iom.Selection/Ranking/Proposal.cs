using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Policies;

namespace Iom.Selection.Ranking;

/// <summary>Everybody assessed, ranked where they can be, with a recommendation for the places there are.</summary>
public sealed class Proposal
{
    private Proposal(string seed, int capacity, int memberCount, ImmutableArray<ProposalRow> rows, PlaceAllocation places) =>
        (Seed, Capacity, MemberCount, Rows, Places) = (seed, capacity, memberCount, rows, places);

    /// <summary>The seed of the draw: the policy's hash, a slash, the as-of date.</summary>
    public string Seed { get; }

    /// <summary>How many places there are.</summary>
    public int Capacity { get; }

    /// <summary>How many people are members; each keeps the place until a decision.</summary>
    public int MemberCount { get; }

    /// <summary>How many places are free: capacity less all members, never under 0.</summary>
    public int FreePlaces => Math.Max(0, Capacity - MemberCount);

    /// <summary>Everybody: ranked people first, by rank; the others after, by id.</summary>
    public ImmutableArray<ProposalRow> Rows { get; }

    /// <summary>Who would get a place if somebody ranked elsewhere.</summary>
    internal PlaceAllocation Places { get; }

    /// <summary>Makes the proposal for a number of places.</summary>
    /// <param name="policy">The policy by which the people were assessed.</param>
    /// <param name="asOf">The date as of which they were assessed.</param>
    /// <param name="capacity">How many places there are in all cohorts together, 0 or more.</param>
    /// <param name="assessments">Each person once, in any order.</param>
    /// <returns>The proposal; the same for any order of the assessments.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    /// <exception cref="ArgumentException">A person is assessed twice, or by another policy, or as of another date.</exception>
    public static Proposal For(Policy policy, DateOnly asOf, int capacity, IReadOnlyCollection<Assessment> assessments)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentNullException.ThrowIfNull(assessments);

        if (assessments.Any(assessment => assessment.Scorer.Policy.Sha256 != policy.Sha256 || assessment.Scorer.AsOf != asOf))
            throw new ArgumentException("An assessment was made by another policy or as of another date.", nameof(assessments));
        if (assessments.DistinctBy(assessment => assessment.OffenderId).Count() != assessments.Count)
            throw new ArgumentException("A person is assessed twice.", nameof(assessments));

        var seed = string.Create(CultureInfo.InvariantCulture, $"{policy.Sha256}/{asOf:yyyy-MM-dd}");
        var draw = new Contender.Draw(seed);
        var ranked = assessments.Where(assessment => assessment.IsRanked)
            .Select(assessment => Contender.Of(assessment, Standing.AsKnown(assessment.Placement, assessment.Scorecard!), policy, draw)).ToArray();
        Array.Sort(ranked, (a, b) => a.Compare(b));

        var memberCount = assessments.Count(assessment => assessment.IsMember);
        var places = new PlaceAllocation(policy, draw, ranked, Math.Max(0, capacity - memberCount));

        var rows = ImmutableArray.CreateBuilder<ProposalRow>(assessments.Count);
        for (var i = 0; i < ranked.Length; i++) rows.Add(places.Row(ranked[i].Assessment, rank: i + 1));
        rows.AddRange(assessments.Where(assessment => !assessment.IsRanked).OrderBy(assessment => assessment.OffenderId).Select(NotRanked));
        return new Proposal(seed, capacity, memberCount, rows.MoveToImmutable(), places);
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
        Reasons = assessment.Placement.Reasons,
        ShowsPoints = false,
    };
}
