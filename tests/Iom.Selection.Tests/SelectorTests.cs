using Iom.Selection.Explanations;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Tests;

/// <summary>The way in: it says what the parts say that it stands before.</summary>
public class SelectorTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    private static readonly string Json = PolicyText.With("[]", """[ { "id": "all" } ]""");

    [Fact]
    public void It_scores_ranks_and_explains_as_the_parts_do()
    {
        var selector = Selector.Parse(Json, AsOf);
        CaseFile[] people = [Person("SYNTHETIC-1", offences: 1), Person("SYNTHETIC-2", offences: 0), Person("SYNTHETIC-3", offences: 2)];
        var assessor = new Assessor(new Scorer(PolicyText.Parse(Json), Offences.OffenceCatalogue.BuiltIn, AsOf, SuppliedExtracts.All));
        var expected = Proposal.For(assessor.Scorer.Policy, AsOf, 1, [.. people.Select(assessor.Assess)]);

        var proposal = selector.Rank(people, capacity: 1);
        Assert.Equal(expected.Rows.Select(row => (row.Rank, row.OffenderId, row.Recommendation)), proposal.Rows.Select(row => (row.Rank, row.OffenderId, row.Recommendation)));
        foreach (var person in people)
        {
            Assert.Equal(assessor.Scorer.Score(person).Total, selector.Score(person).Total);
            Assert.Equal(new Explainer(assessor, expected).Explain(person, expected.Find(person.Offender.Id)!).ToJson(), selector.Explain(proposal, person).ToJson());
        }
        Assert.Equal(Recommendation.NotInScope, proposal.Find(new OffenderId("SYNTHETIC-2"))!.Recommendation);
    }

    [Fact]
    public void What_it_does_not_know_is_said()
    {
        var selector = Selector.Parse(Json, AsOf);
        var proposal = selector.Rank([Person("SYNTHETIC-1", offences: 1)], capacity: 1);
        Assert.Null(proposal.Find(new OffenderId("SYNTHETIC-9")));
        Assert.Throws<ArgumentException>(() => selector.Explain(proposal, Person("SYNTHETIC-9", offences: 1)));
        Assert.Throws<ArgumentException>(() => selector.Review(Person("SYNTHETIC-1", offences: 1)));
        Assert.NotEmpty(Assert.Throws<PolicyException>(() => Selector.Parse("{}", AsOf)).Problems);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => selector.Rank([Person("SYNTHETIC-1", offences: 1)], 1, stopped.Token));
    }

    private static CaseFile Person(string id, int offences) => new(new Offender(new OffenderId(id)))
    {
        Offences = [.. Enumerable.Range(1, offences).Select(i => new OffenceReport($"F{i}", "028", AsOf.AddDays(-i), OffenceOutcome.Convicted))],
    };
}
