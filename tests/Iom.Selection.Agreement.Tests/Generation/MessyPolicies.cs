using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>Generators of policies: few points, so many ties.</summary>
internal static class MessyPolicies
{
    private static readonly string[] Kinds =
        ["offence-count", "offence-count", "offence-count", "offence-severity", "offence-severity", "days-since-offence", "drug-test-count", "drug-test-count",
         "mappa-level", "risk-score"];

    private static readonly Gen<string> WindowFilter =
        from months in Gen.Elements(Words.Months)
        from form in Gen.Choose(0, 7)
        select form switch
        {
            0 => "",
            1 or 2 => $", \"months\": {months}, \"atLiberty\": true",
            3 => $", \"months\": {months}, \"dateBy\": \"outcome\"",
            4 => $", \"months\": {months}, \"atLiberty\": true, \"dateBy\": \"outcome\"",
            5 => $", \"months\": {months}, \"atLiberty\": [\"sentence\", \"recall\"]",
            6 => $", \"months\": {months}, \"atLiberty\": [\"remand\"]",
            _ => $", \"months\": {months}",
        };

    private static readonly Gen<string> OtherFilters = Gen.CollectToArray(new[]
    {
        Rarely(""", "outcomes": ["convicted", "charged"]""", """, "outcomes": ["cautioned", "out_of_court", "taken_into_consideration"]"""),
        Rarely(""", "groups": ["violence", "theft"]""", """, "groups": ["burglary"]""", """, "groups": ["breach", "theft"]"""),
        Rarely(""", "codes": ["028", "034/01"]""", """, "codes": ["02803", "10501", "049"]""", """, "codes": ["998", "8/1", "BR1"]""", """, "codes": ["998/2", "28/3"]"""),
        Rarely(""", "exceptCodes": ["028/03"]""", """, "exceptCodes": ["028", "09240"]"""),
        Rarely(""", "exceptAsYouth": true"""),
        Rarely(""", "neighbourhood": true"""),
        Rarely(""", "acquisitive": true"""),
        Rarely(""", "trigger": true"""),
        Rarely(""", "detectedBy": ["public", "store"]""", """, "detectedBy": ["police"]"""),
    }).Select(string.Concat);

    public static Gen<MessyPolicy> Policy(DateOnly asOf) =>
        from count in Gen.Choose(1, 7)
        from kinds in Gen.Elements(Kinds).ArrayOf(count)
        let ids = kinds.Select((kind, index) => kind[..3] + index.ToString(CultureInfo.InvariantCulture)).ToArray()
        from factors in Gen.CollectToArray(Enumerable.Range(0, count), index => Factor(ids[index], kinds[index], asOf))
        from rules in Gen.Choose(0, 4)
        from eligibility in Rule(ids).ArrayOf(rules)
        from cohorts in Cohorts(ids)
        from entry in Gen.Choose(0, 8)
        from exit in Gen.Choose(0, entry)
        from cohortFirst in Words.OnceIn(2)
        from keys in Gen.SubListOf(ids).Select(list => list.Take(2).ToArray())
        from reserve in Gen.Choose(0, 3)
        from hasPanel in Words.OnceIn(2)
        select new MessyPolicy([.. ids.Zip(factors)], eligibility, cohorts, entry, exit, cohortFirst, keys, reserve, hasPanel);

    private static Gen<string> Rarely(params string[] texts) => Gen.Frequency((5, Gen.Constant("")), (1, Gen.Elements(texts)));

    private static Gen<string> Factor(string id, string kind, DateOnly asOf) =>
        from measure in Measure(kind)
        from points in Points(kind)
        from notApplicable in Gen.Frequency((2, Gen.Constant("")), (1, Gen.Choose(0, 5).Select(number => $", \"notApplicable\": {number}")))
        from validFrom in Validity("validFrom", asOf)
        from validTo in Validity("validTo", asOf)
        where validFrom.Length == 0 || validTo.Length == 0 || string.CompareOrdinal(validFrom[^11..], validTo[^11..]) <= 0
        let never = kind is "offence-count" or "risk-score"
        select $"{{ \"id\": \"{id}\", \"title\": \"{id}\", \"why\": \"a check\", \"measure\": {{ \"kind\": \"{kind}\"{measure} }}, {points}{(never ? "" : notApplicable)}{validFrom}{validTo} }}";

    private static Gen<string> Validity(string key, DateOnly asOf) =>
        Gen.Frequency((6, Gen.Constant("")), (1, Gen.Choose(-1, 1).Select(days => $", \"{key}\": \"{Words.Text(asOf.AddDays(days))}\"")));

    private static Gen<string> Measure(string kind) => kind switch
    {
        "offence-count" =>
            from window in WindowFilter
            from filters in OtherFilters
            from days in Rarely(", \"count\": \"days\"")
            select window + filters + days,
        "offence-severity" =>
            from window in WindowFilter
            from filters in OtherFilters
            from statistic in Gen.Elements("sum", "max")
            from cap in Rarely(", \"cap\": 10", ", \"cap\": 60.5", ", \"cap\": 7")
            from scale in Gen.Elements("", ", \"scale\": { \"burglary\": 6, \"robbery\": 8.5, \"theft\": 2 }")
            select $"{window}{filters}, \"statistic\": \"{statistic}\"{cap}{scale}",
        "days-since-offence" =>
            from filters in OtherFilters
            from liberty in Gen.Elements("", ", \"atLiberty\": true", ", \"atLiberty\": false", ", \"atLiberty\": [\"sentence\"]")
            select filters + liberty,
        "drug-test-count" =>
            from months in Gen.Elements("", ", \"months\": 12", ", \"months\": 3")
            from results in Gen.Elements("", ", \"results\": [\"positive\", \"refused\"]", ", \"results\": [\"negative\"]", ", \"results\": [\"positive\", \"negative\"]")
            from contexts in Gen.Elements("", ", \"contexts\": [\"arrest\"]", ", \"contexts\": [\"supervision\"]")
            from substances in Gen.Elements("", "", ", \"substances\": [\"cocaine\"]", ", \"substances\": [\"opiates\", \"heroin\"]")
            select months + results + contexts + substances,
        "risk-score" => Gen.Elements("", ", \"months\": 12", ", \"months\": 36").Select(months => ", \"instrument\": \"OGRS3-2yr\"" + months),
        _ => Gen.Constant(""),
    };

