using FsCheck.Xunit;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 2: contributions add up exactly; least is at most most; provisional is what the words say, found by brute force.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 400)]
public class Law02Sum
{
    [SeededProperty]
    public void Contributions_add_up(Scenario scenario)
    {
        foreach (var scorecard in scenario.People.Select(scenario.Score))
        {
            Assert.Equal(scenario.Policy.Factors.Select(factor => factor.Id), scorecard.Contributions.Select(contribution => contribution.Factor.Id));
            Assert.Equal(scorecard.Contributions.Aggregate(0, (sum, contribution) => sum + contribution.Least.Value), scorecard.Least);
            Assert.Equal(scorecard.Contributions.Aggregate(0, (sum, contribution) => sum + contribution.Most.Value), scorecard.Most);
            Assert.All(scorecard.Contributions, contribution => Assert.True(contribution.Least <= contribution.Most));
            Assert.Equal(scorecard.Least, scorecard.Total);
        }
    }

    [SeededProperty]
    public void Least_and_most_are_the_extremes_over_all_values_still_possible(Scenario scenario)
    {
        foreach (var contribution in scenario.People.Select(scenario.Score).SelectMany(scorecard => scorecard.Contributions))
        {
            if (!contribution.Factor.IsValidOn(scenario.AsOf)) continue;
            var possible = Possible(contribution).Select(value => value.Points).ToArray();
            Assert.Equal(possible.Min(), contribution.Least.Value);
            Assert.Equal(possible.Max(), contribution.Most.Value);
        }
    }

    [SeededProperty]
    public void Provisional_is_what_brute_force_finds(Scenario scenario)
    {
        var assessor = scenario.Assessor();
        var assessments = scenario.People.Select(assessor.Assess).ToArray();
        var proposal = Proposal.For(scenario.Policy, scenario.AsOf, scenario.Capacity, assessments);
        foreach (var row in proposal.Rows.Where(row => row.Rank is not null))
        {
            var i = Array.FindIndex(assessments, assessment => assessment.OffenderId == row.OffenderId);
            // The person with everything missing at its most, in place of the person; everybody else as they are.
            Assessment[] changed = [.. assessments];
            changed[i] = AtMost(assessments[i], scenario, i);
            var then = Proposal.For(scenario.Policy, scenario.AsOf, scenario.Capacity, changed).Rows.Single(other => other.OffenderId == row.OffenderId);
            Assert.Equal(then.Recommendation != row.Recommendation, row.IsProvisional);
        }
    }

    private static Assessment AtMost(Assessment assessment, Scenario scenario, int person)
    {
        var offender = scenario.People[person].Offender;
        var readings = assessment.Scorecard!.Contributions.Select(contribution => contribution.Factor.IsValidOn(scenario.AsOf) ? Best(contribution) : contribution.Reading).ToArray();
        var scorecard = new Scorecard(assessment.OffenderId,
            [.. assessment.Scorecard.Contributions.Select((contribution, i) => contribution with { Reading = readings[i], Least = contribution.Most })]);

        var conditions = new ConditionEvaluator(scenario.Policy, scenario.AsOf, offender, assessment.IsNominated, readings);
        var placement = Placement.Ranked(-1);
        var decided = scenario.Policy.Eligibility.Where(rule => rule.Then != EligibilityEffect.Flag).Select(rule => (Rule: rule, Truth: conditions.Evaluate(rule.When)))
            .FirstOrDefault(pair => pair.Truth == Truth.True || (pair.Truth == Truth.Unknown && (pair.Rule.WithholdIfUnknown || pair.Rule.When.Fields.Any(field => offender.Conflicts.Contains(field)))));
        var cohort = scenario.Policy.Cohorts.ToList().FindIndex(rule => rule.When is null || conditions.Evaluate(rule.When) == Truth.True);
        if (decided.Rule is not null)
            placement = Placement.NotRanked(decided.Truth == Truth.Unknown ? Recommendation.Withheld : decided.Rule.Then == EligibilityEffect.Refer ? Recommendation.Refer : Recommendation.NotEligible);
        else if (cohort >= 0) placement = Placement.Ranked(cohort);
        else if (!assessment.IsMember) placement = Placement.NotRanked(Recommendation.NoCohort);
        return new Assessment(assessment.Scorer, assessment.OffenderId, assessment.IsMember, assessment.IsNominated, assessment.IsFlagged, assessment.ToSettleCount, scorecard, placement, atMost: null);
    }

    // The highest value among those that give most points and begin a band, or are what is known; not applicable only if it alone gives most.
    private static Reading Best(Contribution contribution)
    {
        if (contribution.Reading is not Reading.Missing missing) return contribution.Reading;
        var possible = Possible(contribution).ToArray();
        var most = possible.Max(value => value.Points);
        var values = possible.Where(value => value.Points == most && value.Value is not null).Select(value => value.Value!.Value).ToArray();
        if (values.Length == 0) return Reading.NotApplicable.Instance;
        var highestBand = contribution.Factor.Bands.Last(band => values.Any(value => BandOf(contribution.Factor, value) == band));
        return new Reading.Known(values.Where(value => BandOf(contribution.Factor, value) == highestBand).Min());
    }

    /// <summary>Every value that matters: each band's beginning, what is known, the most it can be; and not applicable, as null.</summary>
    private static IEnumerable<(decimal? Value, int Points)> Possible(Contribution contribution)
    {
        var factor = contribution.Factor;
        switch (contribution.Reading)
        {
            case Reading.Known known:
                return [(known.Value, BandOf(factor, known.Value).Points.Value)];
            case Reading.NotApplicable:
                return [(null, factor.NotApplicable.Value)];
            case Reading.Missing missing:
                decimal[] candidates = [.. factor.Bands.Select(band => band.From), missing.AtLeast, missing.AtMost ?? 1_000_000m];
                var values = candidates.Where(value => value >= missing.AtLeast && !(value > missing.AtMost))
                    .Where(value => factor.Measure is not (Measure.MappaLevel or Measure.DrugTestCount) || value == decimal.Truncate(value))
                    .Select(value => ((decimal?)value, BandOf(factor, value).Points.Value));
                return missing.MaybeNotApplicable ? values.Append((null, factor.NotApplicable.Value)) : values;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static Band BandOf(Factor factor, decimal value) => factor.Bands.Last(band => band.From <= value);
}
