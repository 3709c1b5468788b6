using FsCheck.Xunit;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Deselection;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Deselection: what gets better is never held against anybody, and what is said of time and of the way back comes true.</summary>
[Properties(Arbitrary = [typeof(MemberHistories)], MaxTest = 150)]
public class DeselectionLaws
{
    [SeededProperty]
    public void Fewer_offences(MemberHistory history)
    {
        foreach (var id in history.File.Offences.Select(report => report.OffenceId).Distinct())
            AssertNoWorse(history, history.File with { Offences = [.. history.File.Offences.Where(report => report.OffenceId != id)] });
    }

    [SeededProperty]
    [Trait("Category", "Slow")]
    public void More_contacts_kept(MemberHistory history)
    {
        foreach (var contact in history.File.Contacts.Where(contact => contact.Outcome != ContactOutcome.Kept))
            AssertNoWorse(history, history.File with { Contacts = [.. history.File.Contacts.Select(other => other == contact ? contact with { Outcome = ContactOutcome.Kept } : other)] });
        foreach (var day in new[] { 0, 5, 40, 95 })
            AssertNoWorse(history, history.File with { Contacts = [.. history.File.Contacts, Kept("new", MemberFacts.AsOf.AddDays(-day))] });
    }

    [SeededProperty]
    public void More_support_completed(MemberHistory history)
    {
        for (var i = 0; i < history.File.Support.Count; i++)
        {
            foreach (DateOnly? ended in new DateOnly?[] { MemberFacts.AsOf, history.File.Support[i].EndedOn > MemberFacts.AsOf ? MemberFacts.AsOf : history.File.Support[i].EndedOn })
            {
                Support[] support = [.. history.File.Support];
                support[i] = support[i] with { Status = SupportStatus.Completed, EndedOn = ended ?? MemberFacts.AsOf, StartedOn = support[i].StartedOn > MemberFacts.AsOf ? null : support[i].StartedOn };
                // Support that was not there protects, and has to be there before anything is held against anybody; a history in which it was there all along is another.
                if (SupportOnDate.On(history.File.Support[i], MemberFacts.AsOf).Status is SupportStatus.Needed or SupportStatus.Waiting or SupportStatus.Withdrawn)
                    AssertGroundsStay(history.Review(), history.Review(file: history.File with { Support = support }), _ => false);
                else AssertNoWorse(history, history.File with { Support = support });
            }
        }
    }

    [SeededProperty]
    [Trait("Category", "Slow")]
    public void Later_dates_with_nothing_new(MemberHistory history)
    {
        var file = Known(history.File);
        var now = history.Review(file: file);
        foreach (var days in new[] { 1, 2, 27, 31, 60, 100, 366 })
        {
            var on = MemberFacts.AsOf.AddDays(days);
            if (!file.IsMemberOn(on)) continue;
            // That release comes nearer is something new, which time brings: whoever is about to be released is no longer managed by a prison for long.
            AssertNoWorse(now, history.Review(on, file), ground => ground.Ground == Ground.ManagedElsewhere && ground.Records.Any(record => record.Id == "expected_release"));
        }
    }

    [SeededProperty]
    public void How_somebody_engages_is_never_a_ground_nor_a_block(MemberHistory history)
    {
        var (now, without) = (history.Review(), history.Review(file: history.File with { Contacts = [] }));
        Assert.Equal(now.Grounds.Select(ground => ground.Ground), without.Grounds.Select(ground => ground.Ground));
        Assert.Equal(now.Bars.Select(bar => bar.Bar), without.Bars.Select(bar => bar.Bar));
        Assert.Equal((now.Ranking, now.Scorecard.Total, now.Scorecard.Most), (without.Ranking, without.Scorecard.Total, without.Scorecard.Most));
        Assert.Null(without.Approach);
    }

    [SeededProperty]
    public void An_agencys_name_changes_nothing_but_the_name(MemberHistory history)
    {
        var renamed = history.File with { Support = [.. history.File.Support.Select(support => support with { LeadAgency = "another" })] };
        Assert.Equal(history.Review().ToJson().Replace("\"health\"", "\"another\"", StringComparison.Ordinal), history.Review(file: renamed).ToJson());
    }

    [SeededProperty]
    public void Records_in_any_order(MemberHistory history)
    {
        var file = history.File;
        var reversed = file with
        {
            Offences = [.. file.Offences.Reverse()],
            Contacts = [.. file.Contacts.Reverse()],
            Support = [.. file.Support.Reverse()],
            Custody = [.. file.Custody.Reverse()],
            Supervisions = [.. file.Supervisions.Reverse()],
            Memberships = [.. file.Memberships.Reverse()],
        };
        Assert.Equal(history.Review().ToJson(), history.Review(file: reversed).ToJson());
    }