    private static Gen<string> Points(string kind) =>
        kind == "mappa-level"
            ? Gen.Choose(0, 4).ArrayOf(3).Select(points => $"\"levels\": {{ \"1\": {points[0]}, \"2\": {points[1]}, \"3\": {points[2]} }}")
            : from count in Gen.Choose(1, 4)
              from ends in Gen.Elements(Ends(kind)).ArrayOf(count)
              from points in Gen.Choose(0, 4).ArrayOf(count + 1)
              select "\"bands\": [" + string.Join(", ", ends.Distinct().Order().Prepend(0m).Zip(points, Band)) + "]";

    private static string Band(decimal lowerEnd, int points) =>
        string.Create(CultureInfo.InvariantCulture, $"{{ \"from\": {lowerEnd}, \"points\": {points} }}");

    private static decimal[] Ends(string kind) => kind switch
    {
        "offence-severity" => [0.5m, 1m, 7m, 9.99m, 10m, 10.01m, 14m, 60.5m, 61m, 100m],
        "days-since-offence" => [1m, 28m, 29m, 90m, 365m, 366m],
        "risk-score" => [12m, 49.995m, 50m, 62.5m, 74.5m, 75m],
        "drug-test-count" => [0.5m, 1m, 1.5m, 2m], // Between the half and the whole there is no number of tests.
        _ => [1m, 1.5m, 2m, 3m, 4.5m],
    };

    private static Gen<string> Leaf(string[] ids, bool youth) => Gen.OneOf(
        Gen.Elements(
            """{ "field": "supervision", "is": ["statutory"] }""", """{ "field": "location", "is": ["custody", "hospital"] }""",
            """{ "field": "mappa_category", "is": ["1", "3", "none"] }""", """{ "field": "mappa_level", "is": ["2", "3"] }""",
            """{ "field": "deceased", "is": ["yes"] }""", """{ "field": "schemes", "is": ["GOM", "PPO"] }"""),
        Gen.Elements(0, 1, 6).Select(months => $"{{ \"field\": \"expected_release\", \"laterThanMonths\": {months} }}"),
        FactorLeaf(ids),
        FactorLeaf(ids),
        Gen.Constant(youth ? """{ "field": "youth", "is": ["yes"] }""" : """{ "nominated": true }"""),
        Gen.Constant("""{ "nominated": true }"""));

    private static Gen<string> FactorLeaf(string[] ids) =>
        from id in Gen.Elements(ids)
        from line in Gen.Elements("0", "1", "1.5", "2", "4", "28", "50", "75.5")
        select $"{{ \"factor\": \"{id}\", \"atLeast\": {line} }}";

    private static Gen<string> Condition(string[] ids, bool youth, int depth) => depth == 0
        ? Leaf(ids, youth)
        : Gen.Frequency(
            (4, Leaf(ids, youth)),
            (3, Parts(ids, youth, depth).Select(parts => $"{{ \"all\": [{parts}] }}")),
            (2, Parts(ids, youth, depth).Select(parts => $"{{ \"any\": [{parts}] }}")),
            (1, Condition(ids, youth, depth - 1).Select(part => $"{{ \"not\": {part} }}")));

    private static Gen<string> Parts(string[] ids, bool youth, int depth) =>
        from count in Gen.Choose(1, 3)
        from parts in Condition(ids, youth, depth - 1).ArrayOf(count)
        select string.Join(", ", parts);

    private static Gen<string> Rule(string[] ids) =>
        from then in Gen.Elements("not_eligible", "refer", "flag")
        from narrow in then == "flag" ? Gen.Constant(false) : Gen.Elements(true, true, false)
        from first in Condition(ids, true, 1)
        from second in Condition(ids, true, 2)
        from withhold in Words.OnceIn(3)
        from leaf in FactorLeaf([.. ids.Where(id => id[..3] is "dru" or "ris" or "map").DefaultIfEmpty(ids[0])]) // what most often is not known decides alone now and then
        from bare in then == "flag" ? Gen.Constant(false) : Words.OnceIn(4)
        let when = bare ? leaf : narrow ? $"{{ \"all\": [{first}, {second}] }}" : second
        select $"{{ \"when\": {when}, \"then\": \"{then}\"{(withhold && then != "flag" ? ", \"ifMissing\": \"withhold\"" : "")}, \"why\": \"a check\" }}";

    private static Gen<string[]> Cohorts(string[] ids) =>
        from count in Gen.Choose(0, 3)
        from conditions in Condition(ids, false, 2).ArrayOf(count)
        from open in Gen.Choose(0, 2)
        let rules = conditions.Select((when, index) => $"{{ \"id\": \"c{index}\", \"when\": {when} }}")
        select (count == 0 || open > 0 ? rules.Append("""{ "id": "free" }""") : rules).ToArray();
}
