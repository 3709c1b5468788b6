using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Ranking;

public class MoveTests
{
    private const string AllCohort = """[ { "id": "all" } ]""";

    private static readonly DateOnly AsOf = new(2026, 10, 31);

    private static readonly Policy Before = PolicyText.Parse(PolicyText.With("[]", AllCohort));

    [Theory]
    [InlineData("\"points\": 10", "\"points\": 9", "select -> below_line", "count 10 9")]
    [InlineData("\"entryFrom\": 10", "\"entryFrom\": 11", "select -> below_line", "")]
    [InlineData("\"id\": \"count\"", "\"id\": \"number\"", "", "")] // the same points under another name move nobody
    [InlineData("\"eligibility\": []", "\"eligibility\": [ { \"when\": { \"factor\": \"count\", \"atLeast\": 1 }, \"then\": \"refer\" } ]", "select -> refer", "")]
    public void A_person_who_is_recommended_differently_is_told_with_what_gives_other_points(string old, string @new, string move, string factors)
    {
        var text = PolicyText.With("[]", AllCohort);
        Assert.Contains(old, text, StringComparison.Ordinal);
        var moves = Move.Between(Propose(Before, Person("N1")), Propose(PolicyText.Parse(text.Replace(old, @new, StringComparison.Ordinal)), Person("N1")));
        Assert.Equal(move, string.Join(';', moves.Select(each => each.ToString())));
        Assert.Equal(factors, string.Join(';', moves.SelectMany(each => each.Factors).Select(factor => $"{factor.FactorId} {factor.Before} {factor.After}")));
    }

    [Fact]
    public void A_factor_that_only_one_policy_has_gives_no_points_by_the_other()
    {
        var after = PolicyText.Parse(PolicyText.With("[]", AllCohort)
            .Replace("\"id\": \"count\"", "\"id\": \"number\"", StringComparison.Ordinal).Replace("\"points\": 10", "\"points\": 9", StringComparison.Ordinal));
        var move = Assert.Single(Move.Between(Propose(Before, Person("N1")), Propose(after, Person("N1"))));
        Assert.Equal([new FactorMove("number", null, 9), new FactorMove("count", 10, null)], move.Factors.AsEnumerable());
    }

    [Fact]
    public void Proposals_of_different_people_are_not_compared()
    {
        Assert.Throws<ArgumentException>(() => Move.Between(Propose(Before, Person("N1")), Propose(Before, Person("N2"))));
        Assert.Throws<ArgumentException>(() => Move.Between(Propose(Before, Person("N1"), Person("N2")), Propose(Before, Person("N1"))));
    }

    private static CaseFile Person(string id) =>
        new(new Offender(new OffenderId(id))) { Offences = [new OffenceReport("F1", "028", AsOf.AddDays(-5), OffenceOutcome.Convicted)] };

    private static RankingTable Propose(Policy policy, params CaseFile[] people)
    {
        var assessor = new Assessor(new Scorer(policy, TestCatalogue.Catalogue, AsOf, SuppliedExtracts.All));
        return Proposal.For(policy, AsOf, capacity: 5, [.. people.Select(assessor.Assess)]).ToTable();
    }
}