    [SeededProperty]
    public void Between_the_lines_nobody_flips(MemberHistory history)
    {
        var review = history.Review();
        if (review.Scorecard.Most >= history.Policy.ExitBelow) Assert.DoesNotContain(review.Grounds, ground => ground.Ground == Ground.BelowExitLine);
    }

    [SeededProperty]
    public void A_block_ends_on_the_day_that_is_given(MemberHistory history)
    {
        var file = Known(history.File);
        foreach (var bar in history.Review(file: file).Bars)
        {
            Assert.DoesNotContain(history.Review(bar.Ends, file).Bars, other => other.Bar == bar.Bar);
            if (bar.Ends.AddDays(-1) > MemberFacts.AsOf) Assert.Contains(history.Review(bar.Ends.AddDays(-1), file).Bars, other => other.Bar == bar.Bar);
        }
    }

    [SeededProperty]
    public void What_is_recommended_on_a_day_to_come_is_what_all_that_would_be_found_on_it_recommends(MemberHistory history)
    {
        var file = history.File.AsOf(MemberFacts.AsOf);
        if (CohortTime.Since(file, MemberFacts.AsOf) is not { } since) return;
        var (rules, context) = (history.Policy.Deselection, MemberFacts.Read(history.Facts).Context);
        DateOnly[][] belowExit = [[], [MemberFacts.AsOf, MemberFacts.AsOf.AddDays(-60)]];
        for (var on = MemberFacts.AsOf; on < MemberFacts.AsOf.AddDays(Reviewer.DaysAhead); on = on.AddDays(17))
        {
            foreach (var below in belowExit)
            {
                Assert.Equal(
                    Findings.Find(rules, context, file, file.OffencesAsOf(on), since, on, below).Recommendation,
                    Findings.RecommendationOn(rules, context, file, file.OffencesAsOf(on), since, on, below));
            }
        }
    }

    [SeededProperty(MaxTest = 40)]
    public void What_time_alone_will_do_comes_true_on_the_day_and_not_before(MemberHistory history)
    {
        var now = history.Review();
        var file = history.File.AsOf(MemberFacts.AsOf);
        var change = now.Alternatives.SingleOrDefault(alternative => alternative.Kind == AlternativeKind.TimePasses);
        var until = change?.Date ?? MemberFacts.AsOf.AddDays(Reviewer.DaysAhead + 1);
        // Every day would be dear: the last week, and days here and there before.
        for (var on = MemberFacts.AsOf.AddDays(1); on < until && file.IsMemberOn(on); on = on.AddDays(on.AddDays(8) < until ? 23 : 1)) Assert.Equal(now.Recommendation, history.Review(on, file).Recommendation);
        if (change is not null) Assert.Equal(change.Then, history.Review(until, file).Recommendation);
    }

    [SeededProperty]
    public void The_way_back_is_as_long_as_is_said_and_no_longer(MemberHistory history)
    {
        if (history.Review().Approach is not { } approach) return;
        var required = approach.Advice == ApproachAdvice.CatchAndConvict ? ContactRequirement.Order : ContactRequirement.Voluntary;
        MemberReview After(int kept) => history.Review(file: history.File with
        {
            Contacts = [.. history.File.Contacts, .. Enumerable.Range(0, kept).Select(i => Kept($"new{i}", MemberFacts.AsOf) with { Required = required })],
        });
        Assert.Null(After(approach.ContactsToKeep).Approach);
        Assert.NotNull(After(approach.ContactsToKeep - 1).Approach);
        Assert.True(approach.MissedCount >= history.Policy.Deselection.Approach!.Missed && approach.ContactCount >= approach.MissedCount);
        // And with nothing new it falls away by itself on the day that is given, and not before.
        var file = Known(history.File);
        if (history.Review(file: file).Approach is not { } known) return;
        if (file.IsMemberOn(known.Until)) Assert.NotEqual(known.Advice, history.Review(known.Until, file).Approach?.Advice);
        if (known.Until.AddDays(-1) > MemberFacts.AsOf && file.IsMemberOn(known.Until.AddDays(-1))) Assert.NotNull(history.Review(known.Until.AddDays(-1), file).Approach);
    }

