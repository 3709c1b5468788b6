using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Generation;

/// <summary>Makes scenarios from a seed: small numbers of everything, close to every edge.</summary>
internal sealed class Maker(int seed, bool orderly)
{
    private static readonly DateOnly[] Dates =
        [new(2024, 2, 29), new(2025, 2, 28), new(2025, 3, 31), new(2026, 3, 1), new(2026, 10, 31), new(2025, 6, 30), new(2025, 7, 1)];

    private static readonly int[] Months = [1, 3, 6, 12, 13, 24, 36];

    private static readonly string[] IdShapes = ["N{0}", "-{0}", "={0} B", "Ä{0}", "n{0}/A", "\U0001F600{0}", "\uFFFD{0}", "Ω {0}"];

    // Not for secrets: the same seed makes the same scenario.
    private readonly Random _random = new(seed);

    public Scenario Scenario()
    {
        var asOf = Pick(Dates);
        var supplied = SuppliedExtracts.None;
        if (Chance(80)) supplied |= SuppliedExtracts.DrugTests;
        if (Chance(80)) supplied |= SuppliedExtracts.Custody;
        var policy = Policy(asOf);
        var people = Enumerable.Range(0, Number(1, 14)).Select(i => Person(i, asOf, supplied)).ToImmutableArray();
        return new Scenario(seed, policy.ToJsonString(), asOf, Number(0, 8), supplied, people);
    }

    public CaseFile Person(int number, DateOnly asOf, SuppliedExtracts supplied)
    {
        var offender = new Offender(new OffenderId(string.Format(System.Globalization.CultureInfo.InvariantCulture, Pick(IdShapes), number)))
        {
            Supervision = Maybe(Supervision.Statutory, Supervision.NonStatutory),
            Location = Maybe(Location.Community, Location.Custody, Location.Hospital),
            ExpectedRelease = Chance(50) ? Day(asOf, -30, 400) : null,
            MappaLevel = Maybe(MappaLevel.None, MappaLevel.None, MappaLevel.Level1, MappaLevel.Level2, MappaLevel.Level3),
            MappaCategory = Maybe(MappaCategory.None, MappaCategory.Category1),
            Youth = Chance(85) ? false : Chance(50) ? true : null,
            Deceased = Chance(90) ? false : Chance(50) ? true : null,
            Schemes = Chance(40) ? [] : Chance(50) ? ["PPO"] : ["DIP", "PPO"],
        };
        foreach (var field in new[] { OffenderField.Youth, OffenderField.Location, OffenderField.MappaLevel })
        {
            if (Chance(4)) offender = WithConflict(offender, field);
        }

        var offences = Enumerable.Range(0, Chance(20) ? 0 : Number(0, 7)).SelectMany(i => Offence($"F{i}", asOf)).ToList();
        return new CaseFile(offender)
        {
            Offences = offences,
            DrugTests = supplied.HasFlag(SuppliedExtracts.DrugTests) ? [.. Enumerable.Range(0, Number(0, 3)).SelectMany(i => Test($"T{i}", asOf))] : [],
            RiskScores = [.. Enumerable.Range(0, Number(0, 2)).Select(_ => new RiskScore(Chance(80) ? "RISK-1" : "RISK-2", Edge(asOf), Pick([10m, 50m, 62.5m, 75m, 90m])))],
            Nominations = Chance(15) ? [new Nomination("Police", Edge(asOf))] : [],
            Memberships = Chance(30) ? [new Membership(Day(asOf, -400, 20)) { To = Chance(60) ? null : Day(asOf, -20, 20) }] : [],
            Custody = supplied.HasFlag(SuppliedExtracts.Custody)
                ? [.. Enumerable.Range(0, Number(0, 2)).Select(_ => new CustodySpell(Day(asOf, -500, 10)) { To = Chance(70) ? Day(asOf, -400, 30) : null, Kind = Maybe(Enum.GetValues<CustodyKind>()) })]
                : [],
        };
    }

