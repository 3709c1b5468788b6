using Iom.Selection.Measures;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Measures;

/// <summary>The table of measures of the design, section 5, row by row.</summary>
public class ReadingTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    [Fact]
    public void A_count_is_known_even_when_there_is_nothing() =>
        Assert.Equal(new Reading.Known(0), Read("""{ "kind": "offence-count", "months": 12 }""", Nobody));

    [Fact]
    public void Several_offences_on_one_day_are_one_day() =>
        Assert.Equal(new Reading.Known(2), Read("""{ "kind": "offence-count", "count": "days" }""", With(Offence("028", -5), Offence("046", -5), Offence("046", -6))));

    [Fact]
    public void Severity_does_not_apply_without_an_offence() =>
        Assert.Equal(Reading.NotApplicable.Instance, Read("""{ "kind": "offence-severity", "statistic": "max" }""", Nobody));

    [Fact]
    public void Severity_is_partly_known_when_one_code_has_none() =>
        Assert.Equal(new Reading.Missing(14, 60, false), Read("""{ "kind": "offence-severity", "statistic": "sum", "cap": 60 }""", With(Offence("028", -5), Offence("04699", -6))));

    [Fact]
    public void Severity_is_never_more_than_its_cap() =>
        Assert.Equal(new Reading.Known(60), Read("""{ "kind": "offence-severity", "statistic": "max", "cap": 60 }""", With(Offence("029", -5))));

    [Fact]
    public void A_scale_gives_zero_to_groups_it_does_not_name_and_nothing_to_unclassified_codes()
    {
        const string Scale = """{ "kind": "offence-severity", "statistic": "max", "scale": { "burglary": 6 } }""";
        Assert.Equal(new Reading.Known(0), Read(Scale, With(Offence("105", -5))));
        Assert.Equal(new Reading.Missing(6, null, false), Read(Scale, With(Offence("028", -5), Offence("ZZ", -5))));
    }

    [Fact]
    public void Days_since_does_not_apply_without_an_offence()
    {
        const string Days = """{ "kind": "days-since-offence" }""";
        Assert.Equal(Reading.NotApplicable.Instance, Read(Days, Nobody));
        Assert.Equal(new Reading.Known(5), Read(Days, With(Offence("028", -5), Offence("028", -50))));
        Assert.Equal(new Reading.Known(0), Read(Days, With(Offence("028", 0))));
    }

    [Fact]
    public void A_drug_test_not_supplied_is_missing_and_never_taken_does_not_apply()
    {
        const string Tests = """{ "kind": "drug-test-count", "months": 12 }""";
        Assert.Equal(new Reading.Missing(0, null, true), Read(Tests, Nobody, SuppliedExtracts.None));
        Assert.Equal(Reading.NotApplicable.Instance, Read(Tests, Nobody));
        Assert.Equal(Reading.NotApplicable.Instance, Read(Tests, Nobody with { DrugTests = [new DrugTest("T", AsOf, DrugTestResult.Positive) { Context = DrugTestContext.Scheme }] }));
        Assert.Equal(new Reading.Known(0), Read(Tests, Nobody with { DrugTests = [new DrugTest("T", AsOf.AddYears(-2), DrugTestResult.Positive) { Context = DrugTestContext.Arrest }] }));
        Assert.Equal(new Reading.Known(1), Read(Tests, Nobody with { DrugTests = [new DrugTest("T", AsOf, DrugTestResult.Positive) { Context = DrugTestContext.Arrest }] }));
    }

    [Theory]
    // result/context/prescribed/substances of each test; the reading: least, most, and whether it may not apply
    [InlineData("positive/arrest/-/-", "1")]
    [InlineData("positive/arrest/yes/-", "0")]                          // prescribed
    [InlineData("positive/arrest/no/-", "1")]
    [InlineData("negative/arrest/yes/-", "0")]
    [InlineData("inconclusive/arrest/-/-", "0..1")]
    [InlineData("inconclusive/arrest/yes/-", "0")]                      // positive or negative, it does not pass
    [InlineData("inconclusive/arrest/-/-", "1", "positive,negative")]   // positive or negative, it passes
    [InlineData("inconclusive/scheme/-/-", "n/a")]
    [InlineData("positive/-/-/-", "0..1 n/a")]                          // every test that could be in those contexts has none known
    [InlineData("negative/-/-/-", "0..0 n/a")]
    [InlineData("positive/-/-/- negative/supervision/-/-", "0..1")]
    [InlineData("positive/-/-/- positive/arrest/-/-", "1..2")]
    [InlineData("positive/-/-/- positive/scheme/-/-", "0..1 n/a")]
    [InlineData("refused/arrest/-/-", "0")]
    [InlineData("refused/arrest/-/-", "1", "refused")]
    [InlineData("positive/arrest/-/heroin", "1", "positive", "heroin")]
    [InlineData("positive/arrest/-/cannabis;heroin", "1", "positive", "heroin")]
    [InlineData("positive/arrest/-/cannabis", "0", "positive", "heroin")]
    [InlineData("positive/arrest/-/-", "0..1", "positive", "heroin")]   // what was found is not known
    [InlineData("positive/arrest/yes/-", "0", "positive", "heroin")]
    public void What_is_not_known_of_a_test_may_be_either(string tests, string expected, string results = "positive", string? substance = null)
    {
        var listed = string.Join(", ", results.Split(',').Select(result => $"\"{result}\""));
        var substances = substance is null ? "" : $", \"substances\": [\"{substance}\"]";
        var measure = $$"""{ "kind": "drug-test-count", "months": 12, "results": [{{listed}}]{{substances}} }""";
        var file = Nobody with { DrugTests = [.. tests.Split(' ').Select((test, i) => Test($"T{i}", test.Split('/')))] };
        Assert.Equal(expected, Read(measure, file) switch
        {
            Reading.Known known => FormattableString.Invariant($"{known.Value}"),
            Reading.Missing missing => FormattableString.Invariant($"{missing.AtLeast}..{missing.AtMost}{(missing.MaybeNotApplicable ? " n/a" : "")}"),
            _ => "n/a",
        });

        static DrugTest Test(string id, string[] cells) => new(id, AsOf, Enum.Parse<DrugTestResult>(cells[0], ignoreCase: true))
        {
            Context = cells[1] == "-" ? null : Enum.Parse<DrugTestContext>(cells[1], ignoreCase: true),
            Prescribed = cells[2] switch { "yes" => true, "no" => false, _ => null },
            Substances = cells[3] == "-" ? null : cells[3],
        };
    }

    [Fact]
    public void A_breach_counts_only_where_it_is_named()
    {
        var file = With(Offence("998", -5), Offence("046", -6));
        Assert.Equal(new Reading.Known(1), Read("""{ "kind": "offence-count" }""", file));
        Assert.Equal(new Reading.Known(1), Read("""{ "kind": "offence-count", "codes": ["998"] }""", file));
        Assert.Equal(new Reading.Known(2), Read("""{ "kind": "offence-count", "groups": ["breach", "theft"] }""", file));
    }

    [Fact]
    public void An_offence_as_a_youth_is_left_out_where_the_policy_says_so()
    {
        const string Count = """{ "kind": "offence-count", "exceptAsYouth": true }""";
        var report = Offence("046", -5);
        Assert.Equal(new Reading.Known(1), Read(Count, With(report)));
        Assert.Equal(new Reading.Known(1), Read(Count, With(report with { AsYouth = false })));
        Assert.Equal(new Reading.Known(0), Read(Count, With(report with { AsYouth = true })));
        Assert.Equal(new Reading.Known(0), Read(Count, With(report with { AsYouth = true }, report with { AsYouth = false })));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("[\"sentence\", \"recall\"]", 0)]     // remand passes like days outside
    [InlineData("[\"remand\"]", 1)]
    public void Only_the_kinds_of_custody_that_are_named_leave_days_out(string atLiberty, int expected)
    {
        var file = With(Offence("046", -400)) with { Custody = [new CustodySpell(AsOf.AddDays(-200)) { To = AsOf.AddDays(-100), Kind = CustodyKind.Remand }] };
        Assert.Equal(new Reading.Known(expected), Read($$"""{ "kind": "offence-count", "months": 12, "atLiberty": {{atLiberty}} }""", file));
    }

    [Theory]
    [InlineData(Location.Community, null, 0)]       // still inside, and in the community: no custody
    [InlineData(Location.Community, 5, 0)]
    [InlineData(Location.Community, 0, 1)]          // released today
    [InlineData(Location.Custody, null, 1)]
    [InlineData(null, null, 1)]
    public void Custody_that_goes_on_for_somebody_in_the_community_is_none(Location? location, int? until, int expected)
    {
        var file = With(Offence("046", -400)) with { Custody = [new CustodySpell(AsOf.AddDays(-200)) { To = until is { } days ? AsOf.AddDays(days) : null }] };
        file = file with { Offender = file.Offender with { Location = location } };
        Assert.Equal(new Reading.Known(expected), Read("""{ "kind": "offence-count", "months": 12, "atLiberty": true }""", file));
    }

    [Fact]
    public void Of_test_rows_with_one_id_the_one_that_says_least_stands()
    {
        const string Tests = """{ "kind": "drug-test-count", "months": 12, "results": ["positive", "refused"] }""";
        var rows = new[] { new DrugTest("T", AsOf, DrugTestResult.Positive), new DrugTest("T", AsOf, DrugTestResult.Negative), new DrugTest("T", AsOf, DrugTestResult.Refused), new DrugTest("T", AsOf, DrugTestResult.Inconclusive) }
            .Select(test => test with { Context = DrugTestContext.Arrest }).ToArray();
        Assert.Equal(new Reading.Known(0), Read(Tests, Nobody with { DrugTests = rows }));
    }

    [Fact]
    public void Of_two_scores_on_one_day_the_lower_counts()
    {
        const string Risk = """{ "kind": "risk-score", "instrument": "RISK-1", "months": 12 }""";
        Assert.Equal(new Reading.Missing(0, null, false), Read(Risk, Nobody));
        RiskScore[] scores = [new("RISK-1", AsOf.AddDays(-9), 90), new("RISK-1", AsOf.AddDays(-3), 70), new("RISK-1", AsOf.AddDays(-3), 60.5m), new("RISK-2", AsOf, 99), new("RISK-1", AsOf.AddDays(1), 99)];
        Assert.Equal(new Reading.Known(60.5m), Read(Risk, Nobody with { RiskScores = scores }));
        Assert.Equal(new Reading.Missing(0, null, false), Read(Risk, Nobody with { RiskScores = [new("RISK-1", AsOf.AddMonths(-12), 90)] }));
    }

    [Theory]
    [InlineData(null, 0, 9)]
    [InlineData(MappaLevel.None, 3, 3)]
    [InlineData(MappaLevel.Level1, 0, 0)]
    [InlineData(MappaLevel.Level3, 9, 9)]
    public void A_level_not_known_may_be_any_level_or_none(MappaLevel? level, int least, int most)
    {
        var policy = PolicyText.Parse(PolicyText.OfFactor("""{ "id": "f", "measure": { "kind": "mappa-level" }, "levels": { "1": 0, "2": 5, "3": 9 }, "notApplicable": 3 }"""));
        var scorecard = new Scorer(policy, TestCatalogue.Catalogue, AsOf, SuppliedExtracts.All).Score(Nobody with { Offender = Nobody.Offender with { MappaLevel = level } });
        Assert.Equal((least, most), (scorecard.Least, scorecard.Most));
    }

    [Theory]
    [InlineData("\"trigger\": true", "046", "2025-06-30", 1, 0)]
    [InlineData("\"trigger\": true", "046", "2025-07-01", 0, 0)]     // no longer in the list on that day
    [InlineData("\"trigger\": true", "ZZ", "2025-06-30", 0, 1)]      // not known, so left out and counted
    [InlineData("\"groups\": [\"theft\"]", "ZZ", "2025-06-30", 0, 1)]
    [InlineData("\"groups\": [\"theft\"]", "105", "2025-06-30", 0, 0)]
    [InlineData("\"codes\": [\"028\"]", "02801", "2025-06-30", 1, 0)]
    [InlineData("\"codes\": [\"028/01\"]", "02801", "2025-06-30", 1, 0)]
    [InlineData("\"codes\": [\"02801\"]", "028", "2025-06-30", 0, 0)]
    [InlineData("\"exceptCodes\": [\"028\"]", "02801", "2025-06-30", 0, 0)]
    [InlineData("\"neighbourhood\": true", "046", "2025-06-30", 0, 0)]
    [InlineData("\"detectedBy\": [\"police\"]", "046", "2025-06-30", 0, 1)]  // nobody says who detected it
    [InlineData("\"dateBy\": \"outcome\"", "046", "2025-06-30", 0, 1)]       // no outcome date
    public void What_is_asked_and_not_known_does_not_pass_and_is_counted(string filter, string code, string date, int count, int leftOut)
    {
        var policy = PolicyText.Measuring($$"""{ "kind": "offence-count", {{filter}} }""");
        var report = new OffenceReport("F", code, DateOnly.ParseExact(date, "yyyy-MM-dd", null), OffenceOutcome.Convicted);
        var contribution = new Scorer(policy, TestCatalogue.Catalogue, AsOf, SuppliedExtracts.All).Score(With(report)).Contributions[0];
        Assert.Equal((new Reading.Known(count), leftOut), (contribution.Reading, contribution.LeftOutCount));
    }

    [Fact]
    public void Outside_its_dates_a_factor_does_not_apply_and_gives_nothing_whatever_its_table_says()
    {
        var policy = PolicyText.Measuring("""{ "kind": "offence-count" }""", more: """, "notApplicable": 7, "validFrom": "2026-10-31", "validTo": "2026-10-31" """);
        Assert.Equal(1, Points(AsOf));
        Assert.Equal(0, Points(AsOf.AddDays(1)));
        Assert.Equal(0, Points(AsOf.AddDays(-1)));

        int Points(DateOnly asOf) => new Scorer(policy, TestCatalogue.Catalogue, asOf, SuppliedExtracts.All).Score(With(Offence("028", -5))).Total;
    }

    private static CaseFile Nobody => new(new Offender(new OffenderId("N1")));

    private static CaseFile With(params OffenceReport[] reports) => Nobody with { Offences = reports };

    private static int _next;

    private static OffenceReport Offence(string code, int days) => new($"F{_next++}", code, AsOf.AddDays(days), OffenceOutcome.Convicted);

    private static Reading Read(string measure, CaseFile file, SuppliedExtracts supplied = SuppliedExtracts.All) =>
        new Scorer(PolicyText.Measuring(measure), TestCatalogue.Catalogue, AsOf, supplied).Score(file).Contributions[0].Reading;
}
