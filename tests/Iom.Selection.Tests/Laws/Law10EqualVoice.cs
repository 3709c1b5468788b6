using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Iom.Selection.Panels;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Tests.Deselection;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 10: every agency's voice counts the same; a view to retain never helps deselect; no agency alone can deselect, or block for ever.</summary>
[Properties(Arbitrary = [typeof(Law10EqualVoice)], MaxTest = 1000)]
public class Law10EqualVoice
{
    private static readonly string[] Agencies = ["police", "probation", "health", "council"];

    private static PanelRules Rules => MemberFacts.Policy.Panel!;

    /// <summary>Meetings of a panel about one person.</summary>
    public sealed record Meetings(string Memberships, PanelView[] Views)
    {
        public CaseFile File => MemberFacts.Read(Memberships).File with { PanelViews = Views };

        public override string ToString() => $"{Memberships}: {string.Join(' ', Views.Select(view => FormattableString.Invariant($"{view.MeetingDate:yyyy-MM-dd}/{view.Agency}/{view.Stance}/{view.Reason}")))}";
    }

    public static Arbitrary<Meetings> Any() => Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(Make), meetings =>
        meetings.Views.Select((_, i) => meetings with { Views = [.. meetings.Views.Where((_, j) => j != i)] }));

    [SeededProperty]
    public void Permuting_agencies_changes_no_outcome(Meetings meetings, int by)
    {
        string Other(string agency) => Array.IndexOf(Agencies, Rules.IdOf(agency)) is var i && i < 0 ? agency : Agencies[(i + (by & 3)) % 4];
        var permuted = meetings with { Views = [.. meetings.Views.Select(view => view with { Agency = Other(view.Agency) })] };
        Assert.Equal(Outcomes(meetings), Outcomes(permuted));
    }

    [SeededProperty]
    public void The_order_of_agencies_in_the_policy_changes_nothing(Meetings meetings)
    {
        var reversed = PolicyText.Parse(Policy(policy => policy.Replace("{ \"id\": \"probation\" }, { \"id\": \"health\" }, { \"id\": \"council\" }", "{ \"id\": \"council\" }, { \"id\": \"health\" }, { \"id\": \"probation\" }", StringComparison.Ordinal)));
        Assert.Equal(Outcomes(meetings), Outcomes(meetings, reversed.Panel!));
    }

    [SeededProperty]
    public void A_view_changed_or_added_toward_retain_never_yields_deselect(Meetings meetings, int at, bool withReason)
    {
        var reason = withReason ? "because" : null;
        var views = meetings.Views;
        var place = views.Length == 0 ? -1 : (int)((uint)at % views.Length);
        PanelView[][] changed =
        [
            .. place < 0 ? Array.Empty<PanelView[]>() : [[.. views.Select((view, i) => i != place ? view : view with { Stance = PanelStance.Retain, Reason = reason ?? view.Reason })]],
            .. place < 0 || views[place].Stance != PanelStance.Deselect ? Array.Empty<PanelView[]>() : [[.. views.Select((view, i) => i != place ? view : view with { Stance = PanelStance.Abstain })]],
            .. Agencies.Select(agency => (PanelView[])[.. views, new PanelView(place < 0 ? new DateOnly(2026, 9, 9) : views[place].MeetingDate, agency, PanelStance.Retain) { Reason = reason }]),
            [.. views, new PanelView(new DateOnly(2026, 3, 3).AddDays(at & 255), Agencies[at & 3], PanelStance.Retain) { Reason = reason }],
        ];
        var before = Outcomes(meetings);
        foreach (var some in changed)
        {
            foreach (var (date, outcome) in Outcomes(meetings with { Views = some }).Where(pair => pair.Value == PanelDecision.Deselect))
                Assert.Equal(PanelDecision.Deselect, before[date]);
        }
    }

    [SeededProperty]
    public void A_view_changed_toward_decline_never_yields_select(Meetings meetings, int at)
    {
        if (meetings.Views.Length == 0) return;
        var place = (int)((uint)at % meetings.Views.Length);
        var before = Outcomes(meetings);
        var changed = Outcomes(meetings with { Views = [.. meetings.Views.Select((view, i) => i == place ? view with { Stance = PanelStance.Decline } : view)] });
        foreach (var (date, _) in changed.Where(pair => pair.Value == PanelDecision.Select)) Assert.Equal(PanelDecision.Select, before[date]);
    }

    [SeededProperty]
    public void No_agency_alone_can_deselect_or_select(Meetings meetings)
    {
        foreach (var agency in Agencies)
        {
            var alone = meetings with { Views = [.. meetings.Views.Select(view => Rules.IdOf(view.Agency) == agency ? view : view with { Stance = PanelStance.Abstain })] };
            Assert.DoesNotContain(Outcomes(alone).Values, outcome => outcome is PanelDecision.Deselect or PanelDecision.Select);
        }
    }

    [SeededProperty]
    public void Nobody_can_block_for_ever(Meetings meetings)
    {
        // However often everybody else objects: once the weeks have passed since the first majority, a majority decides.
        var file = meetings.File with { Memberships = [new Membership(new DateOnly(2024, 1, 1))] };
        DateOnly? first = null;
        foreach (var meeting in PanelMeetings.CountVotes(Rules, file, MemberFacts.AsOf))
        {
            var hasMajority = meeting.For > meeting.Against && meeting.For >= 2;
            if (hasMajority) first ??= meeting.MeetingDate;
            if (hasMajority && meeting.MeetingDate >= first!.Value.AddDays(42)) Assert.Equal(PanelDecision.Deselect, meeting.Outcome);
            if (!hasMajority) Assert.Equal(PanelDecision.Retain, meeting.Outcome);
            if (meeting.DeferredUntil is { } until) Assert.InRange(until, meeting.MeetingDate.AddDays(1), first!.Value.AddDays(42));
        }
    }

    [SeededProperty]
    public void Coming_to_a_meeting_and_abstaining_changes_nothing(Meetings meetings)
    {
        var before = Outcomes(meetings);
        foreach (var agency in Agencies.Where(agency => meetings.Views.All(view => Rules.IdOf(view.Agency) != agency)))
        {
            var present = meetings with { Views = [.. meetings.Views, .. meetings.Views.Select(view => view.MeetingDate).Distinct().Select(date => new PanelView(date, agency, PanelStance.Abstain) { Reason = "because" })] };
            foreach (var (date, outcome) in before) Assert.Equal(outcome, Outcomes(present)[date]);
        }
    }

    [Fact]
    public void The_generated_meetings_reach_every_outcome()
    {
        // The same seeds each time: a rare outcome that one draw in some dozens misses would say nothing of the code.
        var reached = Enumerable.Range(0, 5000).Select(Make).SelectMany(meetings => PanelMeetings.CountVotes(Rules, meetings.File, MemberFacts.AsOf))
            .Select(meeting => (meeting.Question, meeting.Outcome, meeting.IsConsensus)).ToHashSet();
        foreach (var isConsensus in new[] { true, false })
        {
            foreach (var outcome in new[] { PanelDecision.Retain, PanelDecision.Deselect, PanelDecision.Defer }) Assert.Contains((PanelQuestion.Leaving, outcome, isConsensus), reached);
            foreach (var outcome in new[] { PanelDecision.Decline, PanelDecision.Select, PanelDecision.Defer }) Assert.Contains((PanelQuestion.Joining, outcome, isConsensus), reached);
        }
    }

    private static Dictionary<DateOnly, PanelDecision> Outcomes(Meetings meetings, PanelRules? rules = null) =>
        PanelMeetings.CountVotes(rules ?? Rules, meetings.File, MemberFacts.AsOf).ToDictionary(meeting => meeting.MeetingDate, meeting => meeting.Outcome);

    private static string Policy(Func<string, string> change) => change($$"""
        {
          "schema": "iom-selection-policy/1", "id": "members", "version": "1", "title": "Members",
          "matrix": { "factors": [ {{PolicyText.Count}} ] }, "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 30 },
          {{MemberFacts.Keeping}}
        }
        """);

    private static Meetings Make(int seed)
    {
        // Not for secrets: the same seed makes the same meetings.
        var random = new Random(seed);
        T Pick<T>(params T[] from) => from[random.Next(from.Length)];
        var joining = random.Next(4) == 0;
        DateOnly[] dates = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new DateOnly(2026, 4, 1).AddDays(7 * random.Next(0, 25))).Distinct()];
        var views = dates.SelectMany(date => Enumerable.Range(0, random.Next(0, 6)).Select(_ => new PanelView(
            date, Pick("police", "probation", "health", "council", "Police DIP", "HEALTH", "fire"),
            joining ? Pick(PanelStance.Select, PanelStance.Select, PanelStance.Decline, PanelStance.Abstain) : Pick(PanelStance.Deselect, PanelStance.Deselect, PanelStance.Retain, PanelStance.Abstain, PanelStance.Select))
        {
            Reason = Pick(null, null, "because", " "),
        }));
        var memberships = joining ? Pick("", "member:2025-01-01:2026-03-01") : Pick("member:2025-01-01", "member:2025-01-01:2026-06-01 member:2026-07-01", "member:2026-04-15", "member:2025-01-01:2026-08-01");
        return new Meetings(memberships, [.. views]);
    }
}
