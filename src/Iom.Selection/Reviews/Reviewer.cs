using System.Collections.Concurrent;
using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Panels;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reviews;

/// <summary>Reviews members of the cohort one by one: grounds, blocks, approach, calendar, panel.</summary>
/// <remarks>May be shared between threads. A review depends on one person's records, the policy and the context alone.</remarks>
public sealed class Reviewer
{
    /// <summary>How many days ahead it is looked for what time alone will do.</summary>
    public const int DaysAhead = 366;

    private readonly Assessor _assessor;
    private readonly ReviewContext _context;
    private readonly EarlierReview[] _earlier;
    private readonly ReviewRules _review;
    private readonly ConcurrentDictionary<DateOnly, Assessor> _assessors = new();

    /// <summary>Makes a reviewer.</summary>
    /// <param name="assessor">Assesses by the policy, as of the date.</param>
    /// <param name="context">What is known besides.</param>
    /// <exception cref="ArgumentException">The policy has no <c>review</c> or no <c>panel</c>, or an earlier run is not of an earlier date of its own.</exception>
    public Reviewer(Assessor assessor, ReviewContext context)
    {
        ArgumentNullException.ThrowIfNull(assessor);
        ArgumentNullException.ThrowIfNull(context);
        (_assessor, _context) = (assessor, context);
        _review = Policy.Review ?? throw new ArgumentException("The policy has no block \"review\".", nameof(assessor));
        if (Policy.Panel is null) throw new ArgumentException("The policy has no block \"panel\".", nameof(assessor));
        if (context.Earlier.Any(run => run.AsOf >= AsOf)) throw new ArgumentException("An earlier run is not of an earlier date.", nameof(context));
        if (context.Earlier.DistinctBy(run => run.AsOf).Count() != context.Earlier.Count) throw new ArgumentException("Two earlier runs are of one date.", nameof(context));
        _earlier = [.. context.Earlier.OrderByDescending(run => run.AsOf)];
    }

    private Policy Policy => _assessor.Scorer.Policy;

    private DateOnly AsOf => _assessor.Scorer.AsOf;

    /// <summary>Reviews a member.</summary>
    /// <param name="file">The person's records.</param>
    /// <returns>The review.</returns>
    /// <exception cref="ArgumentException">The person is not a member on the date.</exception>
    public MemberReview Review(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file = file.AsOf(AsOf);
        if (CohortTime.Since(file, AsOf) is not { } since) throw new ArgumentException("The person is not a member on the date.", nameof(file));

        var assessment = _assessor.Assess(file);
        var ranking = RankingOf(assessment);
        var belowExit = BelowExit(file.Offender.Id, ranking, since, AsOf);
        var offences = file.OffencesAsOf(AsOf);
        var findings = Findings.Find(Policy.Deselection, _context, file, offences, since, AsOf, belowExit);
        var engagement = ContactReview.Engagement(_review.Engagement, _context, file, AsOf);
        var meetings = PanelMeetings.CountVotes(Policy.Panel!, file, AsOf).Where(meeting => meeting.Question == PanelQuestion.Leaving && meeting.MeetingDate >= since).ToImmutableArray();
        var scorecard = assessment.Scorecard!;
        return new MemberReview
        {
            OffenderId = file.Offender.Id,
            AsOf = AsOf,
            MemberSince = since,
            Supplied = _context.Supplied,
            Recommendation = findings.Recommendation,
            Ranking = ranking,
            Scorecard = scorecard,
            ToSettleCount = assessment.ToSettleCount,
            Grounds = findings.Grounds,
            Bars = findings.Bars,
            Approach = findings.Approach,
            BelowExitReviews = belowExit.Length,
            Engagement = engagement,
            Colour = Colour(file, findings, engagement),
            Calendar = Calendar(file, since, meetings, scorecard, engagement),
            Support = [.. file.Support.Select(record => SupportOnDate.On(record, AsOf))
                .OrderBy(standing => standing.Record.Pathway, Utf8Ordinal.Comparer).ThenBy(standing => standing.Record.WaitingSince).ThenBy(standing => standing.Record.StartedOn)
                .ThenBy(standing => standing.Record.EndedOn).ThenBy(standing => standing.Status).ThenBy(standing => standing.Record.LeadAgency, Utf8Ordinal.Comparer)],
            Supervisions = [.. file.Supervisions.Where(period => IsInForce(period, AsOf)).OrderBy(period => period.From).ThenBy(period => period.Kind).ThenBy(period => period.To).ThenBy(period => period.ActiveUntil)],
            Meetings = meetings,
            Alternatives = [.. Alternatives(file, offences, since, findings, scorecard, belowExit)],
        };
    }

