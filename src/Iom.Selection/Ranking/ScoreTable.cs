using System.Collections.Immutable;

namespace Iom.Selection.Ranking;

/// <summary>What decides everybody's place, in columns: a person is a number from 0, and costs some tens of bytes.</summary>
/// <remarks>Different people may be set by different threads at once, but not while <see cref="Resize"/> runs.</remarks>
internal sealed class ScoreTable(int count, int factorCount, bool hasModel = false)
{
    // What stands for a placement. Below InNoCohort come the cohorts, the first of the policy first.
    private const int Unknown = 0;
    private const int NotInScope = 1;
    private const int Another = 2;
    private const int InNoCohort = -1;

    // Points of a factor are 0 to 1000.
    private ushort[] _least = new ushort[(long)count * factorCount];
    private ushort[] _most = new ushort[(long)count * factorCount];
    private (int Least, int Most)[] _totals = new (int, int)[count];
    private PersonMarks[] _marks = new PersonMarks[count];

    // Nearly everybody is ranked or not in scope, which a number says. References, each of which the collector looks at, are there for the others alone.
    private int[] _placements = new int[count];
    private int[] _atMost = new int[count];
    private Placement?[] _otherPlacements = new Placement?[count];
    private Placement?[] _otherAtMost = new Placement?[count];

    // By a model; nothing where there is none.
    private int[] _model = new int[hasModel ? count : 0];
    private int[] _modelAtMost = new int[hasModel ? count : 0];

    public int Count => _placements.Length;

    /// <summary>Whether a model says something of people too.</summary>
    public bool HasModel => hasModel;

    public int FactorCount => factorCount;

    /// <summary>Makes room for more people, or takes away room that nobody needed.</summary>
    /// <param name="people">How many there are from now on.</param>
    public void Resize(int people)
    {
        Array.Resize(ref _least, checked(people * factorCount));
        Array.Resize(ref _most, checked(people * factorCount));
        Array.Resize(ref _totals, people);
        Array.Resize(ref _marks, people);
        Array.Resize(ref _placements, people);
        Array.Resize(ref _atMost, people);
        Array.Resize(ref _otherPlacements, people);
        Array.Resize(ref _otherAtMost, people);
        if (!hasModel) return;
        Array.Resize(ref _model, people);
        Array.Resize(ref _modelAtMost, people);
    }

    /// <summary>Sets someone who is not in scope, and has no points.</summary>
    public void Set(int person, Placement placement, PersonMarks marks)
    {
        SetPlacement(person, placement, null);
        _marks[person] = marks;
    }

    /// <summary>Sets someone who has points.</summary>
    public void Set(int person, Placement placement, Placement? atMost, PersonMarks marks, ReadOnlySpan<ushort> least, ReadOnlySpan<ushort> most)
    {
        SetPlacement(person, placement, atMost);
        _marks[person] = marks;
        least.CopyTo(_least.AsSpan(person * factorCount, factorCount));
        most.CopyTo(_most.AsSpan(person * factorCount, factorCount));
        _totals[person] = (Sum(least), Sum(most));
    }

    /// <summary>Sets someone whose points at most are known in all, and not by factor: <see cref="MaxPoints"/> says nothing of them.</summary>
    public void Set(int person, Placement placement, PersonMarks marks, ReadOnlySpan<ushort> least, int most)
    {
        SetPlacement(person, placement, null);
        _marks[person] = marks;
        least.CopyTo(_least.AsSpan(person * factorCount, factorCount));
        _totals[person] = (Sum(least), most);
    }

    /// <summary>Sets someone as they stand in another table of the same people and factors.</summary>
    public void Set(int person, ScoreTable other)
    {
        SetPlacement(person, other.Placement(person), other.PlacementAtMost(person));
        (_marks[person], _totals[person]) = (other._marks[person], other._totals[person]);
        other.LeastPoints(person).CopyTo(_least.AsSpan(person * factorCount, factorCount));
        other.MaxPoints(person).CopyTo(_most.AsSpan(person * factorCount, factorCount));
        if (hasModel) SetModel(person, other._model[person], other._modelAtMost[person]);
    }

    /// <summary>Sets what the model gives somebody.</summary>
    /// <param name="person">Who.</param>
    /// <param name="points">With what is missing at its least.</param>
    /// <param name="atMost">With each missing reading at the value that gives most points by the matrix.</param>
    public void SetModel(int person, int points, int atMost) => (_model[person], _modelAtMost[person]) = (points, atMost);

