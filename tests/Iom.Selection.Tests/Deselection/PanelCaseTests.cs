using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Deselection;

public class PanelCaseTests
{
    public static TheoryData<string[]> Cases => MemberFacts.Theory("meetings.csv");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_meeting_comes_to_what_its_source_says(string[] row)
    {
        var file = MemberFacts.Read(row[2]).File with { PanelViews = [.. Views(row[3])] };
        Assert.Equal(row[4], string.Join(';', PanelMeetings.CountVotes(MemberFacts.Policy.Panel!, file, MemberFacts.AsOf).Select(Words)));
        Assert.NotEmpty(row[1]);
    }

    [Fact]
    public void The_table_has_every_outcome_by_consensus_and_by_majority()
    {
        var outcomes = MemberFacts.Table("meetings.csv").SelectMany(row => row[4].Split(';')).Where(text => text.Length > 0).Select(text => string.Join(' ', text.Split(' ')[1..4])).ToHashSet();
        string[] all =
        [
            .. from outcome in new[] { "leaving retain", "leaving deselect", "leaving defer" } from how in new[] { "consensus", "majority" } select $"{outcome} {how}",
            "joining select consensus", "joining decline majority", "joining defer majority",
        ];
        Assert.Subset(outcomes, all.ToHashSet());
    }

    [Fact]
    public void Dissent_and_reasons_stay_on_the_record()
    {
        var file = MemberFacts.Read("member:2025-01-01").File with { PanelViews = [.. Views("2026-10-05/probation/deselect 2026-10-05/police/deselect/gone 2026-10-05/health/retain/unwell")] };
        var meeting = Assert.Single(PanelMeetings.CountVotes(MemberFacts.Policy.Panel!, file, MemberFacts.AsOf));
        Assert.Equal(
            [new AgencyVote("health", PanelStance.Retain, "unwell", true), new AgencyVote("police", PanelStance.Deselect, "gone", false), new AgencyVote("probation", PanelStance.Deselect, null, false)],
            meeting.Votes.AsEnumerable());
    }

    internal static IEnumerable<PanelView> Views(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(new List<string>(), (views, word) =>
        {
            // An agency's name may hold a space.
            if (word.Length > 4 && char.IsAsciiDigit(word[0])) views.Add(word);
            else views[^1] += " " + word;
            return views;
        })
        .Select(view => view.Split('/'))
        .Select(parts => new PanelView(MemberFacts.Date(parts[0]), parts[1], MemberFacts.Of<PanelStance>(parts[2])) { Reason = parts.Length > 3 ? parts[3] : null });

    private static string Words(PanelOutcome meeting) => FormattableString.Invariant(
        $"{meeting.MeetingDate:yyyy-MM-dd} {Vocabulary.Word(meeting.Question)} {Vocabulary.Word(meeting.Outcome)} {Vocabulary.Word(meeting.Basis)} {meeting.For}-{meeting.Against}-{meeting.Abstained}")
        + (meeting.DeferredUntil is { } until ? FormattableString.Invariant($" until {until:yyyy-MM-dd}") : "");
}