    private Recommendation RankingOf(Assessment assessment) => assessment.Placement.Recommendation
        ?? (assessment.Scorecard!.Most < Policy.ExitBelow ? Recommendation.BelowExit : Recommendation.Retain);

    // This review and the runs before it, back to the first at which the member was not below the line, or was not a member yet.
    private DateOnly[] BelowExit(OffenderId id, Recommendation now, DateOnly since, DateOnly on)
    {
        var dates = new List<DateOnly>();
        if (now != Recommendation.BelowExit) return [];
        dates.Add(on);
        var days = _review.MinimumWeeks * 7;
        foreach (var run in _earlier)
        {
            if (run.AsOf < since || !run.Members.TryGetValue(id, out var then) || then != Recommendation.BelowExit) break;
            // Runs nearer to each other than two reviews can be are one review, however many are made.
            if (dates[^1].DayNumber - run.AsOf.DayNumber >= days) dates.Add(run.AsOf);
        }
        return [.. dates];
    }

    private StatusColour Colour(CaseFile file, Findings findings, Engagement engagement)
    {
        if (file.Offender.Location == Location.Custody || file.CustodyAsOf(AsOf).Any(spell => spell.Includes(AsOf))) return StatusColour.Blue;
        if (findings.Approach is { Advice: ApproachAdvice.CatchAndConvict } || findings.Bars.Any(bar => bar.Bar is DeselectionBar.RecentOffence or DeselectionBar.RecentBreach)) return StatusColour.Red;
        var isEngaging = engagement.Band is { } band && band == _review.Engagement.Bands[^1].Id;
        return isEngaging && !findings.Bars.Any(bar => bar.Bar == DeselectionBar.OpenCase) ? StatusColour.Green : StatusColour.Amber;
    }

    private ReviewCalendar Calendar(CaseFile file, DateOnly since, ImmutableArray<PanelOutcome> meetings, Scorecard scorecard, Engagement engagement)
    {
        var risk = _review.RiskBandOf(scorecard.Total);
        var place = engagement.Band is null ? -1 : _review.Engagement.Bands.ToList().FindIndex(band => band.Id == engagement.Band);
        var weeks = Math.Min(_review.MaximumWeeks, place < 0 ? risk.WeeksNotKnown : risk.Weeks[place]);
        var last = meetings.IsEmpty ? since : meetings[^1].MeetingDate;
        if (_context.DecidedOn.TryGetValue(file.Offender.Id, out var decided) && decided > last && decided <= AsOf) last = decided;
        var next = DateOnly.FromDayNumber(Math.Min(last.DayNumber + weeks * 7, DateOnly.MaxValue.DayNumber));
        return new ReviewCalendar(last, next, risk.Id, weeks, next < AsOf, Coming(file), [.. Pathways.Gaps(file.Support, AsOf, _review.WaitingDays)]);
    }

    private ImmutableArray<ComingDate> Coming(CaseFile file)
    {
        var dates = new List<ComingDate>();
        if (file.Offender.ExpectedRelease is { } release) dates.Add(new ComingDate(release, ComingChange.Release));
        foreach (var period in file.Supervisions.Where(period => IsInForce(period, AsOf)))
        {
            if (period.To is { } to) dates.Add(new ComingDate(to, ComingChange.SupervisionEnds));
            if (period.ActiveUntil is { } until && until != period.To) dates.Add(new ComingDate(until, ComingChange.ActiveSupervisionEnds));
        }
        return [.. dates.Where(coming => coming.Date >= AsOf && coming.Date.DayNumber - AsOf.DayNumber <= _review.ComingDays).Distinct().OrderBy(coming => coming.Date).ThenBy(coming => coming.Change)];
    }

    private static bool IsInForce(SupervisionPeriod period, DateOnly on) =>
        period.From <= on && !(period.To < on) && !(period.Event == SupervisionEvent.Revoked && !(period.EventDate > on));

