using System.Globalization;

namespace Iom.Selection.Unchanged.Generation;

/// <summary>A policy with few points, so that many are equal, and with lines that cut through the people.</summary>
internal static class GeneratedPolicy
{
    private static readonly string[] Kinds =
        ["offence-count", "offence-count", "offence-count", "offence-severity", "offence-severity", "days-since-offence", "drug-test-count", "mappa-level", "risk-score"];

    public static string Text(Draw draw, DateOnly asOf)
    {
        string[] kinds = [.. Enumerable.Range(0, draw.Number(2, 7)).Select(_ => draw.Of(Kinds))];
        string[] ids = [.. kinds.Select((kind, index) => kind[..3] + index.ToString(CultureInfo.InvariantCulture))];
        var entry = draw.Number(2, 9);
        var missed = draw.Number(1, 4);
        var rules = Enumerable.Range(0, draw.Number(0, 3)).Select(_ => Rule(draw, ids)).Append("""{ "when": { "field": "deceased", "is": ["yes"] }, "then": "not_eligible", "why": "The person has died." }""");
        var cohorts = Enumerable.Range(0, draw.Number(0, 2)).Select(number => $$"""{ "id": "c{{number}}", "when": {{Condition(draw, ids, 1)}} }""");
        if (draw.Number(0, 3) > 0 || !cohorts.Any()) cohorts = cohorts.Append("""{ "id": "free" }""");
        return $$"""
            {
              // Drawn at random: no partnership has signed it.
              "schema": "iom-selection-policy/1", "id": "drawn", "version": "1", "title": "Drawn",
              "matrix": { "factors": [
                {{string.Join(",\n    ", ids.Select((id, index) => Factor(draw, id, kinds[index], asOf)))}}
              ] },
              "eligibility": [ {{string.Join(",\n    ", rules)}} ],
              "cohorts": [ {{string.Join(", ", cohorts)}} ],
              "ranking": { "entryFrom": {{entry}}, "order": "{{draw.Of("points", "cohort-then-points")}}", "tieBreak": [{{draw.Of("", $"\"{ids[0]}\"")}}], "reserve": {{draw.Number(0, 3)}} },
              "deselection": {
                "exitBelow": {{draw.Number(0, entry)}}, "belowExitReviews": {{draw.Number(1, 3)}}, "desistanceMonths": {{draw.Of(3, 6, 12)}},
                "managedElsewhere": { "mappaLevels": ["3"], "youth": true, "custodyMonths": 6 }
                {{draw.Of("", $$""", "minimumMonths": {{draw.Number(1, 6)}}, "recentMonths": {{draw.Number(1, 3)}}, "openCaseMonths": {{draw.Number(1, 6)}}, "supportMonths": {{draw.Number(1, 12)}}""")}},
                "approach": { "missed": {{missed}}, "ofLatest": {{missed + draw.Number(0, 3)}}, "months": {{draw.Number(1, 6)}} }
              },
              "review": {
                "maximumWeeks": 6,
                "risk": [ { "id": "low", "from": 0, "weeks": { "low": 4, "good": 6, "notKnown": 5 } }, { "id": "high", "from": {{draw.Number(1, 9)}}, "weeks": { "low": 2, "good": 4, "notKnown": 3 } } ],
                "engagement": { "months": {{draw.Number(1, 6)}}, "leastContacts": {{draw.Number(1, 4)}}, "bands": [ { "id": "low", "from": 0 }, { "id": "good", "from": {{draw.Of(50, 80)}} } ] },
                "waitingDays": {{draw.Of(0, 28)}}, "comingDays": {{draw.Of(14, 56, 200)}},
                "drift": { "churnPercent": 20, "bandShiftPercent": 50, "missingPercent": 10 }
              },
              "panel": {
                "agencies": [ { "id": "police", "aliases": ["Police DIP"] }, { "id": "probation", "aliases": ["Probation Service"] }, { "id": "council" }, { "id": "health" }, { "id": "charity" } ],
                "leastToDeselect": {{draw.Of(2, 2, 3)}}, "deferWeeks": 6
              },
              "retention": { "runMonths": 24, "decisionMonths": 72 }
            }
            """;
    }

    private static string Factor(Draw draw, string id, string kind, DateOnly asOf)
    {
        var points = kind == "mappa-level"
            ? $$""" "levels": { "1": {{draw.Number(0, 4)}}, "2": {{draw.Number(0, 4)}}, "3": {{draw.Number(0, 4)}} }"""
            : $$""" "bands": [ { "from": 0, "points": {{draw.Number(0, 1)}} }, { "from": {{(kind == "days-since-offence" ? "90" : "1")}}, "points": {{draw.Number(0, 4)}} }, { "from": {{(kind == "risk-score" ? "62.5" : kind == "days-since-offence" ? "365" : "3")}}, "points": {{draw.Number(1, 6)}} } ]""";
        var notApplicable = kind is "offence-count" or "risk-score" || !draw.OnceIn(3) ? "" : $", \"notApplicable\": {draw.Number(0, 2)}";
        var valid = draw.OnceIn(8) ? $", \"validFrom\": \"{Draw.Text(asOf.AddDays(draw.Number(-1, 1)))}\"" : "";
        return $$"""{ "id": "{{id}}", "title": "{{id}}", "why": "drawn", "measure": { "kind": "{{kind}}"{{Measure(draw, kind)}} },{{points}}{{notApplicable}}{{valid}} }""";
    }