    /// <summary>Sets someone as they were assessed.</summary>
    public void Set(int person, Assessment assessment) => Set(person, assessment, assessment.Placement, assessment.PlacementAtMost);

    /// <summary>Sets someone as they were assessed, with placements that are shared with all to whom the same applies.</summary>
    public void Set(int person, Assessment assessment, Placement placement, Placement? atMost)
    {
        var marks = (assessment.IsMember ? PersonMarks.Member : 0) | (assessment.IsNominated ? PersonMarks.Nominated : 0) | (assessment.IsFlagged ? PersonMarks.Flagged : 0);
        if (assessment.Scorecard is not { } scorecard) Set(person, placement, marks);
        else Set(person, placement, atMost, marks, Points(scorecard, least: true), Points(scorecard, least: false));
        if (hasModel && assessment.Scorecard is { } scored)
        {
            var (scorer, readings) = (assessment.Scorer, scored.Contributions.Select(contribution => contribution.Reading).ToArray());
            SetModel(person, scorer.ModelPointsOf(readings), scorer.ModelPointsOf([.. readings.Select((reading, i) => scorer.AtMost(i, reading))]));
        }

        static ushort[] Points(Scoring.Scorecard scorecard, bool least) =>
            [.. scorecard.Contributions.Select(contribution => (ushort)(least ? contribution.Least : contribution.Most).Value)];
    }

    public Placement Placement(int person) => PlacementOf(_placements[person], _otherPlacements, person)!;

    /// <summary>Whether the person is ranked.</summary>
    public bool IsRanked(int person) => _placements[person] <= InNoCohort;

    /// <summary>The index of a ranked person's cohort in the policy; -1 for a member who fits none, and for all who are not ranked.</summary>
    public int CohortOf(int person) => IsRanked(person) ? InNoCohort - 1 - _placements[person] : -1;

    /// <summary>Whether some reading is missing, so that there is a placement at most.</summary>
    public bool HasPlacementAtMost(int person) => _atMost[person] != Unknown;

    /// <summary>The placement with every missing reading at the value that gives most points; null where no reading is missing.</summary>
    public Placement? PlacementAtMost(int person) => PlacementOf(_atMost[person], _otherAtMost, person);

    public bool IsMember(int person) => (_marks[person] & PersonMarks.Member) != 0;

    public bool IsNominated(int person) => (_marks[person] & PersonMarks.Nominated) != 0;

    public bool IsFlagged(int person) => (_marks[person] & PersonMarks.Flagged) != 0;

    /// <summary>The points that rank, by factor.</summary>
    public ReadOnlySpan<ushort> LeastPoints(int person) => _least.AsSpan(person * factorCount, factorCount);

    /// <summary>The most points there can be, by factor.</summary>
    public ReadOnlySpan<ushort> MaxPoints(int person) => _most.AsSpan(person * factorCount, factorCount);

    public int Least(int person) => _totals[person].Least;

    public int Most(int person) => _totals[person].Most;

    /// <summary>The model's points; 0 where there is no model.</summary>
    public int Model(int person) => hasModel ? _model[person] : 0;

    /// <summary>The standing with every missing reading at the value that gives most points.</summary>
    public CandidateState AtMost(int person) => new(PlacementAtMost(person)!, Points(MaxPoints(person)), Most(person)) { Model = hasModel ? _modelAtMost[person] : 0 };

    private void SetPlacement(int person, Placement placement, Placement? atMost)
    {
        (_placements[person], _atMost[person]) = (NumberOf(placement), NumberOf(atMost));
        if (_placements[person] == Another) _otherPlacements[person] = placement;
        if (_atMost[person] == Another) _otherAtMost[person] = atMost;
    }

    private static int NumberOf(Placement? placement) =>
        placement is null ? Unknown
        : placement.IsRanked ? InNoCohort - 1 - placement.Cohort
        : ReferenceEquals(placement, Ranking.Placement.NotInScope) ? NotInScope
        : Another;

    private static Placement? PlacementOf(int number, Placement?[] others, int person) => number switch
    {
        Unknown => null,
        NotInScope => Ranking.Placement.NotInScope,
        Another => others[person],
        _ => Ranking.Placement.Ranked(InNoCohort - 1 - number),
    };

    private static int Sum(ReadOnlySpan<ushort> points)
    {
        var sum = 0;
        foreach (var one in points) sum += one;
        return sum;
    }

    private static ImmutableArray<int> Points(ReadOnlySpan<ushort> points)
    {
        var copy = ImmutableArray.CreateBuilder<int>(points.Length);
        foreach (var one in points) copy.Add(one);
        return copy.MoveToImmutable();
    }
}
