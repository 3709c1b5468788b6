using System.Globalization;
using System.Text;
using Iom.Selection.Policies;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Steps;

/// <summary>Writes the steps across people: lots, rank, places, tie, and the rows of <c>ranking.csv</c>.</summary>
internal sealed class RankingSteps
{
    private readonly Policy _policy;
    private readonly int _capacity;
    private readonly string _seed;
    private readonly bool _allPoints;
    private readonly Dialect _dialect;
    private readonly string? _view;
    private readonly string _person;
    private readonly IReadOnlyList<FactorColumns> _factors;
    private readonly FactorColumns[] _tieBreak;

    /// <param name="policy">The policy.</param>
    /// <param name="capacity">How many places there are.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <param name="allPoints">Whether points are shown of people below the entry line too.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="view">The view to read scorecards from; null for the step before.</param>
    /// <param name="factors">The factors, in the policy's order.</param>
    public RankingSteps(Policy policy, int capacity, string seed, bool allPoints, Dialect dialect, string? view, IReadOnlyList<FactorColumns> factors)
    {
        (_policy, _capacity, _seed, _allPoints, _dialect, _view, _factors) = (policy, capacity, seed, allPoints, dialect, view, factors);
        _person = view is null ? PersonSteps.Last : "scorecards";
        _tieBreak = [.. policy.TieBreak.Select(i => factors[i])];
    }

    /// <summary>The name of the last step.</summary>
    public const string Last = "proposal";

    /// <summary>What the rows of <see cref="Last"/> are ordered by.</summary>
    public string OrderBy => $"CASE WHEN {Rank} IS NULL THEN 1 ELSE 0 END, {Rank}, {_dialect.ByBytes("offender_id")}";

    /// <summary>The columns of <c>ranking.csv</c>, quoted, in order.</summary>
    public IEnumerable<string> Columns =>
    [
        Rank, "offender_id", "recommendation", "cohort", "member", "nominated", "flagged", "tied", "total_points", "most_points", "provisional", "to_settle",
        .. _factors.Select(factor => _dialect.Name($"points:{factor.Factor.Id}")), "reason",
    ];

    private string Rank => _dialect.Name("rank");