    public static Offender WithConflict(Offender offender, OffenderField field)
    {
        var emptied = field switch
        {
            OffenderField.Youth => offender with { Youth = null },
            OffenderField.Location => offender with { Location = null },
            OffenderField.MappaLevel => offender with { MappaLevel = null },
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
        return emptied with { Conflicts = emptied.Conflicts.Add(field) };
    }

    /// <summary>One offence, now and then reported more than once: repeats, appeals, contradictions.</summary>
    public IEnumerable<OffenceReport> Offence(string id, DateOnly asOf)
    {
        var first = Report(id, asOf);
        yield return first;
        if (Chance(70)) yield break;
        switch (Number(0, 6))
        {
            case 5:
                yield return first with { Outcome = OffenceOutcome.Charged, OutcomeDate = Day(asOf, -60, 10) };
                break;
            case 6:
                yield return Report(id, asOf) with { RecordedOn = Day(asOf, -100, 5) };
                break;
            case 0:
                yield return first;
                break;
            case 1:
                yield return first with { Outcome = OffenceOutcome.Acquitted, OutcomeDate = Day(asOf, -60, 10) };
                break;
            case 2:
                yield return first with { Outcome = OffenceOutcome.Acquitted, OutcomeDate = first.OutcomeDate };
                break;
            case 3:
                yield return first with { Date = Edge(asOf), DetectedBy = DetectedBy.Store, Code = Pick(TestCatalogue.Codes) };
                break;
            default:
                yield return Report(id, asOf);
                yield return Report(id, asOf);
                break;
        }
    }

    public OffenceReport Report(string id, DateOnly asOf)
    {
        var outcome = Chance(60) ? OffenceOutcome.Convicted : Pick(Enum.GetValues<OffenceOutcome>().Where(value => value != OffenceOutcome.Open).ToArray());
        var report = new OffenceReport(id, Pick(TestCatalogue.Codes), Edge(asOf), outcome)
        {
            DetectedBy = Chance(70) ? Pick(Enum.GetValues<DetectedBy>()) : null,
            AsYouth = Chance(10) ? Chance(70) : null,
        };
        // Now and then before the offence, which is impossible.
        return Chance(70) ? report with { OutcomeDate = Chance(92) ? Later(report.Date, asOf) : Day(asOf, -400, 15) } : report;
    }

    private DateOnly Later(DateOnly date, DateOnly asOf) => date.AddDays(Number(0, Math.Max(0, asOf.DayNumber + 15 - date.DayNumber)));

    /// <summary>A day around the edges of the windows that policies ask for.</summary>
    public DateOnly Edge(DateOnly asOf) => Chance(50) ? asOf.AddMonths(-Pick(Months)).AddDays(Number(-1, 1)) : Day(asOf, -420, 5);

    public DateOnly Day(DateOnly asOf, int from, int to) => asOf.AddDays(Number(from, to));

    public int Number(int least, int most) => _random.Next(least, most + 1);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private IEnumerable<DrugTest> Test(string id, DateOnly asOf)
    {
        var test = new DrugTest(id, Edge(asOf), Pick(Enum.GetValues<DrugTestResult>()))
        {
            Context = Maybe(Enum.GetValues<DrugTestContext>()),
            Prescribed = Chance(15) ? Chance(70) : null,
            Substances = Chance(50) ? Pick(["heroin", "cocaine", "cocaine; heroin", "cannabis"]) : null,
        };
        yield return test;
        if (Chance(20)) yield return test with { Result = Pick(Enum.GetValues<DrugTestResult>()), Date = Edge(asOf) };
    }

    private T? Maybe<T>(params T[] values) where T : struct => Chance(80) ? Pick(values) : null;

    private JsonObject Policy(DateOnly asOf)
    {
        var factors = new JsonArray();
        var count = Number(1, 6);
        for (var i = 0; i < count; i++) factors.Add(Factor($"f{i}", asOf));
        var entry = Number(0, 30);
        return new JsonObject
        {
            ["schema"] = "iom-selection-policy/1",
            ["id"] = "generated",
            ["version"] = "1",
            ["title"] = "Generated",
            ["matrix"] = new JsonObject { ["factors"] = factors },
            ["eligibility"] = Eligibility(count),
            ["cohorts"] = Cohorts(count),
            ["ranking"] = new JsonObject
            {
                ["entryFrom"] = entry,
                ["order"] = Chance(50) ? "points" : "cohort-then-points",
                ["tieBreak"] = new JsonArray([.. Enumerable.Range(0, count).Where(_ => Chance(25)).Select(i => JsonValue.Create($"f{i}"))]),
                ["reserve"] = Number(0, 3),
            },
            ["deselection"] = new JsonObject { ["exitBelow"] = Number(0, entry) },
        };
    }

    private JsonObject Factor(string id, DateOnly asOf)
    {
        var factor = new JsonObject { ["id"] = id, ["title"] = id, ["why"] = "a check" };
        var measure = Measure();
        factor["measure"] = measure;
        var kind = (string)measure["kind"]!;
        if (kind == "mappa-level")
        {
            var points = Points(3, rising: true);
            factor["levels"] = new JsonObject { ["1"] = points[0], ["2"] = points[1], ["3"] = points[2] };
            if (!orderly || Chance(30)) factor["notApplicable"] = orderly ? Number(0, points[0]) : Number(0, 12);
            return factor;
        }

        decimal[] ends = kind switch
        {
            "risk-score" => [0, 50, 75],
            "days-since-offence" => [0, 29, 91, 182],
            "offence-severity" => [0, 1, 7, 14.5m, 99],
            _ => [0, 1, 2, 4],
        };
        ends = [.. ends.Where((_, i) => i == 0 || Chance(80))];
        var bandPoints = Points(ends.Length, rising: kind != "days-since-offence");
        factor["bands"] = new JsonArray([.. ends.Select((end, i) => new JsonObject { ["from"] = end, ["points"] = bandPoints[i] })]);
        if (Chance(30)) factor["notApplicable"] = orderly ? Number(0, bandPoints.Min()) : Number(0, 12);
        if (Chance(10)) factor["validFrom"] = Day(orderly ? Number(0, 1) : Pick([0, 1, 20, 200]));
        else if (!orderly && Chance(10)) factor["validTo"] = Day(Pick([-1, 0, 1, 20, 200]));
        return factor;

        string Day(int ahead) => asOf.AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private int[] Points(int count, bool rising)
    {
        var points = Enumerable.Range(0, count).Select(_ => Number(0, 12)).ToArray();
        if (orderly) Array.Sort(points);
        if (orderly && !rising) Array.Reverse(points);
        return points;
    }

    private JsonObject Measure()
    {
        switch (Number(0, 9))
        {
            case 0:
                return new JsonObject { ["kind"] = "mappa-level" };
            case 1:
                {
                    var measure = new JsonObject { ["kind"] = "risk-score", ["instrument"] = "RISK-1" };
                    if (Chance(50)) measure["months"] = Pick(Months);
                    return measure;
                }
            case 2:
                {
                    var measure = new JsonObject { ["kind"] = "drug-test-count" };
                    if (Chance(80)) measure["months"] = Pick(Months);
                    if (Chance(40)) measure["results"] = new JsonArray("positive", "refused");
                    if (Chance(10)) measure["results"] = new JsonArray("positive", "negative");
                    if (Chance(30)) measure["contexts"] = new JsonArray("supervision");
                    if (Chance(20)) measure["substances"] = new JsonArray("heroin", "crack");
                    return measure;
                }
            case 3 or 4:
                {
                    var measure = Filter(new JsonObject { ["kind"] = "offence-severity", ["statistic"] = Chance(50) ? "max" : "sum" }, hasWindow: true);
                    if (Chance(40)) measure["cap"] = Pick([8m, 60m, 98.5m]);
                    if (Chance(40)) measure["scale"] = new JsonObject { ["burglary"] = 6, ["robbery"] = 8, ["theft"] = 2 };
                    return measure;
                }
            case 5:
                return Filter(new JsonObject { ["kind"] = "days-since-offence" }, hasWindow: false);
            default:
                {
                    var measure = Filter(new JsonObject { ["kind"] = "offence-count" }, hasWindow: true);
                    if (Chance(20)) measure["count"] = "days";
                    return measure;
                }
        }
    }

    private JsonObject Filter(JsonObject measure, bool hasWindow)
    {
        if (hasWindow && Chance(85)) measure["months"] = Pick(Months);
        if ((!hasWindow || measure.ContainsKey("months")) && Chance(40)) measure["atLiberty"] = Chance(60) ? true : Chance(50) ? new JsonArray("sentence", "recall") : new JsonArray("remand");
        if (Chance(15)) measure["exceptAsYouth"] = true;
        if (hasWindow && Chance(15)) measure["dateBy"] = "outcome";
        if (!orderly && Chance(20)) measure["outcomes"] = new JsonArray("convicted", "charged", "out_of_court");
        if (Chance(15)) measure["groups"] = Chance(70) ? new JsonArray("theft", "violence") : new JsonArray("theft", "breach");
        if (Chance(10)) measure["codes"] = new JsonArray("028", "034/01");
        if (Chance(15)) measure["exceptCodes"] = new JsonArray("04699");
        if (Chance(10)) measure["neighbourhood"] = true;
        if (Chance(10)) measure["acquisitive"] = true;
        if (Chance(15)) measure["trigger"] = true;
        if (Chance(15)) measure["detectedBy"] = new JsonArray("public", "store");
        return measure;
    }

    private JsonArray Eligibility(int factors)
    {
        var rules = new JsonArray();
        if (Chance(50)) rules.Add(Rule(Is("deceased", "yes"), "not_eligible", withhold: false));
        if (Chance(60)) rules.Add(Rule(Is("youth", "yes"), "refer", withhold: Chance(70)));
        if (Chance(40))
        {
            var away = new JsonObject { ["all"] = new JsonArray(Is("location", "custody"), new JsonObject { ["field"] = "expected_release", ["laterThanMonths"] = 6 }) };
            rules.Add(Rule(away, "not_eligible", withhold: Chance(50)));
        }
        if (Chance(40)) rules.Add(Rule(new JsonObject { ["any"] = new JsonArray(Is("mappa_level", "2", "3"), Is("schemes", "PPO")) }, "flag", withhold: false));
        if (!orderly && Chance(30)) rules.Add(Rule(AtLeast(factors), Chance(50) ? "refer" : "not_eligible", withhold: Chance(50)));
        return rules;
    }

    private JsonArray Cohorts(int factors)
    {
        var cohorts = new JsonArray();
        if (!orderly && Chance(50)) cohorts.Add(new JsonObject { ["id"] = "likely", ["when"] = AtLeast(factors) });
        if (Chance(50)) cohorts.Add(new JsonObject { ["id"] = "fixed", ["when"] = Is("supervision", "statutory") });
        if (Chance(30))
            cohorts.Add(new JsonObject { ["id"] = "named", ["when"] = new JsonObject { ["any"] = new JsonArray(new JsonObject { ["nominated"] = true }, new JsonObject { ["not"] = Is("supervision", "statutory") }) } });
        if (Chance(80) || cohorts.Count == 0) cohorts.Add(new JsonObject { ["id"] = "free" });
        return cohorts;
    }

    private JsonObject AtLeast(int factors) =>
        new() { ["factor"] = $"f{Number(0, factors - 1)}", ["atLeast"] = Pick([0m, 1m, 2m, 14m, 50m, 99m]) };

    private static JsonObject Is(string field, params string[] values) =>
        new() { ["field"] = field, ["is"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) };

    private static JsonObject Rule(JsonObject when, string then, bool withhold)
    {
        var rule = new JsonObject { ["when"] = when, ["then"] = then };
        if (withhold) rule["ifMissing"] = "withhold";
        return rule;
    }
}
