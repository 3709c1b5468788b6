using FsCheck.Xunit;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 11, in memory: a person scored alone and among others, on one thread or several, has the same scorecard.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 200)]
public class Law11TwoRoads
{
    [SeededProperty]
    public void Alone_and_among_others(Scenario scenario)
    {
        var shared = scenario.Assessor();
        var among = scenario.People.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(shared.Assess).ToArray();
        foreach (var (file, assessment) in scenario.People.Zip(among))
        {
            if (assessment.Scorecard is null) continue;
            var alone = new Scorer(scenario.Policy, TestCatalogue.Catalogue, scenario.AsOf, scenario.Supplied).Score(file);
            Assert.Equal(Described.Of(alone), Described.Of(assessment.Scorecard));
        }
    }

    [SeededProperty]
    public void With_records_and_without(Scenario scenario)
    {
        var scorer = scenario.Assessor().Scorer;
        foreach (var file in scenario.People)
        {
            var (with, without) = (scorer.Score(file, withRecords: true), scorer.Score(file));
            Assert.Equal(Described.Of(without), Described.Of(with));
            Assert.All(without.Contributions, contribution => Assert.Empty(contribution.Records));
            foreach (var contribution in with.Contributions.Where(contribution => contribution.Factor.Measure is Measure.OffenceCount { DistinctDays: false }))
            {
                if (contribution.Reading is Reading.Known known) Assert.Equal(known.Value, contribution.Records.Count(record => record.Kind == "offence"));
            }
        }
    }

    [SeededProperty]
    public void Offences_resolved_one_by_one_are_those_that_are_scored(Scenario scenario)
    {
        var scorer = new Assessor(scenario.Assessor().Scorer);
        foreach (var file in scenario.People)
        {
            var inScope = file.OffencesAsOf(scenario.AsOf).Any(offence => offence.IsProven && TestCatalogue.Catalogue.Find(offence.Code)?.Group != OffenceCatalogue.BreachGroup) || file.IsMemberOn(scenario.AsOf) || file.IsNominatedOn(scenario.AsOf);
            Assert.Equal(inScope, scorer.Assess(file).Scorecard is not null);
        }
    }
}
