using FsCheck.Xunit;
using Iom.Selection.Explanations;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 9: each figure is recomputed from the records it names; each change offered, applied, alters the recommendation; each date given comes true.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 60)]
public class Law09TruthfulExplanation
{
    [SeededProperty]
    public void A_contribution_recomputed_from_the_records_it_names_is_the_same(Scenario scenario)
    {
        foreach (var (file, explanation, _) in Explained(scenario))
        {
            foreach (var (factor, i) in explanation.Factors.Select((factor, i) => (factor, i)))
            {
                var named = factor.Contribution.Records;
                bool Names(string kind, string id, DateOnly? date) => named.Contains(new RecordReference(kind, id, date));
                var own = new CaseFile(Names("offender", "mappa_level", null) ? new Offender(file.Offender.Id) { MappaLevel = file.Offender.MappaLevel } : new Offender(file.Offender.Id))
                {
                    Offences = [.. file.Offences.Where(report => named.Any(record => record.Kind == "offence" && record.Id == report.OffenceId))],
                    DrugTests = [.. file.DrugTests.Where(test => named.Any(record => record.Kind == "drug_test" && record.Id == test.TestId))],
                    RiskScores = [.. file.RiskScores.Where(score => Names("risk_score", score.Instrument, score.AssessedOn))],
                    Custody = [.. file.Custody.Where(spell => Names("custody", spell.To?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "open", spell.From))],
                };
                var again = scenario.Score(own).Contributions[i];
                Assert.Equal((factor.Contribution.Reading, factor.Contribution.Least, factor.Contribution.Most), (again.Reading, again.Least, again.Most));
            }
        }
    }

    [SeededProperty]
    public void An_offence_that_is_said_to_play_no_part_can_be_taken_away(Scenario scenario)
    {
        foreach (var (file, explanation, _) in Explained(scenario))
        {
            var described = explanation.DescribeRecords();
            for (var i = 0; i < explanation.Factors.Length; i++)
            {
                Assert.Equal(explanation.Factors[i].Contribution.Records.AsEnumerable(), described[i].Select(record => record.Record));
                string[] Ids(RecordRole role) => [.. described[i].Where(record => record.Record.Kind == "offence" && record.Role == role).Select(record => record.Record.Id)];
                // A case number stands for several offences, of which one may count.
                var idle = Ids(RecordRole.LookedAt).Except(Ids(RecordRole.Counted)).ToHashSet(StringComparer.Ordinal);
                if (idle.Count == 0) continue;
                var again = scenario.Score(file with { Offences = [.. file.Offences.Where(report => !idle.Contains(report.OffenceId))] }).Contributions[i];
                var contribution = explanation.Factors[i].Contribution;
                Assert.Equal((contribution.Reading, contribution.Least, contribution.Most), (again.Reading, again.Least, again.Most));
            }
        }
    }

    [SeededProperty]
    public void A_change_that_is_offered_alters_the_recommendation_and_none_is_nearer(Scenario scenario)
    {
        var assessor = scenario.Assessor();
        var assessments = scenario.People.Select(assessor.Assess).ToArray();
        foreach (var (file, explanation, person) in Explained(scenario))
            NearestChange.AssertTrue(explanation, file, person, assessor, assessments, changed => Proposal.For(scenario.Policy, scenario.AsOf, scenario.Capacity, changed));
    }

    [SeededProperty]
    public void A_date_that_is_given_comes_true_when_the_run_is_repeated_at_it(Scenario scenario)
    {
        foreach (var (file, explanation, _) in Explained(scenario))
        {
            var known = file.AsOf(scenario.AsOf);
            Scorecard At(DateOnly date) => (scenario with { AsOf = date }).Score(known);
            for (var i = 0; i < explanation.Factors.Length; i++)
            {
                foreach (var from in explanation.Factors[i].OverTime.Take(3))
                {
                    Assert.True(from.Date > scenario.AsOf);
                    Assert.Equal(from.Points, At(from.Date).Contributions[i].Least.Value);
                    Assert.NotEqual(from.Points, At(from.Date.AddDays(-1)).Contributions[i].Least.Value);
                }
            }
            foreach (var crossing in explanation.Crossings.Take(4))
            {
                bool IsBelow(DateOnly date) => crossing.Line == PolicyLine.Entry ? At(date).Least < scenario.Policy.EntryFrom : At(date).Most < scenario.Policy.ExitBelow;
                Assert.Equal(crossing.IsBelow, IsBelow(crossing.Date));
                Assert.NotEqual(crossing.IsBelow, IsBelow(crossing.Date.AddDays(-1)));
            }
        }
    }

    [SeededProperty]
    [Trait("Category", "Slow")]
    public void No_day_on_which_points_change_or_a_line_is_crossed_is_left_out(Scenario scenario)
    {
        foreach (var (file, explanation, _) in Explained(scenario).Where(explained => explained.Explanation.Row.Rank is not null).Take(2))
        {
            var known = file.AsOf(scenario.AsOf);
            var before = explanation.Factors.Select(factor => factor.Contribution.Least.Value).ToArray();
            var changes = before.Select(_ => new List<PointsFrom>()).ToArray();
            var crossings = new List<LineCrossing>();
            var (belowEntry, belowExit) = (explanation.Row.Scorecard!.Least < scenario.Policy.EntryFrom, explanation.Row.Scorecard.Most < scenario.Policy.ExitBelow);
            for (var day = scenario.AsOf.AddDays(1); day <= explanation.LookedUntil; day = day.AddDays(1))
            {
                var card = (scenario with { AsOf = day }).Score(known);
                for (var i = 0; i < before.Length; i++)
                {
                    var points = card.Contributions[i].Least.Value;
                    if (points != before[i]) changes[i].Add(new PointsFrom(day, before[i] = points));
                }
                if (card.Least < scenario.Policy.EntryFrom != belowEntry) crossings.Add(new LineCrossing(day, PolicyLine.Entry, belowEntry = !belowEntry));
                if (card.Most < scenario.Policy.ExitBelow != belowExit) crossings.Add(new LineCrossing(day, PolicyLine.Exit, belowExit = !belowExit));
            }
            Assert.Equal(changes, explanation.Factors.Select(factor => factor.OverTime.ToList()));
            Assert.Equal(crossings, explanation.Crossings.ToList());
        }
    }

    [SeededProperty]
    public void To_the_person_no_line_is_anybodys_total_and_no_other_person_is_named(Scenario scenario)
    {
        foreach (var (file, explanation, _) in Explained(scenario))
        {
            if (explanation.IsOfSomebodyDead)
            {
                Assert.Throws<ArgumentException>(() => ExplanationTexts.Standard.ForPerson(explanation));
                continue;
            }
            var text = ExplanationTexts.Standard.ForPerson(explanation);
            foreach (var other in scenario.People.Where(other => other != file)) Assert.DoesNotContain(other.Offender.Id.Value, text, StringComparison.Ordinal);
            Assert.DoesNotContain("{", text, StringComparison.Ordinal);
            Assert.DoesNotContain("{", ExplanationTexts.Standard.ForPanel(explanation), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(CaseFile File, Explanation Explanation, int Person)> Explained(Scenario scenario)
    {
        var assessor = scenario.Assessor();
        var proposal = scenario.Propose();
        var explainer = new Explainer(assessor, proposal);
        return scenario.People.Take(3).Select((file, person) => (file, explainer.Explain(file, proposal.Rows.Single(row => row.OffenderId == file.Offender.Id)), person));
    }
}
