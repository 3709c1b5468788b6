using System.ComponentModel;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.Groups;

/// <summary>A run as it was made: who was read, and what was proposed.</summary>
/// <param name="Assessor">Assessed everybody, by the policy and as of the date.</param>
/// <param name="Capacity">How many places there were.</param>
/// <param name="People">Everybody's records; may be made anew whenever they are looked at.</param>
/// <param name="Rows">What was proposed of everybody: ranked people first, by rank; the others after, by id.</param>
/// <param name="Seed">The seed of the draw.</param>
/// <param name="FreePlaces">How many places were free.</param>
public sealed record AuditedRun(Assessor Assessor, int Capacity, IEnumerable<CaseFile> People, IReadOnlyList<RankingRow> Rows, string Seed, int FreePlaces)
{
    /// <summary>Makes a run.</summary>
    /// <param name="assessor">Assesses everybody.</param>
    /// <param name="capacity">How many places there are, 0 or more.</param>
    /// <param name="people">Everybody's records, each person once.</param>
    /// <returns>The run.</returns>
    public static AuditedRun Create(Assessor assessor, int capacity, IReadOnlyList<CaseFile> people)
    {
        ArgumentNullException.ThrowIfNull(assessor);
        ArgumentNullException.ThrowIfNull(people);
        var proposal = Propose(assessor, capacity, people);
        return new AuditedRun(assessor, capacity, people, [.. proposal.Rows.Select(row => row.ToRankingRow())], proposal.Seed, proposal.FreePlaces);
    }

    /// <summary>Does something for each number from 0 to below a count, in any order; by several threads at once where whoever made the run has them.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Action<int, Action<int>> ForEach { get; init; } = (count, each) =>
    {
        for (var i = 0; i < count; i++) each(i);
    };

    /// <summary>The date that the run is for.</summary>
    public DateOnly AsOf => Assessor.Scorer.AsOf;

    internal static Proposal Propose(Assessor assessor, int capacity, IEnumerable<CaseFile> people) =>
        Proposal.For(assessor.Scorer.Policy, assessor.Scorer.AsOf, capacity, [.. people.Select(assessor.Assess)]);
}
