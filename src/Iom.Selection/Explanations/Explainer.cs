using System.Collections.Immutable;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Explanations;

/// <summary>Explains the rows of one proposal.</summary>
/// <remarks>May be shared between threads. What time alone will do is found by scoring the person's records of today on the days to come.</remarks>
public sealed class Explainer
{
    // Time is followed until every window of the policy has passed, but not for longer than this.
    private const int MaxYearsAhead = 10;

    private readonly Assessor _assessor;
    private readonly PlaceAllocation _places;
    private readonly Func<OffenderId, int> _numberOf;
    private readonly DateOnly _lookUntil;

    /// <summary>Makes an explainer.</summary>
    /// <param name="assessor">The assessor by which the people were assessed.</param>
    /// <param name="proposal">The proposal that was made of the assessments.</param>
    /// <exception cref="ArgumentException">Only one of the two knows the model that the policy names.</exception>
    public Explainer(Assessor assessor, Proposal proposal)
        : this(assessor, proposal?.Places!, proposal is null ? null! : proposal.NumberOf)
    {
    }

    /// <summary>Makes an explainer of people who are known by number.</summary>
    internal Explainer(Assessor assessor, PlaceAllocation places, Func<OffenderId, int> numberOf)
    {
        ArgumentNullException.ThrowIfNull(assessor);
        ArgumentNullException.ThrowIfNull(places, "proposal");
        if (places.ScoreTable.HasModel != assessor.Scorer.HasModel) throw new ArgumentException("The proposal was made with a model and the assessor is without it, or the other way round.", nameof(assessor));
        (_assessor, _places, _numberOf) = (assessor, places, numberOf);
        _lookUntil = LookUntil(Policy, AsOf);
    }

    private Scorer Scorer => _assessor.Scorer;

    private Policy Policy => Scorer.Policy;

    private DateOnly AsOf => Scorer.AsOf;

