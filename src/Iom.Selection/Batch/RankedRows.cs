using Iom.Selection.Ranking;

namespace Iom.Selection.Batch;

/// <summary>The rows of <c>ranking.csv</c> before they are written: everybody by number, ranked people first.</summary>
internal sealed class RankedRows
{
    private readonly PlaceAllocation _places;
    private readonly PlacedPerson[] _ranked;
    private readonly int[] _others;

    /// <param name="standings">Everybody.</param>
    /// <param name="places">Who gets a place.</param>
    /// <param name="ranked">What is said of ranked people, in rank order.</param>
    /// <param name="others">The people who are not ranked, by id.</param>
    /// <param name="idOf">A person's id in UTF-8.</param>
    public RankedRows(ScoreTable standings, PlaceAllocation places, PlacedPerson[] ranked, int[] others, PersonId idOf)
    {
        (ScoreTable, _places, _ranked, _others, IdOf) = (standings, places, ranked, others, idOf);
    }

    /// <summary>A person's id in UTF-8.</summary>
    public delegate ReadOnlySpan<byte> PersonId(int person);

    public ScoreTable ScoreTable { get; }

    public PersonId IdOf { get; }

    public PlaceAllocation Places => _places;

    /// <summary>How many rows there are.</summary>
    public int Count => _ranked.Length + _others.Length;

    /// <summary>How many of them are of ranked people.</summary>
    public int RankedCount => _ranked.Length;

    /// <summary>What is said of a ranked person.</summary>
    public ref readonly PlacedPerson Ranked(int row) => ref _ranked[row];

    /// <summary>The person of a row.</summary>
    public int PersonOf(int row) => row < _ranked.Length ? _ranked[row].Person : _others[row - _ranked.Length];

    /// <summary>What is recommended of the person of a row.</summary>
    public Recommendation RecommendationOf(int row) =>
        row < _ranked.Length ? _ranked[row].Recommendation : ScoreTable.Placement(PersonOf(row)).Recommendation!.Value;

    /// <summary>Why it is recommended.</summary>
    public IEnumerable<Reason> Reasons(int row) => row < _ranked.Length ? _places.Reasons(_ranked[row]) : ScoreTable.Placement(PersonOf(row)).Reasons;

    /// <summary>Whether the person of a row is on the panel's list: members, selected, tied, reserve, nominated.</summary>
    public bool IsForPanel(int row)
    {
        var person = PersonOf(row);
        return ScoreTable.IsMember(person) || ScoreTable.IsNominated(person)
            || (row < _ranked.Length && (_ranked[row].IsTied || _ranked[row].Recommendation is Recommendation.Select or Recommendation.Reserve));
    }

    /// <summary>The rows of the panel's list.</summary>
    public IEnumerable<int> ForPanel() => Enumerable.Range(0, Count).Where(IsForPanel);

    /// <summary>All of them in figures.</summary>
    public ProposalSummary Summary(string seed, int capacity)
    {
        var byRecommendation = new int[Enum.GetValues<Recommendation>().Length];
        for (var row = 0; row < Count; row++) byRecommendation[(int)RecommendationOf(row)]++;
        var people = Enumerable.Range(0, ScoreTable.Count);
        return new ProposalSummary
        {
            Seed = seed,
            Capacity = capacity,
            MemberCount = _places.MemberCount,
            FreePlaces = _places.FreePlaces,
            ReadCount = Count,
            RankedCount = _ranked.Length,
            TiedCount = _ranked.Count(placed => placed.IsTied),
            PlacesDrawn = _places.PlacesDrawn,
            IncompleteCount = _ranked.Count(placed => placed.IsIncomplete),
            ProvisionalCount = _ranked.Count(placed => placed.IsProvisional),
            NominatedCount = people.Count(ScoreTable.IsNominated),
            FlaggedCount = people.Count(ScoreTable.IsFlagged),
            ByRecommendation = Enum.GetValues<Recommendation>().ToDictionary(recommendation => recommendation, recommendation => byRecommendation[(int)recommendation]),
        };
    }
}
