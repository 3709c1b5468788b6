using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Ranking;

/// <summary>Assesses people one by one: scope, points, eligibility, cohort.</summary>
/// <remarks>May be shared between threads. An assessment depends on one person's records alone.</remarks>
/// <param name="scorer">Scores by the policy, as of the date.</param>
public sealed class Assessor(Scorer scorer)
{
    private readonly Policy _policy = scorer.Policy;

    /// <summary>The scorer it uses.</summary>
    public Scorer Scorer => scorer;

    /// <summary>Assesses one person.</summary>
    /// <param name="file">The person's records.</param>
    /// <returns>The assessment.</returns>
    public Assessment Assess(CaseFile file) => Assess(file, withRecords: false);

    internal Assessment Assess(CaseFile file, bool withRecords)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (isMember, isNominated) = (file.IsMemberOn(scorer.AsOf), file.IsNominatedOn(scorer.AsOf));

        var scorecard = scorer.Score(file, withRecords, out var hasProvenOffence);
        // Scope is no policy option: someone without a proven offence, whom no agency named, is counted and never scored.
        if (!hasProvenOffence && !isMember && !isNominated)
        {
            return new Assessment(scorer, file.Offender.Id, isMember, isNominated, isFlagged: false, file.ToSettleCount(scorer.AsOf), scorecard: null, Placement.NotInScope, atMost: null);
        }

        var readings = scorecard.Contributions.Select(contribution => contribution.Reading).ToArray();
        var (isFlagged, placement) = Evaluate(file.Offender, isMember, isNominated, readings);
        var atMost = readings.Any(reading => reading is Reading.Missing)
            ? Place(file.Offender, isMember, Conditions(file.Offender, isNominated, [.. readings.Select((reading, i) => scorer.AtMost(i, reading))]))
            : null;
        return new Assessment(scorer, file.Offender.Id, isMember, isNominated, isFlagged, file.ToSettleCount(scorer.AsOf), scorecard, placement, atMost);
    }

    /// <summary>What the policy's rules say of a person in scope.</summary>
    internal EligibilityResult Evaluate(Offender offender, bool isMember, bool isNominated, IReadOnlyList<Reading> readings)
    {
        var conditions = Conditions(offender, isNominated, readings);
        var isFlagged = _policy.Eligibility.Any(rule => rule.Then == EligibilityEffect.Flag && conditions.Evaluate(rule.When) == Truth.True);
        return new EligibilityResult(isFlagged, Place(offender, isMember, conditions));
    }

    /// <summary>Where a person would stand with other readings.</summary>
    internal Placement PlaceWith(CaseFile file, IReadOnlyList<Reading> readings) =>
        Place(file.Offender, file.IsMemberOn(scorer.AsOf), Conditions(file.Offender, file.IsNominatedOn(scorer.AsOf), readings));

    private ConditionEvaluator Conditions(Offender offender, bool isNominated, IReadOnlyList<Reading> readings) =>
        new(_policy, scorer.AsOf, offender, isNominated, readings);

    private Placement Place(Offender offender, bool isMember, ConditionEvaluator conditions)
    {
        foreach (var rule in _policy.Eligibility)
        {
            if (rule.Then == EligibilityEffect.Flag) continue;
            switch (conditions.Evaluate(rule.When))
            {
                case Truth.True:
                    var recommendation = rule.Then == EligibilityEffect.Refer ? Recommendation.Refer : Recommendation.NotEligible;
                    return Placement.NotRanked(recommendation, new Reason.Eligibility(rule.Number));
                case Truth.Unknown when rule.WithholdIfUnknown || rule.When.Fields.Any(field => offender.Conflicts.Contains(field)):
                    return Placement.NotRanked(Recommendation.Withheld, [new Reason.Eligibility(rule.Number), .. Unknowns(rule.When, offender)]);
                default:
                    break;
            }
        }

        for (var i = 0; i < _policy.Cohorts.Length; i++)
        {
            if (_policy.Cohorts[i].When is not { } when || conditions.Evaluate(when) == Truth.True) return Placement.Ranked(i);
        }
        return isMember ? Placement.Ranked(cohort: -1) : Placement.NotRanked(Recommendation.NoCohort, new Reason.NoCohort());
    }

    private static IEnumerable<Reason> Unknowns(Condition condition, Offender offender) => condition.Fields
        .Where(offender.IsUnknown)
        .Select(field => offender.Conflicts.Contains(field) ? (Reason)new Reason.ConflictingField(field) : new Reason.MissingField(field));
}