    private List<Alternative> Alternatives(CaseFile file, IReadOnlyList<Offence> offences, DateOnly since, Findings now, Scorecard scorecard, DateOnly[] belowExit)
    {
        var tried = new List<Alternative>();
        if (now.Grounds.Any(ground => ground.IsFact))
            Try(AlternativeKind.FactIsNotSo, now with { Grounds = now.Grounds.RemoveAll(ground => ground.IsFact) });
        if (OverTime(file, offences, since, now.Recommendation) is { } later) tried.Add(later);
        if (now.Approach is { Advice: ApproachAdvice.CatchAndConvict } approach)
            Try(AlternativeKind.ContactsKept, now with { Approach = null }, alternative => alternative with { Number = approach.ContactsToKeep });
        if (Pathways.Uncompleted(file.Support, AsOf) is { Count: > 0 } open)
        {
            var completed = file.Support.Select(support => open.Contains(support.Pathway, StringComparer.Ordinal) ? support with { Status = SupportStatus.Completed, EndedOn = AsOf } : support);
            var then = file with { Support = [.. completed] };
            Try(AlternativeKind.SupportCompleted, Find(then, belowExit), alternative => alternative with { Pathways = [.. open] });
            // Where neither time nor support alone does it, both may.
            if (tried.Count == 0 && OverTime(then, offences, since, now.Recommendation) is { } both)
                tried.Add(both with { Kind = AlternativeKind.SupportCompleted, Pathways = [.. open] });
        }
        if (Policy.Deselection.BelowExitReviews is { } reviews && belowExit.Length < reviews)
        {
            var enough = Enumerable.Repeat(AsOf, reviews).ToArray();
            Try(AlternativeKind.BelowExitLine, Find(file, enough), alternative => alternative with { Number = Math.Max(0, scorecard.Most - Policy.ExitBelow + 1) });
        }
        if (Policy.Deselection.RecentMonths is { } recent && !now.Grounds.Any(ground => ground.IsFact))
            Try(AlternativeKind.OffenceProven, now with { Bars = now.Bars.Add(new BarFinding(DeselectionBar.RecentOffence, Months.After(AsOf, recent), [])) });
        Try(AlternativeKind.NeedFound, now with { Grounds = now.Grounds.RemoveAll(ground => ground.Ground == Ground.SupportComplete) });
        return tried;

        void Try(AlternativeKind kind, Findings then, Func<Alternative, Alternative>? complete = null)
        {
            if (then.Recommendation == now.Recommendation) return;
            var alternative = new Alternative(kind, then.Recommendation);
            tried.Add(complete is null ? alternative : complete(alternative));
        }

        Findings Find(CaseFile other, DateOnly[] below) => Findings.Find(Policy.Deselection, _context, other, offences, since, AsOf, below);
    }

    // Found by reviewing the records of today on every day to come, as a run on that day would.
    private Alternative? OverTime(CaseFile file, IReadOnlyList<Offence> offences, DateOnly since, ReviewRecommendation now)
    {
        // Points are looked at only where enough earlier runs could make a ground of them.
        var mayBeBelowExit = Policy.Deselection.BelowExitReviews <= 1 + _earlier.Length;
        var (outcomes, next) = (file.Offences.Select(report => report.OutcomeDate).OfType<DateOnly>().Where(date => date > AsOf).Distinct().Order().ToArray(), 0);
        for (var day = AsOf.DayNumber + 1; day <= Math.Min(AsOf.DayNumber + DaysAhead, DateOnly.MaxValue.DayNumber); day++)
        {
            var on = DateOnly.FromDayNumber(day);
            if (CohortTime.Since(file, on) is null) return null;
            // Offences stand as they do until the next outcome comes.
            if (next < outcomes.Length && outcomes[next] <= on)
            {
                offences = file.OffencesAsOf(on);
                next++;
            }
            var belowExit = mayBeBelowExit ? BelowExit(file.Offender.Id, RankingOf(AssessorOn(on).Assess(file)), since, on) : [];
            var then = Findings.RecommendationOn(Policy.Deselection, _context, file, offences, since, on, belowExit);
            if (then != now) return new Alternative(AlternativeKind.TimePasses, then) { Date = on };
        }
        return null;
    }

    private Assessor AssessorOn(DateOnly date) => _assessors.GetOrAdd(date, day => new Assessor(_assessor.Scorer.On(day)));
}
