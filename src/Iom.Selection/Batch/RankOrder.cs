using System.Collections.Immutable;
using System.ComponentModel;
using Iom.Selection.Ranking;

namespace Iom.Selection.Batch;

/// <summary>Everybody as a policy puts them, before any place is given: for those who ask what an order was worth.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RankOrder
{
    private const int PeopleAtOnce = 1 << 14;

    private readonly ScoreTable _table;

    internal RankOrder(Assessor assessor, string seed, ScoreTable table, CandidateOrdering ordering, Action<int, Action<int>> runEach)
    {
        (Assessor, Seed, _table) = (assessor, seed, table);
        Ranked = ordering.Sorted().People;
        // By position: the number of the tie, from 0. First, whether a tie begins there.
        Ties = new int[Ranked.Length];
        runEach((Ties.Length + PeopleAtOnce - 1) / PeopleAtOnce, part =>
        {
            for (var i = Math.Max(1, part * PeopleAtOnce); i < Math.Min(Ties.Length, (part + 1) * PeopleAtOnce); i++) Ties[i] = ordering.AreTied(Ranked[i - 1], Ranked[i]) ? 0 : 1;
        });
        for (var i = 1; i < Ties.Length; i++) Ties[i] += Ties[i - 1];
    }

    /// <summary>Assessed everybody.</summary>
    public Assessor Assessor { get; }

    /// <summary>The seed of the draw.</summary>
    public string Seed { get; }

    /// <summary>How many factors the matrix has.</summary>
    public int FactorCount => _table.FactorCount;

    internal int[] Ranked { get; }

    internal int[] Ties { get; }

    /// <summary>Whether a person is in scope.</summary>
    /// <param name="person">The person's number.</param>
    /// <returns>Whatever the rules say of the person.</returns>
    public bool IsInScope(int person) => _table.Placement(person).Recommendation != Recommendation.NotInScope;

    /// <summary>Whether a person takes part in the ranking.</summary>
    internal bool IsRanked(int person) => _table.IsRanked(person);

    /// <summary>Why a person does not take part; empty for one who does.</summary>
    internal ImmutableArray<Reason> ReasonsOf(int person) => _table.Placement(person).Reasons;

    internal bool IsMember(int person) => _table.IsMember(person);

    /// <summary>The index of a ranked person's cohort; -1 for a member who fits none.</summary>
    internal int CohortOf(int person) => _table.CohortOf(person);

    internal int Least(int person) => _table.Least(person);

    internal int Most(int person) => _table.Most(person);

    internal ReadOnlySpan<ushort> LeastPoints(int person) => _table.LeastPoints(person);

    internal ReadOnlySpan<ushort> MostPoints(int person) => _table.MaxPoints(person);
}