    private static string Measure(Draw draw, string kind) => kind switch
    {
        "offence-count" => Window(draw) + Filters(draw) + draw.Of("", "", ", \"count\": \"days\""),
        "offence-severity" => Window(draw) + Filters(draw) + $", \"statistic\": \"{draw.Of("sum", "max")}\"" + draw.Of("", ", \"cap\": 10")
            + draw.Of("", ", \"scale\": { \"burglary\": 6, \"robbery\": 8.5, \"theft\": 2, \"violence\": 4 }"),
        "days-since-offence" => Filters(draw) + draw.Of("", ", \"atLiberty\": true"),
        "drug-test-count" => draw.Of("", ", \"months\": 12", ", \"months\": 3") + draw.Of("", ", \"results\": [\"positive\", \"refused\"]") + draw.Of("", ", \"contexts\": [\"arrest\"]"),
        "risk-score" => ", \"instrument\": \"OGRS3-2yr\"" + draw.Of("", ", \"months\": 12"),
        _ => "",
    };

    private static string Window(Draw draw)
    {
        var months = draw.Of(1, 3, 6, 12, 18, 24, 36);
        return draw.Number(0, 5) switch
        {
            0 => "",
            1 or 2 => $", \"months\": {months}, \"atLiberty\": true",
            3 => $", \"months\": {months}, \"dateBy\": \"outcome\"",
            4 => $", \"months\": {months}, \"atLiberty\": true, \"dateBy\": \"outcome\"",
            _ => $", \"months\": {months}",
        };
    }

    private static string Filters(Draw draw) => string.Concat(
        draw.OnceIn(5) ? draw.Of(""", "outcomes": ["convicted", "charged"]""", """, "outcomes": ["cautioned", "out_of_court"]""") : "",
        draw.OnceIn(6) ? draw.Of(""", "groups": ["violence", "theft"]""", """, "groups": ["burglary"]""") : "",
        draw.OnceIn(6) ? draw.Of(""", "codes": ["028", "034/01"]""", """, "exceptCodes": ["028", "09240"]""") : "",
        draw.OnceIn(6) ? draw.Of(""", "neighbourhood": true""", """, "acquisitive": true""", """, "trigger": true""") : "",
        draw.OnceIn(6) ? draw.Of(""", "detectedBy": ["public", "store"]""", """, "detectedBy": ["police"]""") : "");

    private static string Rule(Draw draw, string[] ids)
    {
        var then = draw.Of("not_eligible", "refer", "flag", "flag");
        var missing = then != "flag" && draw.OnceIn(3) ? ", \"ifMissing\": \"withhold\"" : "";
        return $$"""{ "when": { "all": [ {{Leaf(draw, ids)}}, {{Condition(draw, ids, 1)}} ] }, "then": "{{then}}"{{missing}}, "why": "drawn" }""";
    }

    private static string Condition(Draw draw, string[] ids, int depth) => (depth == 0 ? 0 : draw.Number(0, 4)) switch
    {
        1 => $$"""{ "all": [ {{Leaf(draw, ids)}}, {{Condition(draw, ids, depth - 1)}} ] }""",
        2 => $$"""{ "any": [ {{Leaf(draw, ids)}}, {{Condition(draw, ids, depth - 1)}} ] }""",
        3 => $$"""{ "not": {{Leaf(draw, ids)}} }""",
        _ => Leaf(draw, ids),
    };

    private static string Leaf(Draw draw, string[] ids) => draw.Of(
        """{ "field": "supervision", "is": ["statutory"] }""", """{ "field": "location", "is": ["custody", "hospital"] }""", """{ "field": "mappa_category", "is": ["1", "3", "none"] }""",
        """{ "field": "mappa_level", "is": ["2", "3"] }""", """{ "field": "schemes", "is": ["GOM", "PPO"] }""", """{ "nominated": true }""",
        $$"""{ "field": "expected_release", "laterThanMonths": {{draw.Of(0, 1, 6)}} }""",
        $$"""{ "factor": "{{draw.Of(ids)}}", "atLeast": {{draw.Of("0", "1", "1.5", "2", "4")}} }""", $$"""{ "factor": "{{draw.Of(ids)}}", "atLeast": {{draw.Of("1", "2", "28", "50")}} }""");
}
