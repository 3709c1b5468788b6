using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Iom.Selection.Explanations;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.WhatIfs;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Nothing learned orders anybody unless a signed policy names it by its hash, and then only people who are equal by the matrix; and the laws of a scorecard hold for a model's points.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 100)]
public class ModelLaws
{
    [SeededProperty]
    public void A_model_that_advises_changes_nothing_but_its_column(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.Advisory, pick);
        // By an unsigned policy too: it orders nobody.
        var proposal = Modelled.Propose(modelled.Named.WithModel(modelled.Model, []), modelled.Scenario);
        Assert.Equal(Described.Rows(modelled.ProposeByMatrix()), Described.Rows(proposal));
        Assert.All(proposal.Rows, row => Assert.Equal(row.Rank is null, row.ModelPoints is null));
    }

    [SeededProperty(MaxTest = 300)]
    public void A_model_orders_only_people_who_are_equal_by_the_matrix_and_before_the_lot(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, pick);
        var (proposal, byMatrix) = (modelled.Propose(), modelled.ProposeByMatrix());
        var policy = modelled.Policy;
        var ranked = proposal.Rows.Where(row => row.Rank is not null).ToArray();
        foreach (var (above, below) in ranked.Zip(ranked.Skip(1)))
        {
            var keys = Keys(above).Zip(Keys(below), (a, b) => a.CompareTo(b)).FirstOrDefault(order => order != 0);
            Assert.True(keys <= 0);
            if (keys != 0) continue;
            Assert.True(above.ModelPoints >= below.ModelPoints);
            if (above.ModelPoints == below.ModelPoints) Assert.True(Lot(above).AsSpan().SequenceCompareTo(Lot(below)) < 0);
        }
        // Whoever is equal to nobody stands where the matrix alone puts them, and is told the same.
        foreach (var alone in ranked.GroupBy(row => string.Join(' ', Keys(row))).Where(same => same.Count() == 1).Select(same => same.Single()))
        {
            var was = byMatrix.Find(alone.OffenderId)!;
            Assert.Equal((was.Rank, was.Recommendation, was.IsTied), (alone.Rank, alone.Recommendation, alone.IsTied));
        }
        // A place that would have been drawn, or given by the model, is told whole.
        var ordered = ranked.Where(row => row.IsOrderedByModel).ToArray();
        Assert.Equal(ordered.Length > 0, byMatrix.Rows.Any(row => row.IsTied) && ranked.Count(row => row.IsTied) != byMatrix.Rows.Count(row => row.IsTied));
        if (ordered.Length == 0) return;
        Assert.Equal(byMatrix.Rows.Where(row => row.IsTied).Select(row => row.OffenderId).Order(), ordered.Select(row => row.OffenderId).Order());
        var places = ordered.Count(row => row.Recommendation == Recommendation.Select);
        Assert.All(ordered, row =>
        {
            Assert.Contains(new Reason.OrderedByModel(places, ordered.Length), row.Reasons);
            Assert.True(row.IsForPanel);
        });

        IEnumerable<int> Keys(ProposalRow row) =>
        [
            policy.Order == RankingOrder.Points ? 0 : row.Cohort is null ? int.MaxValue : policy.Cohorts.Select(cohort => cohort.Id).ToList().IndexOf(row.Cohort),
            -row.Scorecard!.Least,
            .. policy.TieBreak.Select(factor => -row.Scorecard.Contributions[factor].Least.Value),
        ];

        byte[] Lot(ProposalRow row) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(proposal.Seed), Encoding.UTF8.GetBytes(row.OffenderId.Value));
    }

    [SeededProperty]
    public void Nothing_learned_orders_anybody_unless_a_signed_policy_names_it_by_its_hash(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, pick);
        var named = modelled.Named;
        var assessor = new Assessor(new Scorer(named, TestCatalogue.Catalogue, scenario.AsOf, scenario.Supplied));
        Assert.Throws<ArgumentException>(() => Proposal.For(named, scenario.AsOf, modelled.Scenario.Capacity, [.. modelled.Scenario.People.Select(assessor.Assess)]));
        // Not signed, signed by one agency, signed as another text, and another file.
        Assert.Throws<InvalidOperationException>(() => named.WithModel(modelled.Model, []));
        Assert.Throws<InvalidOperationException>(() => named.WithModel(modelled.Model, [modelled.Signatures[0]]));
        Assert.Throws<InvalidOperationException>(() => named.WithModel(modelled.Model, [.. modelled.Signatures.Select(signature => signature with { Sha256 = scenario.Policy.Sha256 })]));
        var other = ModelFile.Parse([.. modelled.File, (byte)' ']);
        Assert.Throws<InvalidOperationException>(() => named.WithModel(other, modelled.Signatures));
        Assert.Throws<InvalidOperationException>(() => scenario.Policy.WithModel(modelled.Model, modelled.Signatures));
        Assert.NotNull(modelled.Propose());
        // Nor by half: what was assessed without it is no ranking with it.
        if (modelled.Scenario.People.Length > 0) Assert.Throws<ArgumentException>(() => Proposal.For(modelled.Policy, scenario.AsOf, modelled.Scenario.Capacity, [.. modelled.Scenario.People.Select(assessor.Assess)]));
        Assert.Throws<ArgumentException>(() => new Explainer(assessor, modelled.Propose()));
    }

    /// <summary>Law 3.</summary>
    [SeededProperty(Arbitrary = [typeof(OrderlyScenarios)])]
    public void One_more_proven_offence_never_lowers_a_models_points(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, pick);
        var maker = new Maker(pick, orderly: true);
        var report = maker.Report("one-more", scenario.AsOf) with { Outcome = OffenceOutcome.Convicted, OutcomeDate = null };
        if (report.Date > scenario.AsOf) report = report with { Date = scenario.AsOf };
        foreach (var file in modelled.Scenario.People) Assert.True(Points(modelled, file with { Offences = [.. file.Offences, report] }) >= Points(modelled, file));
    }

    /// <summary>Law 5.</summary>
    [SeededProperty]
    public void A_models_points_do_not_depend_on_other_people_and_no_leaving_takes_a_select_away(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, pick);
        var before = modelled.Propose();
        foreach (var row in before.Rows.Where(row => row.Rank is not null))
            Assert.Equal(Points(modelled, modelled.Scenario.People.Single(file => file.Offender.Id == row.OffenderId)), row.ModelPoints);
        foreach (var gone in before.Rows.Where(row => !row.IsMember && row.Recommendation != Recommendation.Select))
        {
            var after = Modelled.Propose(modelled.Policy, modelled.Scenario with { People = modelled.Scenario.People.RemoveAll(file => file.Offender.Id == gone.OffenderId) });
            Assert.All(after.Rows, row => Assert.Equal(
                (before.Find(row.OffenderId)!.ModelPoints, before.Find(row.OffenderId)!.Recommendation == Recommendation.Select), (row.ModelPoints, row.Recommendation == Recommendation.Select)));
        }
        var more = Modelled.Propose(modelled.Policy, modelled.Scenario with { Capacity = modelled.Scenario.Capacity + 1 });
        Assert.All(before.Rows.Where(row => row.Recommendation == Recommendation.Select), row => Assert.Equal(Recommendation.Select, more.Find(row.OffenderId)!.Recommendation));
    }

    /// <summary>Law 7.</summary>
    [SeededProperty(Arbitrary = [typeof(OrderlyScenarios)])]
    public void What_is_missing_never_raises_a_models_points(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, pick);
        foreach (var file in modelled.Scenario.People)
        {
            var points = Points(modelled, file);
            Assert.True(Points(modelled, file with { Offender = file.Offender with { MappaLevel = null } }) <= points);
            Assert.True(Points(modelled, file with { RiskScores = [] }) <= points);
            foreach (var test in file.DrugTests.Where(test => test.Result == DrugTestResult.Positive && file.DrugTests.Count(same => same.TestId == test.TestId) == 1))
                Assert.True(Points(modelled, file with { DrugTests = [.. file.DrugTests.Select(each => each == test ? each with { Result = DrugTestResult.Inconclusive } : each)] }) <= points);
        }
        // What is missing for everybody is no number without a word.
        if (!scenario.Supplied.HasFlag(SuppliedExtracts.DrugTests) || !modelled.Policy.Factors.Any(factor => factor.Measure is Measure.DrugTestCount && modelled.Model.Factors.Single(own => own.Id == factor.Id).Levels.Any(level => level.Weight > 0))) return;
        Assert.Throws<InvalidOperationException>(() => new Scorer(modelled.Policy, TestCatalogue.Catalogue, scenario.AsOf, scenario.Supplied & ~SuppliedExtracts.DrugTests));
    }

    /// <summary>Law 9.</summary>
    [SeededProperty(MaxTest = 60)]
    public void A_models_steps_add_up_follow_from_the_records_named_and_what_is_next_comes_true(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, pick);
        var (assessor, proposal) = (modelled.Assessor(), modelled.Propose());
        var explainer = new Explainer(assessor, proposal);
        foreach (var file in modelled.Scenario.People.Take(3))
        {
            var row = proposal.Find(file.Offender.Id)!;
            var explanation = explainer.Explain(file, row);
            Assert.Equal(row.Rank is null, explanation.Model is null);
            if (explanation.Model is not { } model) continue;
            Assert.Equal(row.ModelPoints, model.Points);
            Assert.Equal(model.Points, model.Steps.Sum(step => step.Points));
            for (var i = 0; i < model.Steps.Length; i++)
            {
                var (step, own) = (model.Steps[i], modelled.Model.Factors.Single(factor => factor.Id == model.Steps[i].Factor.Id));
                Assert.Equal(explanation.Factors[i].Contribution.Reading, step.Reading);
                Assert.Equal(BruteForce(own, step.Reading), step.Points);
                if (step.Next is not { } next) continue;
                Assert.True(next.Points > step.Points);
                var value = next.From ?? (next.Below is { } below ? Math.Max(0, below - 1) : 0);
                if (next.Below is null || value < next.Below) Assert.True(own.PointsAt(own.LevelOf(new Reading.Known(value))) >= next.Points);
            }
            Assert.DoesNotContain("{", ExplanationTexts.Standard.ForPanel(explanation), StringComparison.Ordinal);
            if (explanation.IsOfSomebodyDead) continue;
            var text = ExplanationTexts.Standard.ForPerson(explanation);
            Assert.DoesNotContain("{", text, StringComparison.Ordinal);
            foreach (var other in modelled.Scenario.People.Where(other => other != file)) Assert.DoesNotContain(other.Offender.Id.Value, text, StringComparison.Ordinal);
        }
    }

    /// <summary>Law 9.</summary>
    [SeededProperty(MaxTest = 60)]
    public void A_change_that_is_offered_beside_a_model_alters_the_recommendation_and_none_is_nearer(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, pick);
        var (assessor, proposal) = (modelled.Assessor(), modelled.Propose());
        var explainer = new Explainer(assessor, proposal);
        var assessments = modelled.Scenario.People.Select(assessor.Assess).ToArray();
        foreach (var (file, person) in modelled.Scenario.People.Take(3).Select((file, person) => (file, person)))
        {
            var explanation = explainer.Explain(file, proposal.Find(file.Offender.Id)!);
            NearestChange.AssertTrue(explanation, file, person, assessor, assessments, changed => Proposal.For(modelled.Policy, scenario.AsOf, modelled.Scenario.Capacity, changed));
        }
    }

    [SeededProperty]
    public void Disagreements_are_those_of_giving_the_same_places_by_the_model(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, pick % 2 == 0 ? ModelRole.Advisory : ModelRole.TieBreak, pick);
        var proposal = modelled.Propose();
        var cohorts = modelled.Policy.Cohorts.Select(cohort => cohort.Id).ToList();
        int CohortOf(ProposalRow row) => modelled.Policy.Order == RankingOrder.Points ? 0 : row.Cohort is null ? int.MaxValue : cohorts.IndexOf(row.Cohort);
        var competing = proposal.Rows.Where(row => row.Rank is not null && !row.IsMember && row.Scorecard!.Total >= modelled.Policy.EntryFrom).ToArray();
        var disagreements = proposal.ModelDisagreements();
        foreach (var row in competing)
        {
            // In by whatever lot the model drew between those level with each other, or out by all of them.
            var better = competing.Count(other => (CohortOf(other), -other.ModelPoints!.Value).CompareTo((CohortOf(row), -row.ModelPoints!.Value)) < 0);
            var level = competing.Count(other => CohortOf(other) == CohortOf(row) && other.ModelPoints == row.ModelPoints);
            var never = better >= proposal.FreePlaces;
            var ahead = better + level < proposal.FreePlaces;
            var isIn = row.Recommendation == Recommendation.Select;
            var found = disagreements.SingleOrDefault(each => each.Row == row);
            if (isIn) Assert.Equal(never && proposal.FreePlaces > 0, found is { IsPlacedByModel: false });
            else Assert.Equal(ahead, found is { IsPlacedByModel: true });
        }
        Assert.All(disagreements, each => Assert.Contains(each.Row, competing));
        Assert.Equal(disagreements.Select(each => each.Row.Rank).Order(), disagreements.Select(each => each.Row.Rank));
    }

    [SeededProperty(MaxTest = 60)]
    public void An_audit_selects_whom_the_run_does_and_shows_what_the_lot_would_have_done(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, pick);
        var run = AuditedRun.Create(modelled.Assessor(), modelled.Scenario.Capacity, modelled.Scenario.People);
        var selected = Selected(modelled.Propose());
        var field = new RankedField(run);
        var chosen = field.Select([.. modelled.Policy.Factors.Select(_ => RankedField.Whole)]);
        Assert.Equal(selected, field.Rows.Where((_, i) => chosen[i]).Select(row => row.OffenderId).Order());
        var trials = RecordTrials.Create(run);
        Assert.Equal(selected, Of(trials, trials.Before()));
        Assert.Equal(Selected(modelled.ProposeByMatrix()), Of(trials, trials.Alternatives.Single(tried => tried.Alternative.Id == "without-model").Places));

        static IEnumerable<OffenderId> Selected(Proposal proposal) => proposal.Rows.Where(row => row.Recommendation == Recommendation.Select).Select(row => row.OffenderId).Order();
        static IEnumerable<OffenderId> Of(RecordTrials trials, PlaceAllocation places) =>
            Enumerable.Range(0, places.Ranked.Length).Select(i => places.Place(i)).Where(placed => placed.Recommendation == Recommendation.Select).Select(placed => trials.Ids[placed.Person]).Order();
    }

    [Fact]
    public void The_generated_models_reach_every_hard_case()
    {
        var (ordered, tied, both, disagreed, missing, provisional) = (0, 0, 0, 0, 0, 0);
        foreach (var seed in Enumerable.Range(0, 150))
        {
            var modelled = Modelled.Create(new Maker(seed, orderly: false).Scenario(), ModelRole.TieBreak, seed);
            var proposal = modelled.Propose();
            ordered += proposal.Rows.Any(row => row.IsOrderedByModel) ? 1 : 0;
            tied += proposal.Rows.Any(row => row.IsTied) ? 1 : 0;
            both += proposal.Rows.Any(row => row.IsTied && row.IsOrderedByModel) ? 1 : 0;
            disagreed += proposal.ModelDisagreements().Count > 0 ? 1 : 0;
            missing += proposal.Rows.Any(row => row.Scorecard?.Contributions.Any(contribution => contribution.Reading is Reading.Missing) == true && row.ModelPoints > 0) ? 1 : 0;
            provisional += proposal.Rows.Any(row => row.IsProvisional == true) ? 1 : 0;
        }
        Assert.True(ordered >= 5 && tied >= 5 && both >= 1 && disagreed >= 5 && missing >= 20 && provisional >= 5, $"{ordered} {tied} {both} {disagreed} {missing} {provisional}");
    }

    // The least over all values still possible, tried one by one.
    private static int BruteForce(ModelFactor factor, Reading reading)
    {
        decimal[] edges = [.. factor.Levels.SelectMany(level => new[] { level.From, level.Below }).OfType<decimal>().SelectMany(edge => new[] { edge - 1, edge, edge + 1 })];
        int At(decimal value) => factor.Levels.Where(level => !(value < level.From) && !(value >= level.Below)).Select(level => level.Points).DefaultIfEmpty(0).Max();
        return reading switch
        {
            Reading.Known known => At(known.Value),
            Reading.NotApplicable => 0,
            Reading.Missing missing => edges.Where(edge => edge > missing.AtLeast && !(edge > missing.AtMost)).Append(missing.AtLeast).Append(missing.AtMost ?? 1_000_000).Select(At).Concat(missing.MaybeNotApplicable ? [0] : Array.Empty<int>()).Min(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static int Points(Modelled modelled, CaseFile file)
    {
        var scorer = new Scorer(modelled.Policy, TestCatalogue.Catalogue, modelled.Scenario.AsOf, modelled.Scenario.Supplied);
        return scorer.ModelPointsOf([.. scorer.Score(file).Contributions.Select(contribution => contribution.Reading)]);
    }
}