    [SeededProperty]
    public void Completing_the_support_that_is_named_does_what_is_said(MemberHistory history)
    {
        if (history.Review().Alternatives.SingleOrDefault(alternative => alternative.Kind == AlternativeKind.SupportCompleted) is not { } alternative) return;
        var completed = history.File.Support.Select(support => alternative.Pathways.Contains(support.Pathway) ? support with { Status = SupportStatus.Completed, EndedOn = MemberFacts.AsOf } : support);
        var file = history.File.AsOf(MemberFacts.AsOf) with { Support = [.. completed] };
        Assert.Equal(alternative.Then, history.Review(alternative.Date, file).Recommendation);
        if (alternative.Date is { } date && date.AddDays(-1) > MemberFacts.AsOf) Assert.NotEqual(alternative.Then, history.Review(date.AddDays(-1), file).Recommendation);
    }

    [SeededProperty]
    public void Having_been_in_the_cohort_before_counts_for_nothing(MemberHistory history)
    {
        var before = new Membership(new DateOnly(2020, 1, 1)) { To = new DateOnly(2021, 1, 1), Ground = "any" };
        Assert.Equal(history.Review().ToJson(), history.Review(file: history.File with { Memberships = [before, .. history.File.Memberships] }).ToJson());
    }

    [SeededProperty]
    public void The_next_review_is_never_later_than_the_maximum(MemberHistory history)
    {
        var calendar = history.Review().Calendar;
        Assert.InRange(calendar.NextReview.DayNumber - calendar.LastReviewed.DayNumber, 7, history.Policy.Review!.MaximumWeeks * 7);
        Assert.Equal(calendar.NextReview < MemberFacts.AsOf, calendar.IsOverdue);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_generated_members_reach_every_hard_case()
    {
        string[] all =
        [
            .. Vocabulary.AllWords<ReviewRecommendation>(), .. Vocabulary.AllWords<Ground>(), .. Vocabulary.AllWords<DeselectionBar>(), .. Vocabulary.AllWords<ApproachAdvice>(),
            .. Vocabulary.AllWords<StatusColour>(), .. Vocabulary.AllWords<AlternativeKind>(), .. Vocabulary.AllWords<ComingChange>(), .. Vocabulary.AllWords<ContactOutcome>(), "completed",
            .. Vocabulary.AllWords<PlanGap>().Where(gap => gap != "no_lead_agency"),
        ];
        var reached = FsCheck.Fluent.Gen.Sample(MemberHistories.Any, 1500, new FsCheck.Rnd(20261031, 7), 50).SelectMany(MemberHistories.Words).ToHashSet();
        Assert.Empty(all.Except(reached));
    }

    // What is known on the day: outcomes, beginnings and ends of a later day are something new when they come, and so is that a contradiction ends.
    private static CaseFile Known(CaseFile file)
    {
        var on = MemberFacts.AsOf;
        return file.AsOf(on) with
        {
            Offences = [.. file.AsOf(on).Offences.Select(report => report.OutcomeDate > on ? report with { Outcome = OffenceOutcome.Open, OutcomeDate = null } : report)],
            // A spell that the location contradicts is none, until it is over.
            Custody = [.. file.AsOf(on).CustodyAsOf(on)],
            Support = [.. file.Support.Select(support => support with
            {
                Status = SupportOnDate.On(support, on).Status,
                StartedOn = support.StartedOn > on ? null : support.StartedOn,
                EndedOn = support.EndedOn > on ? null : support.EndedOn,
            })],
            Supervisions = [.. file.Supervisions.Select(period => period.EventDate > on ? period with { Event = null, EventDate = null } : period)],
        };
    }

    private static Contact Kept(string id, DateOnly on) => new(id, on, ContactKind.Appointment, ContactOutcome.Kept) { Required = ContactRequirement.Order };

    private static void AssertNoWorse(MemberHistory history, CaseFile better) => AssertNoWorse(history.Review(), history.Review(file: better), _ => false);

    private static void AssertGroundsStay(MemberReview before, MemberReview after, Func<GroundFinding, bool> except)
    {
        foreach (var ground in before.Grounds.Where(ground => !except(ground))) Assert.Contains(after.Grounds, other => other.Ground == ground.Ground);
    }

    private static void AssertNoWorse(MemberReview before, MemberReview after, Func<GroundFinding, bool> except)
    {
        AssertGroundsStay(before, after, except);
        if (before.Approach?.Advice != ApproachAdvice.CatchAndConvict) Assert.NotEqual(ApproachAdvice.CatchAndConvict, after.Approach?.Advice);
    }
}
