using Iom.Selection.Decisions;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Deselection;

public class DecisionReportTests
{
    [Theory]
    [InlineData("retain", PanelDecision.Retain, DecisionDirection.Agreed)]
    [InlineData("retain", PanelDecision.ChangeApproach, DecisionDirection.TowardLeaving)]
    [InlineData("retain", PanelDecision.Deselect, DecisionDirection.TowardLeaving)]
    [InlineData("change_approach", PanelDecision.Retain, DecisionDirection.TowardStaying)]
    [InlineData("change_approach", PanelDecision.Deselect, DecisionDirection.TowardLeaving)]
    [InlineData("consider_deselection", PanelDecision.Deselect, DecisionDirection.Agreed)]
    [InlineData("consider_deselection", PanelDecision.Retain, DecisionDirection.TowardStaying)]
    [InlineData("confirm_exit", PanelDecision.Deselect, DecisionDirection.Agreed)]
    [InlineData("below_exit", PanelDecision.Deselect, DecisionDirection.TowardLeaving)]
    [InlineData("select", PanelDecision.Select, DecisionDirection.Agreed)]
    [InlineData("select", PanelDecision.Decline, DecisionDirection.AgainstJoining)]
    [InlineData("reserve", PanelDecision.Decline, DecisionDirection.Agreed)]
    [InlineData("below_line", PanelDecision.Select, DecisionDirection.TowardJoining)]
    [InlineData("refer", PanelDecision.Select, DecisionDirection.TowardJoining)]
    [InlineData("consider_deselection", PanelDecision.Defer, DecisionDirection.Deferred)]
    public void A_decision_has_a_direction(string recommendation, PanelDecision decision, DecisionDirection direction)
    {
        Assert.Equal(direction, DecisionReport.DirectionOf(decision, recommendation));
        Assert.Equal(direction == DecisionDirection.Agreed, DecisionReport.Follows(decision, recommendation));
    }

    [Fact]
    public void Every_recommendation_of_the_tool_is_known_and_no_other_word()
    {
        Assert.All(Vocabulary.AllWords<Recommendation>().Concat(Vocabulary.AllWords<ReviewRecommendation>()), word => Assert.True(DecisionReport.IsRecommendation(word)));
        Assert.False(DecisionReport.IsRecommendation("perhaps"));
        Assert.Throws<ArgumentException>(() => DecisionReport.DirectionOf(PanelDecision.Retain, "perhaps"));
    }

    [Theory]
    // 95 per cent, from 30 decisions on: Wilson's lower bound of n of n is n / (n + 3.8415): .9494 for 72, .95001 for 73.
    [InlineData(29, 0, false)]
    [InlineData(72, 0, false)]
    [InlineData(73, 0, true)]
    [InlineData(200, 5, false)]
    [InlineData(400, 4, true)]
    public void The_alarm_asks_for_the_whole_interval(int agreed, int overridden, bool isAlarm)
    {
        var decisions = Enumerable.Range(0, agreed).Select(i => Decision(i, PanelDecision.Retain)).Concat(Enumerable.Range(agreed, overridden).Select(i => Decision(i, PanelDecision.Deselect)));
        Assert.Equal(isAlarm, DecisionReport.Create(decisions, new AgreementAlarm(95, 30)).IsAlarm);
    }

    [Fact]
    public void Without_a_rule_there_is_no_alarm() => Assert.Null(DecisionReport.Create([]).IsAlarm);

    [Fact]
    public void Counts_are_told_by_recommendation_agency_and_ground()
    {
        var report = DecisionReport.Create(
        [
            Decision(1, PanelDecision.Retain),
            Decision(2, PanelDecision.Deselect) with { Agency = "health", Grounds = ["support_complete", "below_exit_line"] },
            Decision(3, PanelDecision.Defer) with { Agency = "health" },
            Decision(4, PanelDecision.Select) with { Recommendation = "reserve", Grounds = ["above-entry"] },
        ]);
        Assert.Equal(new AgreementCount("all", new Proportion(1, 3), 1, 0, 1, 0, 1), report.All);
        Assert.Equal([new AgreementCount("reserve", new Proportion(0, 1), 0, 0, 1, 0, 0), new AgreementCount("retain", new Proportion(1, 2), 1, 0, 0, 0, 1)], report.ByRecommendation.AsEnumerable());
        Assert.Equal([new AgreementCount("health", new Proportion(0, 1), 1, 0, 0, 0, 1), new AgreementCount("police", new Proportion(1, 2), 0, 0, 1, 0, 0)], report.ByAgency.AsEnumerable());
        Assert.Equal(["above-entry", "below_exit_line", "support_complete"], report.ByGround.Select(count => count.Of));
    }

    private static RecordedDecision Decision(int i, PanelDecision decision) => new(new OffenderId($"SYNTHETIC-{i}"), "retain", decision, new DateOnly(2026, 11, 5)) { Agency = "police" };
}
