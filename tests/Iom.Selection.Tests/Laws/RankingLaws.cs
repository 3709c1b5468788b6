using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>The laws that speak of a ranking, each by its name, whatever the road.</summary>
public abstract class RankingLaws(IRoad road)
{
    /// <summary>Law 2.</summary>
    [SeededProperty]
    public void The_points_of_the_factors_add_up(Scenario scenario) => Holds(() =>
    {
        foreach (var row in road.Rank(scenario).Where(row => row.Rank is not null))
        {
            Assert.Equal(row.Points.Split(' ').Sum(points => int.Parse(points, CultureInfo.InvariantCulture)), row.Total);
            Assert.True(row.Total <= row.Most);
        }
    });

    /// <summary>Law 3, under an orderly policy.</summary>
    [SeededProperty(Arbitrary = [typeof(OrderlyScenarios)])]
    public void One_more_proven_offence_never_lowers_points_or_rank(Scenario scenario, int pick) => Holds(() =>
    {
        var maker = new Maker(pick, orderly: true);
        var report = maker.Report("one-more", scenario.AsOf) with { Outcome = maker.Pick([OffenceOutcome.Convicted, OffenceOutcome.Cautioned]), OutcomeDate = null };
        if (report.Date > scenario.AsOf) report = report with { Date = scenario.AsOf };
        NeverLowers(scenario, maker, file => file with { Offences = [.. file.Offences, report] });
    });

    /// <summary>Law 3, under an orderly policy.</summary>
    [SeededProperty(Arbitrary = [typeof(OrderlyScenarios)])]
    public void Another_positive_test_never_lowers_points_or_rank(Scenario scenario, int pick) => Holds(() =>
    {
        if (!scenario.Supplied.HasFlag(SuppliedExtracts.DrugTests)) return;
        var maker = new Maker(pick, orderly: true);
        var date = maker.Edge(scenario.AsOf);
        var test = new DrugTest("one-more", date > scenario.AsOf ? scenario.AsOf : date, DrugTestResult.Positive) { Context = maker.Pick([DrugTestContext.Arrest, DrugTestContext.Supervision]) };
        NeverLowers(scenario, maker, file => file with { DrugTests = [.. file.DrugTests, test] });
    });

    /// <summary>Law 4.</summary>
    [SeededProperty]
    public void Records_and_people_in_any_order_rank_alike(Scenario scenario, int pick) => Holds(() =>
    {
        var random = new Random(pick);
        var shuffled = scenario with
        {
            People = [.. Shuffle(scenario.People.Select(file => file with
            {
                Offences = Shuffle(file.Offences, random),
                DrugTests = Shuffle(file.DrugTests, random),
                RiskScores = Shuffle(file.RiskScores, random),
                Custody = Shuffle(file.Custody, random),
                Memberships = Shuffle(file.Memberships, random),
            }), random)],
        };
        Assert.Equal(road.Rank(scenario), road.Rank(shuffled));
    });

    /// <summary>Law 4.</summary>
    [SeededProperty]
    public void Factors_in_any_order_give_everybody_the_same_total(Scenario scenario, int pick) => Holds(() =>
    {
        var random = new Random(pick);
        var shuffled = scenario.WithPolicy(json =>
        {
            var matrix = json["matrix"]!.AsObject();
            matrix["factors"] = new JsonArray(Shuffle(matrix["factors"]!.AsArray().Select(factor => factor!.DeepClone()), random));
        });
        Assert.Equal(Totals(road.Rank(scenario)), Totals(road.Rank(shuffled)));

        static IEnumerable<(string, int?, int?)> Totals(IReadOnlyList<Ranked> rows) => rows.Select(row => (row.Id, row.Total, row.Most)).OrderBy(row => row.Id, StringComparer.Ordinal);
    });

    /// <summary>Law 5.</summary>
    [SeededProperty]
    public void Taking_out_a_non_member_who_was_not_selected_changes_nobodys_points_or_select(Scenario scenario, int pick) => Holds(() =>
    {
        var before = road.Rank(scenario);
        var others = before.Where(row => !row.IsMember && row.Recommendation != "select").ToArray();
        if (others.Length == 0 || before.Count == 1) return;
        var gone = others[(int)((uint)pick % others.Length)].Id;
        foreach (var row in road.Rank(scenario with { People = scenario.People.RemoveAll(file => file.Offender.Id.Value == gone) }))
        {
            var was = before.Single(other => other.Id == row.Id);
            Assert.Equal((was.Total, was.Most, was.Points, was.Recommendation == "select"), (row.Total, row.Most, row.Points, row.Recommendation == "select"));
        }
    });

