using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Ranking;

/// <summary>Answers the policy's rules for many people, each kind of people once.</summary>
/// <remarks>
/// A policy's rules read the person's fields, whether the person is a member or nominated, and whether factors reach certain values. Of
/// millions of people few differ in all of these, so what <see cref="Assessor"/> says of one is kept for all who are like that one.
/// For one thread at a time.
/// </remarks>
internal sealed class EligibilityEvaluator
{
    // Two bits for each question about a factor.
    private const int MaxQuestionsKept = 32;

    // More kinds than this are rubbish, which must not fill the memory.
    private const int MaxKindsKept = 100_000;

    private readonly Assessor _assessor;
    private readonly (int Factor, decimal Value)[] _questions;
    private readonly int[] _askedFactors;   // of no other factor does a rule read anything
    private readonly Dictionary<(int Fields, PersonMarks Marks, ulong Answers), EligibilityResult> _known = [];
    private readonly Measured[] _readings;

    public EligibilityEvaluator(Assessor assessor)
    {
        _assessor = assessor;
        var policy = assessor.Scorer.Policy;
        _questions =
        [
            .. policy.Eligibility.Select(rule => rule.When).Concat(policy.Cohorts.Select(cohort => cohort.When)).OfType<Condition>()
                .SelectMany(condition => condition.Parts).OfType<Condition.FactorAtLeast>()
                .Select(question => (policy.IndexOf(question.FactorId), question.Value)).Distinct(),
        ];
        _askedFactors = [.. _questions.Select(question => question.Factor).Distinct()];
        _readings = new Measured[policy.Factors.Length];
    }

    /// <summary>What the rules say of a person.</summary>
    /// <param name="offender">The person's fields; the id does not matter.</param>
    /// <param name="fields">A number that stands for these fields, and for no other.</param>
    /// <param name="marks">Whether a member, and whether nominated.</param>
    /// <param name="points">What each factor says.</param>
    public (EligibilityResult AsKnown, Placement? AtMost) Evaluate(Offender offender, int fields, PersonMarks marks, ReadOnlySpan<FactorPoints> points)
    {
        var isIncomplete = false;
        for (var i = 0; i < points.Length; i++)
        {
            _readings[i] = points[i].Reading;
            isIncomplete |= _readings[i].IsMissing;
        }
        var asKnown = Evaluate(offender, fields, marks);
        if (!isIncomplete) return (asKnown, null);

        var isOtherwise = false;
        foreach (var factor in _askedFactors)
        {
            if (!_readings[factor].IsMissing) continue;
            _readings[factor] = Measured.FromReading(_assessor.Scorer.AtMost(factor, _readings[factor].ToReading()));
            isOtherwise = true;
        }
        return (asKnown, isOtherwise ? Evaluate(offender, fields, marks).Placement : asKnown.Placement);
    }

    private EligibilityResult Evaluate(Offender offender, int fields, PersonMarks marks)
    {
        if (_questions.Length > MaxQuestionsKept) return Found(offender, marks);
        var answers = 0ul;
        foreach (var (factor, value) in _questions) answers = (answers << 2) | (ulong)ConditionEvaluator.AtLeast(_readings[factor], value);
        if (_known.TryGetValue((fields, marks, answers), out var known)) return known;
        var found = Found(offender, marks);
        if (_known.Count < MaxKindsKept) _known.Add((fields, marks, answers), found);
        return found;
    }

    private EligibilityResult Found(Offender offender, PersonMarks marks) => _assessor.Evaluate(
        offender, marks.HasFlag(PersonMarks.Member), marks.HasFlag(PersonMarks.Nominated), [.. _readings.Select(reading => reading.ToReading())]);
}
