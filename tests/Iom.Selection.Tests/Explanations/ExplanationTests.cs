using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;
using NJsonSchema;

namespace Iom.Selection.Tests.Explanations;

public class ExplanationTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    [Fact]
    public async Task Every_explanation_is_as_the_schema_says()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.Path("docs", "explanation.schema.json"));
        foreach (var seed in Enumerable.Range(0, 25))
        {
            var scenario = new Maker(seed, orderly: false).Scenario();
            var proposal = scenario.Propose();
            var explainer = new Explainer(scenario.Assessor(), proposal);
            foreach (var file in scenario.People.Take(3))
            {
                var json = explainer.Explain(file, proposal.Rows.Single(row => row.OffenderId == file.Offender.Id)).ToJson();
                Assert.DoesNotContain('\n', json);
                Assert.Empty(schema.Validate(json));
            }
        }
    }

    [Fact]
    public void An_offence_falls_out_of_its_window_on_the_day_that_the_calendar_says()
    {
        // Twelve months: 28 February 2026 is outside as of 28 February 2027.
        var explanation = Explain(new OffenceReport("F", "028", new DateOnly(2026, 2, 28), OffenceOutcome.Convicted));
        Assert.Equal([new PointsFrom(new DateOnly(2027, 2, 28), 0)], explanation.Factors[0].OverTime.AsEnumerable());
        Assert.Equal([new LineCrossing(new DateOnly(2027, 2, 28), PolicyLine.Entry, IsBelow: true), new LineCrossing(new DateOnly(2027, 2, 28), PolicyLine.Exit, IsBelow: true)], explanation.Crossings.AsEnumerable());
        Assert.Equal((0, 5), (explanation.AboveEntry, explanation.AboveExit));
        Assert.Equal([new RecordReference("offence", "F", new DateOnly(2026, 2, 28)) { Code = "028" }], explanation.Factors[0].Contribution.Records.AsEnumerable());
    }

    [Fact]
    public void A_value_with_braces_is_text_and_no_place_to_fill()
    {
        var text = ExplanationTexts.Standard.ForPanel(Explain(new OffenceReport("{total}", "028", new DateOnly(2026, 2, 28), OffenceOutcome.Convicted)));
        Assert.Contains("Burglary, convicted, 28 February 2026 [{total}]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_partnerships_own_texts_are_used_and_checked()
    {
        using var stream = ExplanationTexts.OpenStandard();
        var own = JsonNode.Parse(stream)!.AsObject();
        own["person.head"] = "Beth edrychwyd arno";
        var texts = ExplanationTexts.Parse(Encoding.UTF8.GetBytes(own.ToJsonString()));
        Assert.StartsWith("Beth edrychwyd arno\n", texts.ForPerson(Explain()), StringComparison.Ordinal);

        own.Remove("person.rights");
        Assert.Equal("The texts lack the key person.rights.", Assert.Throws<FormatException>(() => ExplanationTexts.Parse(Encoding.UTF8.GetBytes(own.ToJsonString()))).Message);
        Assert.Throws<FormatException>(() => ExplanationTexts.Parse("[]"u8.ToArray()));
    }

    [Fact]
    public void The_persons_text_tells_the_policys_line_and_their_own_points()
    {
        var text = ExplanationTexts.Standard.ForPerson(Explain(new OffenceReport("F", "028", new DateOnly(2026, 2, 28), OffenceOutcome.Convicted) { Source = "niche", DetectedBy = DetectedBy.Police }));
        Assert.Contains("You can be offered a place if you have 10 points or more. You have 10.", text, StringComparison.Ordinal);
        Assert.Contains("this will drop to 0 points on 28 February 2027", text, StringComparison.Ordinal);
        foreach (var hidden in new[] { "niche", "police", "028", "SYNTHETIC" }) Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
    }

    private static Explanation Explain(params OffenceReport[] reports)
    {
        var scenario = new Scenario(0, PolicyText.With("[]", """[ { "id": "all" } ]"""), AsOf, 1, SuppliedExtracts.All,
            [new CaseFile(new Offender(new OffenderId("SYNTHETIC-1"))) { Offences = reports, Nominations = [new Nomination("Health", AsOf)] }]);
        var proposal = scenario.Propose();
        return new Explainer(scenario.Assessor(), proposal).Explain(scenario.People[0], proposal.Rows[0]);
    }
}
