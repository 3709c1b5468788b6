using Iom.Selection.Batch;
using Iom.Selection.Extracts;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Tests;

namespace Iom.Selection.Sql.Tests;

/// <summary>Rows of a ranking that come from outside are those that the policy makes of their points, or are refused.</summary>
public class GivenRankingTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);
    private const int Capacity = 40;

    private static readonly Policy Policy = TextTests.Reference();
    private static readonly Lazy<BatchRanking> Batch = new(() => ExtractFolder.Load(Repository.Path("samples", "extracts")).AsOf(AsOf).Rank(Policy, Capacity));

    [Fact]
    public void The_rows_of_the_batch_come_back_as_they_were()
    {
        RankingRow[] rows = [.. Batch.Value.People()];
        var given = Take(rows, Capacity);
        Assert.Equal(rows.Select(Described), given.ToRows().Select(Described));
        Assert.Equal(Batch.Value.Rows.ForPanel(), given.ForPanel());
        var (one, other) = (Batch.Value.Summary, given.Summary(Batch.Value.Summary.Seed, Capacity));
        Assert.Equal(one with { ByRecommendation = other.ByRecommendation }, other);
        Assert.Equal(one.ByRecommendation, other.ByRecommendation);
    }

    public static TheoryData<string> Lies => ["two change places", "a recommendation", "a point", "a total", "a tie", "a reason", "a cohort", "another capacity", "somebody twice", "a rank", "not ranked after all"];

    [Theory]
    [MemberData(nameof(Lies))]
    public void Rows_that_say_something_else_than_their_points_are_refused_without_naming_anybody(string lie)
    {
        var rows = Batch.Value.People().ToArray();
        var at = Array.FindIndex(rows, row => row.Recommendation == Recommendation.Select);
        var unranked = Array.FindIndex(rows, row => row.Rank is null);
        switch (lie)
        {
            case "two change places": (rows[at], rows[at + 1]) = (rows[at + 1] with { Rank = rows[at].Rank }, rows[at] with { Rank = rows[at + 1].Rank }); break;
            case "a recommendation": rows[at] = rows[at] with { Recommendation = Recommendation.Reserve }; break;
            case "a point": rows[at] = rows[at] with { Points = rows[at].Points.SetItem(0, rows[at].Points[0] + 1) }; break;
            case "a total": rows[at] = rows[at] with { Total = rows[at].Total + 1 }; break;
            case "a tie": rows[at] = rows[at] with { IsTied = true }; break;
            case "a reason": rows[at] = rows[at] with { Reasons = rows[at].Reasons.Add("incomplete") }; break;
            case "a cohort": rows[at] = rows[at] with { Cohort = "none-of-the-policy" }; break;
            case "somebody twice": rows = [.. rows, rows[^1]]; break;
            case "a rank": rows[at] = rows[at] with { Rank = rows[at].Rank + 1 }; break;
            case "not ranked after all": rows[unranked] = rows[unranked] with { Recommendation = Recommendation.Select }; break;
            default: break;
        }
        var refused = Assert.Throws<InvalidDataException>(() => Take(rows, lie == "another capacity" ? Capacity + 1 : Capacity));
        Assert.DoesNotContain("SYNTHETIC", refused.Message, StringComparison.Ordinal);
    }

    private static RankedRows Take(IEnumerable<RankingRow> rows, int capacity)
    {
        var given = new GivenRanking(Policy, OffenceCatalogue.BuiltIn, AsOf, Batch.Value.Snapshot.Supplied);
        foreach (var row in rows) given.Add(row);
        return given.ToRows(capacity, (works, work) =>
        {
            for (var i = 0; i < works; i++) work(i);
        });
    }

    private static string Described(RankingRow row) => string.Join('|', row.OffenderId.Value, row.Rank, row.Recommendation, row.Cohort, row.IsMember, row.IsNominated, row.IsFlagged, row.IsTied,
        row.Total, row.Most, row.IsProvisional, row.ToSettleCount, string.Join(',', row.Points), string.Join(';', row.Reasons));
}