    /// <summary>Explains what the proposal says of a person.</summary>
    /// <param name="file">The person's records, as they were assessed.</param>
    /// <param name="row">The person's row of the proposal.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentException">The row is another person's.</exception>
    public Explanation Explain(CaseFile file, ProposalRow row)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(row);
        if (row.OffenderId != file.Offender.Id) throw new ArgumentException("The row is another person's.", nameof(row));
        return Explain(file, row.Rank is null ? null : _assessor.Assess(file, withRecords: true), row);
    }

    /// <summary>Explains what was proposed of somebody whose assessment names the records that it rests on; null for somebody who is not ranked.</summary>
    internal Explanation Explain(CaseFile file, Assessment? assessment, ProposalRow row)
    {
        var explained = new Explanation
        {
            AsOf = AsOf,
            Policy = Policy,
            Row = row,
            Rule = row.Reasons.OfType<Reason.Eligibility>().FirstOrDefault() is { } reason ? Policy.Eligibility.Single(rule => rule.Number == reason.Rule) : null,
            Factors = [],
            Crossings = [],
            LookedUntil = _lookUntil,
            LeftCohort = FormerMembership.Find(file.Memberships, AsOf),
            File = file,
            Catalogue = Scorer.Catalogue,
        };
        if (assessment?.Scorecard is not { } scorecard) return explained;

        var (overTime, crossings) = OverTime(file, scorecard);
        return explained with
        {
            Model = Scorer.HasModel ? ModelExplanation.Create(Policy, Scorer.Model, scorecard) : null,
            Factors = [.. scorecard.Contributions.Select((contribution, i) => new FactorExplanation(contribution, NearestChange(file, assessment, row, i), overTime[i]))],
            Crossings = crossings,
        };
    }

    private BandChange? NearestChange(CaseFile file, Assessment assessment, ProposalRow row, int factor)
    {
        var contributions = assessment.Scorecard!.Contributions;
        var contribution = contributions[factor];
        var bands = contribution.Factor.Bands;
        if (!contribution.Factor.IsValidOn(AsOf)) return null;
        var now = Now(factor, contribution.Reading);
        // Nearest first; of two equally near, the one that gives fewer points.
        foreach (var band in Enumerable.Range(0, bands.Length).Where(band => band != now).OrderBy(band => Math.Abs(band - now)).ThenBy(band => bands[band].Points.Value))
        {
            var readings = contributions.Select((other, i) => i == factor ? new Reading.Known(bands[band].From) : other.Reading).ToArray();
            var standing = CandidateState.AsKnown(assessment.Placement, assessment.Scorecard)
                .With(_assessor.PlaceWith(file, readings), factor, bands[band].Points.Value, contribution.Most.Value, Scorer.ModelPointsOf(readings));
            var recommendation = _places.RecommendAs(_numberOf(row.OffenderId), standing);
            if (recommendation == row.Recommendation) continue;
            return new BandChange(bands[band], band + 1 < bands.Length ? bands[band + 1].From : null, standing.Least, recommendation);
        }
        return null;
    }

    // Where the reading stands among the bands: below them all where the measure does not apply.
    private int Now(int factor, Reading reading) => reading switch
    {
        Reading.Known known => Scorer.BandOf(factor, known.Value),
        Reading.Missing missing => Scorer.BandOf(factor, missing.AtLeast),
        _ => -1,
    };

    private (ImmutableArray<PointsFrom>[] ByFactor, ImmutableArray<LineCrossing> Crossings) OverTime(CaseFile file, Scorecard scorecard)
    {
        // What is dated later than today is new, and nothing new happens.
        var over = new PointsOverTime(Scorer, file.AsOf(AsOf));
        var byFactor = scorecard.Contributions.Select(_ => ImmutableArray.CreateBuilder<PointsFrom>()).ToArray();
        var points = scorecard.Contributions.Select(contribution => contribution.Least.Value).ToArray();
        var crossings = ImmutableArray.CreateBuilder<LineCrossing>();
        var (belowEntry, belowExit) = (scorecard.Least < Policy.EntryFrom, scorecard.Most < Policy.ExitBelow);
        while (over.GoOn(_lookUntil))
        {
            var (least, most) = (0, 0);
            var then = over.Points;
            for (var i = 0; i < points.Length; i++)
            {
                var pointsThen = then[i].Least.Value;
                (least, most) = (least + pointsThen, most + then[i].Most.Value);
                if (pointsThen == points[i]) continue;
                byFactor[i].Add(new PointsFrom(over.Day, pointsThen));
                points[i] = pointsThen;
            }
            if (least < Policy.EntryFrom != belowEntry) crossings.Add(new LineCrossing(over.Day, PolicyLine.Entry, belowEntry = !belowEntry));
            if (most < Policy.ExitBelow != belowExit) crossings.Add(new LineCrossing(over.Day, PolicyLine.Exit, belowExit = !belowExit));
        }
        return ([.. byFactor.Select(factor => factor.ToImmutable())], crossings.ToImmutable());
    }

    // A window at liberty lasts longer by the days in custody, so as much again is looked at.
    private static DateOnly LookUntil(Policy policy, DateOnly asOf)
    {
        var days = policy.Factors.Select(factor =>
            (factor.Measure.Unit == MeasureUnit.Days ? (int)Math.Min(factor.Bands[^1].From + 1, int.MaxValue / 4) : Days(factor.Measure.WindowMonths))
            * (factor.Measure.Filter?.AtLiberty == true ? 2 : 1)).DefaultIfEmpty(0).Max();
        var most = Math.Min(MaxYearsAhead * 366, DateOnly.MaxValue.DayNumber - asOf.DayNumber);
        return asOf.AddDays(Math.Clamp(days, 0, most));

        int Days(int? months) => months is { } m ? Math.Min(m, MaxYearsAhead * 12) * 31 + 1 : 0;
    }
}