    /// <summary>Law 5.</summary>
    [SeededProperty]
    public void One_more_place_takes_no_select_away(Scenario scenario) => Holds(() =>
        Assert.Superset(Selected(scenario), Selected(scenario with { Capacity = scenario.Capacity + 1 })));

    /// <summary>Law 5.</summary>
    [SeededProperty]
    public void Somebody_out_of_scope_changes_nobody_elses_row(Scenario scenario, int pick) => Holds(() =>
    {
        var nobody = new Maker(pick, orderly: false).Person(99, scenario.AsOf, scenario.Supplied) with { Offences = [], Nominations = [], Memberships = [] };
        var after = road.Rank(scenario with { People = scenario.People.Add(nobody) });
        Assert.Equal("not_in_scope", after.Single(row => row.Id == nobody.Offender.Id.Value).Recommendation);
        Assert.Equal(road.Rank(scenario), after.Where(row => row.Id != nobody.Offender.Id.Value));
    });

    /// <summary>Law 6.</summary>
    [SeededProperty]
    public void A_record_repeated_or_later_counts_for_nothing(Scenario scenario, int pick) => Holds(() =>
    {
        var maker = new Maker(pick, orderly: false);
        var more = scenario with
        {
            People = [.. scenario.People.Select(file =>
            {
                var day = maker.Day(scenario.AsOf, 1, 40);
                return file with
                {
                    Offences = [.. file.Offences, .. file.Offences.Reverse(), maker.Report(file.Offences.Count > 0 ? file.Offences[0].OffenceId : "later", scenario.AsOf) with { Date = day }],
                    DrugTests = scenario.Supplied.HasFlag(SuppliedExtracts.DrugTests) ? [.. file.DrugTests, .. file.DrugTests, new DrugTest("T0", day, DrugTestResult.Negative)] : [],
                    RiskScores = [.. file.RiskScores, .. file.RiskScores, new RiskScore("RISK-1", day, 99)],
                    Nominations = [.. file.Nominations, .. file.Nominations, new Nomination("Police", day)],
                    Memberships = [.. file.Memberships, .. file.Memberships, new Membership(day)],
                    Custody = scenario.Supplied.HasFlag(SuppliedExtracts.Custody) ? [.. file.Custody, .. file.Custody, new CustodySpell(day)] : [],
                };
            })],
        };
        Assert.Equal(road.Rank(scenario), road.Rank(more));
    });

    /// <summary>Law 7, under an orderly policy.</summary>
    [SeededProperty(Arbitrary = [typeof(OrderlyScenarios)])]
    public void What_is_left_out_raises_nobodys_points(Scenario scenario, int pick) => Holds(() =>
    {
        var less = (pick & 3) switch
        {
            0 => scenario with { Supplied = scenario.Supplied & ~SuppliedExtracts.DrugTests, People = [.. scenario.People.Select(file => file with { DrugTests = [] })] },
            1 => scenario with { Supplied = scenario.Supplied & ~SuppliedExtracts.Custody, People = [.. scenario.People.Select(file => file with { Custody = [] })] },
            2 => scenario with { People = [.. scenario.People.Select(file => file with { RiskScores = [] })] },
            _ => scenario with { People = [.. scenario.People.Select(file => file with { Offender = new Offender(file.Offender.Id) })] },
        };
        var before = road.Rank(scenario);
        foreach (var row in road.Rank(less).Where(row => row.Rank is not null))
        {
            if (before.Single(other => other.Id == row.Id) is { Rank: not null } was) Assert.True(row.Total <= was.Total);
        }
    });

    /// <summary>Laws 7 and 12.</summary>
    [SeededProperty]
    public void Nobody_comes_in_below_one_line_or_falls_out_above_the_other(Scenario scenario) => Holds(() =>
    {
        var policy = scenario.Policy;
        foreach (var row in road.Rank(scenario).Where(row => row.Rank is not null))
        {
            if (row.IsMember) Assert.Equal(row.Most < policy.ExitBelow ? "below_exit" : "retain", row.Recommendation);
            else Assert.Equal(row.Total < policy.EntryFrom, row.Recommendation == "below_line");
        }
    });

