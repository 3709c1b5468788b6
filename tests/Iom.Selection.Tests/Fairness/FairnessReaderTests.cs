using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;

namespace Iom.Selection.Tests.Fairness;

public class FairnessReaderTests
{
    [Fact]
    public void Without_the_block_the_standard_holds_and_no_margin()
    {
        var rules = PolicyText.Parse(PolicyText.With("[]", """[ { "id": "all" } ]""")).Fairness;
        Assert.Equal(FairnessRules.Standard, rules);
        Assert.Equal((0.95, null, 10, 12, 6, 2), (rules.Level, rules.Margin, rules.SmallestCell, rules.FollowUpMonths, rules.WaitMonths, rules.FeedbackTimes));
    }

    [Fact]
    public void Everything_that_is_written_is_read()
    {
        var rules = Parse("""
            { "level": 0.9, "margin": 0.1, "smallestCell": 5, "outcome": { "months": 24, "wait": 3 }, "feedback": { "times": 4 },
              "thresholds": [ { "step": "panel_selection", "ratioAtLeast": 0.8, "differenceAtMost": 0.2 } ], "alternatives": [ { "id": "a", "months": { "count": 6 }, "leaveOutDetectedBy": ["police", "store"] } ] }
            """).Fairness;
        Assert.Equal((0.9, 0.1, 5, 24, 3, 4), (rules.Level, rules.Margin, rules.SmallestCell, rules.FollowUpMonths, rules.WaitMonths, rules.FeedbackTimes));
        Assert.Equal(new FairnessThreshold(PipelineStage.PanelSelection, 0.8, 0.2), Assert.Single(rules.Thresholds));
        var alternative = Assert.Single(rules.Alternatives);
        Assert.Equal(("a", 6, 2), (alternative.Title, alternative.Months[0], alternative.LeaveOutDetectedBy.Length));
    }

