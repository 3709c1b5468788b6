using Iom.Selection.Batch;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>What a policy says of the people of a backtest, counted in one look at everybody.</summary>
internal sealed class PolicyTally
{
    private readonly Policy _policy;
    private readonly int[] _byRule;
    private readonly int[] _byCohort;

    // By factor: ranked people of whom something is missing, and ranked people to whom it may give points.
    private readonly int[] _missing;
    private readonly int[] _withPoints;

    public PolicyTally(RankOrder order, Population people)
    {
        _policy = order.Assessor.Scorer.Policy;
        (_byRule, _byCohort) = (new int[_policy.Eligibility.Length + 1], new int[_policy.Cohorts.Length]);
        (_missing, _withPoints) = (new int[order.FactorCount], new int[order.FactorCount]);
        var (ranked, totals) = (new int[people.Count], new int[people.Count]);
        var count = 0;
        for (var i = 0; i < people.Count; i++)
        {
            var person = people.Numbers[i];
            if (!order.IsRanked(person))
            {
                if (order.ReasonsOf(person) is [Reason.Eligibility rule, ..]) _byRule[rule.Rule]++;
                continue;
            }
            if (order.CohortOf(person) is >= 0 and var cohort) _byCohort[cohort]++;
            (ranked[count], totals[count++]) = (i, order.Least(person));
            if (order.Least(person) != order.Most(person)) IncompleteCount++;
            var least = order.LeastPoints(person);
            var most = order.MostPoints(person);
            for (var factor = 0; factor < least.Length; factor++)
            {
                if (least[factor] != most[factor]) _missing[factor]++;
                if (most[factor] > 0) _withPoints[factor]++;
            }
        }
        (Ranked, Totals) = (ranked[..count], totals[..count]);
    }

    /// <summary>Who is ranked, by their place among the people.</summary>
    public int[] Ranked { get; }

    /// <summary>The totals of those who are ranked.</summary>
    public int[] Totals { get; }

    /// <summary>Of how many of them something is missing.</summary>
    public int IncompleteCount { get; }

    /// <summary>How often each factor misses something.</summary>
    public IEnumerable<FactorMissing> MissingByFactor() => _policy.Factors.Select((factor, i) => new FactorMissing(factor.Id, new Proportion(_missing[i], Ranked.Length)));

    /// <summary>Rules over fields that have no date, which are applied as the fields stand today, and to how many people.</summary>
    public IEnumerable<UndatedRule> UndatedRules()
    {
        foreach (var rule in _policy.Eligibility.Where(rule => rule.Then != EligibilityEffect.Flag && rule.When.Fields.Any()))
            yield return new UndatedRule(FormattableString.Invariant($"eligibility:{rule.Number}"), Words(rule.When), _byRule[rule.Number]);
        for (var i = 0; i < _policy.Cohorts.Length; i++)
        {
            if (_policy.Cohorts[i].When is { } when && when.Fields.Any()) yield return new UndatedRule($"cohort:{_policy.Cohorts[i].Id}", Words(when), _byCohort[i]);
        }
        for (var i = 0; i < _policy.Factors.Length; i++)
        {
            if (_policy.Factors[i].Measure is Measure.MappaLevel)
                yield return new UndatedRule($"factor:{_policy.Factors[i].Id}", [Vocabulary.Word(OffenderField.MappaLevel)], _withPoints[i]);
        }

        static string[] Words(Condition when) => [.. when.Fields.Select(field => Vocabulary.Word(field))];
    }
}
