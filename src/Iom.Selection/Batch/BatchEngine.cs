using System.ComponentModel;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Batch;

/// <summary>Scores and ranks people who are numbers, however many: by one policy, as of one date.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BatchEngine
{
    private readonly ScoreTable _table;
    private readonly CodeClass[] _codes;

    /// <summary>Makes an engine.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="catalogue">What offence codes mean.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="supplied">Which optional extracts were supplied.</param>
    /// <param name="people">How many people there are.</param>
    /// <param name="codes">The codes of offences, by number.</param>
    /// <exception cref="ArgumentException">The policy waits for the value of its draw, or for its model.</exception>
    public BatchEngine(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, SuppliedExtracts supplied, int people, IEnumerable<string> codes)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(codes);
        Assessor = new Assessor(new Scorer(policy, catalogue, asOf, supplied));
        Seed = Proposal.SeedOf(policy, asOf);
        _table = new ScoreTable(people, policy.Factors.Length, Assessor.Scorer.HasModel);
        _codes = [.. codes.Select(Assessor.Scorer.Classify)];
    }

    /// <summary>Assesses one person by the same policy and date.</summary>
    public Assessor Assessor { get; }

    /// <summary>The seed of the draw, as <see cref="Proposal.Seed"/>.</summary>
    public string Seed { get; }

    /// <summary>Makes what scores people, for one thread.</summary>
    /// <returns>A scorer; several may work at once on different people.</returns>
    public BatchScorer NewScorer() => new(Assessor, _codes, _table);

    /// <summary>Puts everybody in order, once all have been scored, and gives no places.</summary>
    /// <param name="idOf">A person's id in UTF-8.</param>
    /// <param name="runEach">Runs a work for each number below one, on whichever threads.</param>
    /// <returns>The order.</returns>
    public RankOrder Order(RankedRows.PersonId idOf, Action<int, Action<int>> runEach)
    {
        ArgumentNullException.ThrowIfNull(idOf);
        ArgumentNullException.ThrowIfNull(runEach);
        return new RankOrder(
            Assessor, Seed, _table,
            new CandidateOrdering(Assessor.Scorer.Policy, _table, new Draw(Seed), person => idOf(person), (works, work) => runEach(works, work)), runEach);
    }

    /// <summary>Ranks everybody, once all have been scored.</summary>
    /// <param name="capacity">How many places there are.</param>
    /// <param name="idOf">A person's id in UTF-8.</param>
    /// <param name="sortById">Puts people, by number, in the order of their ids.</param>
    /// <param name="toSettle">How many matters the agencies have to settle about a person.</param>
    /// <param name="runEach">Runs a work for each number below one, on whichever threads.</param>
    /// <returns>The rows.</returns>
    public RankedRows Rank(int capacity, RankedRows.PersonId idOf, Action<int[]> sortById, Func<int, int> toSettle, Action<int, Action<int>> runEach)
    {
        ArgumentNullException.ThrowIfNull(idOf);
        ArgumentNullException.ThrowIfNull(sortById);
        ArgumentNullException.ThrowIfNull(toSettle);
        ArgumentNullException.ThrowIfNull(runEach);
        return RankedRows.Make(Assessor, Seed, _table, capacity, idOf, sortById, person => toSettle(person), runEach);
    }
}