    [Theory]
    [InlineData("""{ "level": 1 }""", "fairness.level")]
    [InlineData("""{ "margin": 0 }""", "fairness.margin")]
    [InlineData("""{ "smallestCell": 4 }""", "fairness.smallestCell")]
    [InlineData("""{ "selectionIs": "good" }""", "fairness.selectionIs")]
    [InlineData("""{ "groups": { "sex": { "F": ["f"], "M": ["m"], "X": ["f"] } } }""", "fairness.groups.sex.X[0]")]
    [InlineData("""{ "notRecorded": { "odds": 0.5 } }""", "fairness.notRecorded.odds")]
    [InlineData("""{ "equalRecords": { "totals": [ 10, 10 ] } }""", "fairness.equalRecords.totals[1]")]
    [InlineData("""{ "equalRecords": { } }""", "fairness.equalRecords")]
    [InlineData("""{ "equalRecords": { "strata": [] } }""", "fairness.equalRecords.strata")]
    [InlineData("""{ "equalRecords": { "strata": [ { } ] } }""", "fairness.equalRecords.strata[0]")]
    [InlineData("""{ "equalRecords": { "strata": [ { "column": " " } ] } }""", "fairness.equalRecords.strata[0].column")]
    [InlineData("""{ "equalRecords": { "strata": [ { "totals": [10], "audited": true } ] } }""", "fairness.equalRecords.strata[0]")]
    [InlineData("""{ "equalRecords": { "strata": [ { "column": "area", "totals": [20, 10] } ] } }""", "fairness.equalRecords.strata[0].totals[1]")]
    [InlineData("""{ "equalRecords": { "strata": [ { "column": "area" }, { "column": "area", "audited": true } ] } }""", "fairness.equalRecords.strata[1]")]
    [InlineData("""{ "equalRecords": { "totals": [10], "strata": [ { "totals": [10] } ] } }""", "fairness.equalRecords.strata[0]")]
    [InlineData("""{ "equalRecords": { "strata": [ { "column": "a" }, { "column": "b" }, { "column": "c" }, { "column": "d" }, { "column": "e" }, { "column": "f" }, { "column": "g" } ] } }""", "fairness.equalRecords.strata")]
    [InlineData("""{ "equalRecords": { "strata": [ { "column": "area" } ] }, "statistics": { "tables": [ { "columns": ["area"], "step": "selection" } ] } }""", "fairness.statistics.tables[0].columns[0]")]
    [InlineData("""{ "statistics": { "tables": [ { "columns": ["sex"], "step": "selection" }, { "columns": ["age", "sex"], "step": "selection" } ] } }""", "fairness.statistics.tables[1].columns[1]")]
    [InlineData("""{ "statistics": { "tables": [ { "columns": ["sex"] } ] } }""", "fairness.statistics.tables[0].step")]
    [InlineData("""{ "outcome": { } }""", "fairness.outcome.months")]
    [InlineData("""{ "feedback": { "times": 1 } }""", "fairness.feedback.times")]
    [InlineData("""{ "threshold": [] }""", "fairness.threshold")]
    [InlineData("""{ "thresholds": [ { "step": "ranked", "ratioAtLeast": 0.8 } ] }""", "fairness.thresholds[0].step")]
    [InlineData("""{ "thresholds": [ { "step": "selection" } ] }""", "fairness.thresholds[0]")]
    [InlineData("""{ "thresholds": [ { "step": "selection", "ratioAtLeast": 1.25 } ] }""", "fairness.thresholds[0].ratioAtLeast")]
    [InlineData("""{ "alternatives": [ { "id": "a" } ] }""", "fairness.alternatives[0]")]
    [InlineData("""{ "alternatives": [ { "id": "a", "atLiberty": true }, { "id": "a", "atLiberty": true } ] }""", "fairness.alternatives[1].id")]
    [InlineData("""{ "alternatives": [ { "id": "a", "months": { "other": 6 } } ] }""", "fairness.alternatives[0].months.other")]
    [InlineData("""{ "alternatives": [ { "id": "a", "months": { "count": 0 } } ] }""", "fairness.alternatives[0].months.count")]
    [InlineData("""{ "alternatives": [ { "id": "a", "scale": { "count": { "theft": 1 } } } ] }""", "fairness.alternatives[0].scale.count")]
    [InlineData("""{ "alternatives": [ { "id": "a", "leaveOutDetectedBy": ["army"] } ] }""", "fairness.alternatives[0].leaveOutDetectedBy[0]")]
    public void What_can_not_stand_is_named_by_its_place(string fairness, string path) =>
        Assert.Equal(path, Assert.Single(Assert.Throws<PolicyException>(() => Parse(fairness)).Problems).Path);

    [Fact]
    public void Strata_are_read_and_said_in_words()
    {
        var rules = Parse("""
            { "equalRecords": { "totals": [20], "strata": [ { "column": "area" }, { "column": "beat", "audited": true }, { "column": "area", "totals": [10, 20] }, { "totals": [5] } ] },
              "statistics": { "tables": [ { "columns": ["beat"], "step": "selection" } ] } }
            """).Fairness;
        Assert.Equal(["area", "beat", "area and totals from 10, 20", "totals from 5"], rules.Strata.Select(strata => strata.Name));
        Assert.Equal((true, false, false), (rules.IsStratumAlone("area"), rules.IsStratumAlone("beat"), rules.IsStratumAlone("sex")));
        var change = Assert.Single(PolicyComparison.Changes(Parse("{}"), Parse("""{ "equalRecords": { "strata": [ { "column": "area" }, { "column": "beat", "audited": true } ] } }""")));
        Assert.Contains("compared within area; compared within beat, which is audited too", change.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_block_is_told()
    {
        var change = Assert.Single(PolicyComparison.Changes(Parse("""{ "margin": 0.1 }"""), Parse("""{ "margin": 0.2 }""")));
        Assert.Equal("fairness", change.Path);
    }

    private static Policy Parse(string fairness) =>
        PolicyText.Parse(PolicyText.With("[]", """[ { "id": "all" } ]""").Replace("\"version\"", $"\"fairness\": {fairness}, \"version\"", StringComparison.Ordinal));
}
