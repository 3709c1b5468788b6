using Iom.Selection.Policies.Wording;

namespace Iom.Selection.Tests.Policies;

public class PolicyWordsTests
{
    [Theory]
    [InlineData("{ \"kind\": \"offence-count\" }", "0 1 3", "0|1-2|3+")]
    [InlineData("{ \"kind\": \"offence-count\" }", "0", "0+")]
    [InlineData("{ \"kind\": \"offence-count\" }", "0 1.2 1.5", "0-1|(no value)|2+")]
    [InlineData("{ \"kind\": \"days-since-offence\" }", "0 92 183", "0-91|92-182|183+")]
    [InlineData("{ \"kind\": \"risk-score\", \"instrument\": \"LOCAL-1\" }", "0 2.50", "0 to under 2.5|2.5 or more")]
    [InlineData("{ \"kind\": \"offence-severity\", \"statistic\": \"max\" }", "0 7", "0 to under 7|7 or more")]
    [InlineData("{ \"kind\": \"offence-severity\", \"statistic\": \"max\", \"scale\": { \"theft\": 2 } }", "0 2", "0-1|2+")]
    [InlineData("{ \"kind\": \"offence-severity\", \"statistic\": \"max\", \"scale\": { \"theft\": 2.5 } }", "0 2", "0 to under 2|2 or more")]
    [InlineData("{ \"kind\": \"offence-severity\", \"statistic\": \"sum\", \"cap\": 3.5, \"scale\": { \"theft\": 2 } }", "0 2", "0 to under 2|2 or more")]
    public void A_band_says_which_values_it_holds(string measure, string from, string words)
    {
        var bands = string.Join(", ", from.Split(' ').Select(value => $$"""{ "from": {{value}}, "points": 1 }"""));
        Assert.Equal(words, string.Join('|', PolicyWords.Bands(PolicyText.Measuring(measure, $"[ {bands} ]").Factors[0])));
    }

    [Theory]
    [InlineData("{ \"kind\": \"offence-count\", \"months\": 12, \"atLiberty\": true }", "number of proven offences in the last 12 months at liberty")]
    [InlineData("{ \"kind\": \"offence-count\", \"count\": \"days\", \"months\": 1 }", "number of different days with proven offences in the last month")]
    [InlineData("{ \"kind\": \"offence-count\", \"outcomes\": [\"convicted\", \"charged\"], \"detectedBy\": [\"public\"] }", "number of offences with outcome convicted or charged detected by public at any time")]
    [InlineData("{ \"kind\": \"offence-count\", \"groups\": [\"theft\"], \"codes\": [\"028\"], \"exceptCodes\": [\"02801\"], \"dateBy\": \"outcome\", \"months\": 6 }",
        "number of proven offences in group theft with code 028 except code 02801 decided in the last 6 months")]
    [InlineData("{ \"kind\": \"offence-severity\", \"statistic\": \"sum\", \"cap\": 60 }", "total severity of all proven offences at any time, at most 60, by the catalogue's severity")]
    [InlineData("{ \"kind\": \"days-since-offence\", \"atLiberty\": true, \"trigger\": true }", "days since the latest of proven drug-trigger offences at any time, not counting days in custody")]
    [InlineData("{ \"kind\": \"drug-test-count\", \"contexts\": [\"arrest\"], \"results\": [\"positive\", \"refused\"] }", "number of drug tests with result positive or refused, taken at arrest at any time")]
    [InlineData("{ \"kind\": \"risk-score\", \"instrument\": \"LOCAL-1\", \"months\": 6 }", "latest value of LOCAL-1 in the last 6 months")]
    public void A_measure_says_what_it_reads(string measure, string words) =>
        Assert.Equal(words, PolicyWords.Describe(PolicyText.Measuring(measure).Factors[0].Measure));

    [Theory]
    [InlineData("{ \"field\": \"supervision\", \"is\": [\"statutory\", \"non_statutory\"] }", "supervision is statutory or non_statutory")]
    [InlineData("{ \"field\": \"schemes\", \"is\": [\"A\", \"B\"] }", "one of the schemes is A or B")]
    [InlineData("{ \"field\": \"expected_release\", \"laterThanMonths\": 6 }", "release is expected more than 6 months after the as-of date")]
    [InlineData("{ \"nominated\": true }", "nominated by an agency in the last 12 months")]
    [InlineData("{ \"all\": [ { \"factor\": \"count\", \"atLeast\": 1.50 }, { \"any\": [ { \"nominated\": true }, { \"not\": { \"field\": \"youth\", \"is\": [\"no\"] } } ] } ] }",
        "count is at least 1.5 and (nominated by an agency in the last 12 months or not (youth is no))")]
    public void A_condition_says_what_it_asks(string condition, string words)
    {
        var policy = PolicyText.Parse(PolicyText.With($$"""[ { "when": {{condition}}, "then": "flag" } ]""", """[ { "id": "all" } ]"""));
        Assert.Equal(words, PolicyWords.Describe(policy.Eligibility[0].When));
        Assert.Equal($"If {words}: flagged for the panel, with no other effect.", PolicyWords.Describe(policy.Eligibility[0]));
    }
}
