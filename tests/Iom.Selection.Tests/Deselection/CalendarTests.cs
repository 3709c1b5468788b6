using Iom.Selection.Foundation;
using Iom.Selection.Reviews;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Deselection;

public class CalendarTests
{
    private const string Member = "member:2026-01-05 statutory support:drugs:needed";

    [Theory]
    // The risk band by the total, the engagement band by contacts kept, the weeks by both: from the first day in the cohort, 2026-01-05.
    [InlineData("risk:25", "lower", "", 5, "2026-02-09")]
    [InlineData("risk:45", "higher", "", 2, "2026-01-19")]
    [InlineData("risk:45 contact:2026-10-01:appointment:order:kept contact:2026-10-02:appointment:order:kept contact:2026-10-03:appointment:order:kept contact:2026-10-04:appointment:order:kept", "higher", "good", 3, "2026-01-26")]
    [InlineData("risk:45 contact:2026-10-01:appointment:order:kept contact:2026-10-02:appointment:order:kept contact:2026-10-03:appointment:order:missed contact:2026-10-04:appointment:voluntary:missed", "higher", "some", 2, "2026-01-19")]
    [InlineData("risk:45 contact:2026-10-01:appointment:order:missed contact:2026-10-02:appointment:order:kept contact:2026-10-03:appointment:order:missed contact:2026-10-04:appointment:voluntary:missed", "higher", "low", 1, "2026-01-12")]
    public void The_next_review_is_the_policys_weeks_for_the_two_bands_after_the_last(string facts, string risk, string engagement, int weeks, string next)
    {
        var review = MemberFacts.Review($"{Member} {facts}");
        Assert.Equal((risk, weeks, MemberFacts.Date(next), true), (review.Calendar.RiskBand, review.Calendar.Weeks, review.Calendar.NextReview, review.Calendar.IsOverdue));
        Assert.Equal(engagement, review.Engagement.Band ?? "");
    }

    [Fact]
    public void The_latest_meeting_about_the_member_is_the_last_review()
    {
        var file = MemberFacts.Read($"{Member} risk:25").File with { PanelViews = [.. PanelCaseTests.Views("2026-10-10/police/retain 2026-06-01/police/retain 2025-01-01/police/select 2026-11-10/police/retain")] };
        var calendar = MemberFacts.Reviewer(MemberFacts.Policy, ReviewContext.None, MemberFacts.AsOf).Review(file).Calendar;
        Assert.Equal((new DateOnly(2026, 10, 10), new DateOnly(2026, 11, 14), false), (calendar.LastReviewed, calendar.NextReview, calendar.IsOverdue));
    }

    [Fact]
    public void Due_today_is_not_overdue() => Assert.False(MemberFacts.Review("member:2026-09-26 risk:25").Calendar.IsOverdue);

    [Theory]
    [InlineData("", "no_plan")]
    [InlineData("support:drugs:needed", "need_without_support:drugs")]
    [InlineData("support:drugs:withdrawn:2026-01-01:2026-02-01", "need_without_support:drugs since 2026-02-01")]
    [InlineData("support:drugs:withdrawn:2026-01-01:2026-02-01 support:drugs:active:2026-03-01", "")]
    [InlineData("support:drugs:completed:2026-01-01:2026-02-01", "")]
    [InlineData("unled:drugs", "no_lead_agency:drugs")]
    [InlineData("support:drugs:waiting:2026-10-03", "")]
    [InlineData("support:drugs:waiting:2026-10-02", "waiting_too_long:drugs since 2026-10-02")]
    [InlineData("support:work:waiting:2026-01-02 support:drugs:needed unled:housing", "no_lead_agency:housing need_without_support:drugs waiting_too_long:work since 2026-01-02")]
    public void Gaps_in_the_plan_are_something_for_the_agencies_to_do(string support, string gaps)
    {
        var review = MemberFacts.Review($"member:2025-01-01 {support}");
        Assert.Equal(gaps, string.Join(' ', review.Calendar.Gaps.Select(gap => Vocabulary.Word(gap.Gap) + (gap.Pathway is null ? "" : $":{gap.Pathway}") + (gap.Since is { } since ? FormattableString.Invariant($" since {since:yyyy-MM-dd}") : ""))));
    }

    [Theory]
    [InlineData("release:2026-12-26", "2026-12-26 release")]
    [InlineData("release:2026-12-27", "")]
    [InlineData("release:2026-10-31", "2026-10-31 release")]
    [InlineData("release:2026-10-30", "")]
    [InlineData("supervision:licence:2026-01-01:::2026-11-30:2026-11-15", "2026-11-15 active_supervision_ends 2026-11-30 supervision_ends")]
    [InlineData("supervision:licence:2026-01-01:::2026-11-30:2026-11-30", "2026-11-30 supervision_ends")]
    [InlineData("supervision:licence:2026-01-01:revoked:2026-10-01:2026-11-30", "")]
    [InlineData("supervision:licence:2026-01-01:revoked:2026-11-01:2026-11-30", "2026-11-30 supervision_ends")]
    [InlineData("supervision:licence:2026-11-01:::2026-11-30", "")]
    public void Ends_of_supervision_and_releases_are_listed_ahead(string facts, string coming)
    {
        var review = MemberFacts.Review($"member:2025-01-01 {facts}");
        Assert.Equal(coming, string.Join(' ', review.Calendar.Coming.Select(date => FormattableString.Invariant($"{date.Date:yyyy-MM-dd} {Vocabulary.Word(date.Change)}"))));
    }

    [Fact]
    public void Engagement_tells_required_and_voluntary_apart_and_what_is_not_counted()
    {
        var review = MemberFacts.Review("member:2025-01-01 contact:2026-10-01:appointment:order:kept contact:2026-10-02:appointment:licence:missed contact:2026-10-03:appointment:voluntary:kept "
            + "contact:2026-10-04:random_visit:voluntary:not_at_home contact:2026-10-05:appointment::excused contact:2026-07-31:appointment:order:missed");
        Assert.Equal((new Proportion(1, 2), new Proportion(1, 1), 2, null), (review.Engagement.Required, review.Engagement.Voluntary, review.Engagement.NotCounted, review.Engagement.Band));
    }

    [Theory]
    // Wilson's interval at 95 per cent: Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_is_the_published_one(int count, int of, double lower, double upper)
    {
        var share = new Proportion(count, of);
        Assert.Equal((lower, upper), (Math.Round(share.Lower, 4), Math.Round(share.Upper, 4)));
    }

    [Fact]
    public void Of_nothing_nothing_is_said() => Assert.Equal((null, 0d, 1d), (new Proportion(0, 0).Rate, new Proportion(0, 0).Lower, new Proportion(0, 0).Upper));
}