    private bool ByCohort => _policy.Order == RankingOrder.CohortThenPoints;

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> All()
    {
        var entry = Dialect.Whole(_policy.EntryFrom);
        if (_view is not null) yield return new("scorecards", ["scorecards, read once: where people are spread over servers they alone travel."], $"SELECT * FROM {_view}");
        yield return new("places", [$"free places: {Dialect.Whole(_capacity)} less all members, never under 0; the reserve: {Dialect.Whole(_policy.Reserve)}, and one for each ranked member below the exit line."],
            $"""
            SELECT CASE WHEN members < {Dialect.Whole(_capacity)} THEN {Dialect.Whole(_capacity)} - members ELSE 0 END AS free_places, {Dialect.Whole(_policy.Reserve)} + below_exit AS reserve_places
            FROM (
              SELECT count(CASE WHEN is_member THEN 1 END) AS members, count(CASE WHEN is_member AND not_ranked IS NULL AND most < {Dialect.Whole(_policy.ExitBelow)} THEN 1 END) AS below_exit
              FROM {_person}
            ) m
            """);
        yield return new("lots", ["the draw: HMAC-SHA-256 of the id, its key the seed of this run; see docs/lot.md."],
            $"""
            SELECT p.*{(ByCohort ? $", coalesce(cohort_number, {Dialect.Whole(_policy.Cohorts.Length + 1)}) AS cohort_place, coalesce(cohort_number_at_most, {Dialect.Whole(_policy.Cohorts.Length + 1)}) AS cohort_place_at_most" : "")},
              CASE WHEN NOT is_member AND total >= {entry} THEN 1 ELSE 0 END AS competes,
              {_dialect.Lot("offender_id", Encoding.UTF8.GetBytes(_seed))} AS lot
            FROM {_person} p WHERE not_ranked IS NULL
            """);
        yield return new("ranked", [$"rank: {(ByCohort ? "cohort, " : "")}total, {string.Concat(_tieBreak.Select(factor => $"points of {factor.Factor.Id}, "))}lot."],
            $"""
            SELECT l.*, row_number() OVER (ORDER BY {string.Join(", ", Keys.Select(key => key.Descending ? $"{key.Now} DESC" : key.Now))}, lot) AS rank_number
            FROM lots l
            """);
        yield return new("numbered", [$"those who compete for a place (no members, {entry} points or more), numbered in order of rank."],
            "SELECT r.*, sum(competes) OVER (ORDER BY rank_number ROWS UNBOUNDED PRECEDING) AS position FROM ranked r");
        yield return new("cuts", ["who stands where the free places end, and the reserve: whoever stands before them would be within."],
            $"""
            SELECT n.position AS cut, {string.Join(", ", Keys.Select((key, i) => $"n.{key.Now} AS key_{Number(i)}"))}, n.lot
            FROM numbered n CROSS JOIN places p
            WHERE n.competes = 1 AND n.position IN (p.free_places, p.free_places + 1, p.free_places + p.reserve_places, p.free_places + p.reserve_places + 1)
            """);
        yield return new("tie", ["the people equal in all keys between whom the last free places were drawn."],
            $"""
            SELECT sum(CASE WHEN n.position <= p.free_places THEN 1 ELSE 0 END) AS tied_places, count(*) AS tied_people, {string.Join(", ", Keys.Select((_, i) => $"max(a.key_{Number(i)}) AS key_{Number(i)}"))}
            FROM places p
            JOIN cuts a ON a.cut = p.free_places
            JOIN cuts b ON b.cut = p.free_places + 1{string.Concat(Keys.Select((_, i) => $" AND b.key_{Number(i)} = a.key_{Number(i)}"))}
            JOIN numbered n ON n.competes = 1{string.Concat(Keys.Select((key, i) => $" AND n.{key.Now} = a.key_{Number(i)}"))}
            WHERE p.free_places > 0
            HAVING count(*) > 0
            """);
        yield return new("recommended", ["what is recommended, and what would be if all that is not known were at its most, everybody else as they are."],
            $"""
            SELECT n.*, t.tied_places, t.tied_people,
              CASE WHEN n.is_member THEN CASE WHEN n.most < {Dialect.Whole(_policy.ExitBelow)} THEN 'below_exit' ELSE 'retain' END
                   WHEN n.competes = 0 THEN 'below_line' WHEN n.position <= p.free_places THEN 'select' WHEN n.position <= p.free_places + p.reserve_places THEN 'reserve' ELSE 'no_place' END AS recommendation,
              CASE WHEN NOT n.is_something_missing THEN NULL WHEN n.not_ranked_at_most IS NOT NULL THEN n.not_ranked_at_most
                   WHEN n.is_member THEN CASE WHEN n.most < {Dialect.Whole(_policy.ExitBelow)} THEN 'below_exit' ELSE 'retain' END
                   WHEN n.most < {entry} THEN 'below_line'
                   WHEN p.free_places > 0 AND (f.cut IS NULL OR {IsBefore("f")}) THEN 'select'
                   WHEN p.free_places + p.reserve_places > 0 AND (r.cut IS NULL OR {IsBefore("r")}) THEN 'reserve'
                   ELSE 'no_place' END AS recommendation_at_most
            FROM numbered n
            CROSS JOIN places p
            LEFT JOIN cuts f ON f.cut = CASE WHEN n.competes = 1 AND n.position <= p.free_places THEN p.free_places + 1 ELSE p.free_places END
            LEFT JOIN cuts r ON r.cut = CASE WHEN n.competes = 1 AND n.position <= p.free_places + p.reserve_places THEN p.free_places + p.reserve_places + 1 ELSE p.free_places + p.reserve_places END
            LEFT JOIN tie t ON n.competes = 1{string.Concat(Keys.Select((key, i) => $" AND n.{key.Now} = t.key_{Number(i)}"))}
            """);
        var shows = _allPoints ? "TRUE" : "(is_member OR competes = 1)";
        yield return new(Last, ["proposal: the rows of ranking.csv, ranked people and the others."],
            $"""
            SELECT rank_number AS {Rank}, offender_id, recommendation, {CohortName()} AS cohort,
              {YesNo("is_member")} AS member, {YesNo("is_nominated")} AS nominated, {YesNo("is_flagged")} AS flagged, {YesNo("tied_people IS NOT NULL")} AS tied,
              CASE WHEN {shows} THEN total END AS total_points, CASE WHEN {shows} THEN most END AS most_points,
              CASE WHEN {shows} THEN {YesNo("coalesce(recommendation_at_most <> recommendation, FALSE)")} END AS provisional, to_settle,
            {string.Join(",\n", _factors.Select(factor => $"  CASE WHEN {shows} THEN {factor.Least} END AS {_dialect.Name($"points:{factor.Factor.Id}")}"))},
              CASE recommendation WHEN 'select' THEN 'above-entry' WHEN 'below_line' THEN 'below-entry' WHEN 'retain' THEN 'above-exit' WHEN 'below_exit' THEN 'below-exit' ELSE 'above-entry;no-place' END
                || CASE WHEN tied_people IS NOT NULL THEN ';tie:' || CAST(tied_places AS {_dialect.TextType}) || '/' || CAST(tied_people AS {_dialect.TextType}) ELSE '' END
                || CASE WHEN total <> most THEN ';incomplete' ELSE '' END || {ToSettle} AS reason
            FROM recommended
            UNION ALL
            SELECT NULL, offender_id, not_ranked, NULL, {YesNo("is_member")}, {YesNo("is_nominated")}, {YesNo("is_flagged")}, 'no', NULL, NULL, NULL, to_settle,
              {string.Join(", ", _factors.Select(_ => "NULL"))}, not_ranked_reason || {ToSettle}
            FROM {_person} WHERE not_ranked IS NOT NULL
            """);
    }

    private const string ToSettle = "CASE WHEN to_settle > 0 THEN ';to-settle' ELSE '' END";

    // What people are ranked by before the draw, as they are and with all that is not known at its most.
    private (string Now, string AtMost, bool Descending)[] Keys =>
    [
        .. ByCohort ? [("cohort_place", "cohort_place_at_most", false)] : Array.Empty<(string, string, bool)>(),
        ("total", "most", true),
        .. _tieBreak.Select(factor => (factor.Least, PersonSteps.MostOf(factor), true)),
    ];

    // Whether somebody with all that is not known at its most would stand before a cut.
    private string IsBefore(string cut)
    {
        var text = $"n.lot < {cut}.lot";
        for (var i = Keys.Length - 1; i >= 0; i--)
        {
            var (own, other) = ($"n.{Keys[i].AtMost}", $"{cut}.key_{Number(i)}");
            text = $"({own} {(Keys[i].Descending ? ">" : "<")} {other} OR ({own} = {other} AND {text}))";
        }
        return text;
    }

    private string CohortName() => $"CASE cohort_number {string.Join(" ", _policy.Cohorts.Select((cohort, i) => $"WHEN {Number(i + 1)} THEN {_dialect.Text(cohort.Id)}"))} END";

    private static string YesNo(string condition) => $"CASE WHEN {condition} THEN 'yes' ELSE 'no' END";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
