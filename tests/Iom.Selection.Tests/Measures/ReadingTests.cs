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
        Assert.Equal(new Reading.Known(0), Read(Tests, Nobody with { DrugTests = [new DrugTest("T", AsOf.AddYears(-2), DrugTestResult.Positive)] }));
        Assert.Equal(new Reading.Known(1), Read(Tests, Nobody with { DrugTests = [new DrugTest("T", AsOf, DrugTestResult.Positive)] }));
    }

    [Fact]
    public void Of_test_rows_with_one_id_the_one_that_says_least_stands()
    {
        const string Tests = """{ "kind": "drug-test-count", "months": 12, "results": ["positive", "refused"] }""";
        var rows = new[] { new DrugTest("T", AsOf, DrugTestResult.Positive), new DrugTest("T", AsOf, DrugTestResult.Negative), new DrugTest("T", AsOf, DrugTestResult.Refused) };
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
