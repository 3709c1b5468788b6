using Iom.Selection.Offenders;
using Iom.Selection.Ranking;

namespace Iom.Selection.Fairness;

/// <summary>A run as it was made: who was read, and what was proposed.</summary>
/// <param name="Assessor">Assessed everybody, by the policy and as of the date.</param>
/// <param name="Capacity">How many places there were.</param>
/// <param name="People">Everybody's records.</param>
/// <param name="Proposal">What was proposed.</param>
public sealed record AuditedRun(Assessor Assessor, int Capacity, IReadOnlyList<CaseFile> People, Proposal Proposal)
{
    /// <summary>Makes a run.</summary>
    /// <param name="assessor">Assesses everybody.</param>
    /// <param name="capacity">How many places there are, 0 or more.</param>
    /// <param name="people">Everybody's records, each person once.</param>
    /// <returns>The run.</returns>
    public static AuditedRun Of(Assessor assessor, int capacity, IReadOnlyList<CaseFile> people)
    {
        ArgumentNullException.ThrowIfNull(assessor);
        ArgumentNullException.ThrowIfNull(people);
        return new AuditedRun(assessor, capacity, people, Propose(assessor, capacity, people));
    }

    /// <summary>The date that the run is for.</summary>
    public DateOnly AsOf => Assessor.Scorer.AsOf;

    internal static Proposal Propose(Assessor assessor, int capacity, IEnumerable<CaseFile> people) =>
        Proposal.For(assessor.Scorer.Policy, assessor.Scorer.AsOf, capacity, [.. people.Select(assessor.Assess)]);
}