    /// <summary>Law 8.</summary>
    [SeededProperty]
    public void People_equal_in_all_keys_stand_in_the_order_of_the_draw(Scenario scenario) => Holds(() =>
    {
        var policy = scenario.Policy;
        var seed = Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scenario.PolicyJson)))}/{scenario.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        var ranked = road.Rank(scenario).Where(row => row.Rank is not null).ToArray();
        Assert.Equal(Enumerable.Range(1, ranked.Length), ranked.Select(row => row.Rank!.Value));
        foreach (var (above, below) in ranked.Zip(ranked.Skip(1)))
        {
            var order = Keys(above).Zip(Keys(below), (a, b) => a.CompareTo(b)).FirstOrDefault(order => order != 0);
            Assert.True(order <= 0);
            if (order == 0) Assert.True(Draw(above).AsSpan().SequenceCompareTo(Draw(below)) < 0);
        }

        IEnumerable<int> Keys(Ranked row) =>
        [
            policy.Order == RankingOrder.Points ? 0 : row.Cohort.Length == 0 ? int.MaxValue : policy.Cohorts.Select(cohort => cohort.Id).ToList().IndexOf(row.Cohort),
            -row.Total!.Value,
            .. policy.TieBreak.Select(factor => -int.Parse(row.Points.Split(' ')[factor], CultureInfo.InvariantCulture)),
        ];

        byte[] Draw(Ranked row) => HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(row.Id));
    });

    /// <summary>Law 8.</summary>
    [SeededProperty]
    public void A_tie_that_the_draw_cut_is_told_whole(Scenario scenario) => Holds(() =>
    {
        var tied = road.Rank(scenario).Where(row => row.IsTied).ToArray();
        if (tied.Length == 0) return;
        var selected = tied.Count(row => row.Recommendation == "select");
        Assert.InRange(selected, 1, tied.Length - 1);
        Assert.All(tied, row => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"tie:{selected}/{tied.Length}"), row.Reason.Split(';')));
    });

    /// <summary>Law 13, and law 10: what a panel said is no input of a ranking.</summary>
    [SeededProperty]
    public void What_was_done_with_somebody_in_the_cohort_changes_no_row(Scenario scenario, int pick) => Holds(() =>
    {
        var maker = new Maker(pick, orderly: false);
        var managed = scenario with
        {
            People = [.. scenario.People.Select(file => file with
            {
                DrugTests = scenario.Supplied.HasFlag(SuppliedExtracts.DrugTests)
                    ? [.. file.DrugTests, new DrugTest("managed", maker.Day(scenario.AsOf, -200, 0), maker.Pick(Enum.GetValues<DrugTestResult>())) { Context = DrugTestContext.Scheme }] : [],
                Contacts = [new Contact("C", maker.Day(scenario.AsOf, -200, 0), maker.Pick(Enum.GetValues<ContactKind>()), maker.Pick(Enum.GetValues<ContactOutcome>()))],
                Supervisions = [new SupervisionPeriod(SupervisionKind.Licence, scenario.AsOf.AddDays(-100)) { Event = SupervisionEvent.Recall, EventDate = scenario.AsOf }],
                Support = [new Support("accommodation", SupportStatus.Withdrawn)],
                PanelViews = [new PanelView(scenario.AsOf, maker.Pick(["police", "probation"]), maker.Pick(Enum.GetValues<PanelStance>()))],
            })],
        };
        Assert.Equal(road.Rank(scenario), road.Rank(managed));
    });

    /// <summary>Tries a law; a road may say that there is nothing to rank.</summary>
    protected virtual void Holds(Action law)
    {
        ArgumentNullException.ThrowIfNull(law);
        law();
    }

    private void NeverLowers(Scenario scenario, Maker maker, Func<CaseFile, CaseFile> worse)
    {
        var person = maker.Number(0, scenario.People.Length - 1);
        var id = scenario.People[person].Offender.Id.Value;
        var (before, after) = (road.Rank(scenario), road.Rank(scenario.With(person, worse)));
        if (before.Single(row => row.Id == id) is not { Rank: not null } was) return;
        var now = after.Single(row => row.Id == id);
        Assert.True(now.Total >= was.Total && now.Most >= was.Most);
        Assert.Subset(Ahead(before, was), Ahead(after, now));
    }

    private HashSet<string> Selected(Scenario scenario) => [.. road.Rank(scenario).Where(row => row.Recommendation == "select").Select(row => row.Id)];

    private static HashSet<string> Ahead(IReadOnlyList<Ranked> rows, Ranked of) => [.. rows.Where(row => row.Rank < of.Rank).Select(row => row.Id)];

    private static T[] Shuffle<T>(IEnumerable<T> items, Random random)
    {
        T[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
