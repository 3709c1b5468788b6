using System.Text;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Reading;

namespace Iom.Selection.Tests;

/// <summary>Small policies as text.</summary>
internal static class PolicyText
{
    public const string Count = """{ "id": "count", "title": "count", "why": "a check", "measure": { "kind": "offence-count", "months": 12 }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 10 } ] }""";

    public static Policy Parse(string json) => PolicyFile.Parse(Encoding.UTF8.GetBytes(json));

    public static string With(string eligibility, string cohorts) => Of(Count, eligibility, cohorts);

    public static string OfFactor(string factor) => Of(factor, "[]", """[ { "id": "all" } ]""");

    /// <summary>A policy with one factor of a measure and bands.</summary>
    public static Policy Measuring(string measure, string bands = """[ { "from": 0, "points": 0 }, { "from": 1, "points": 1 } ]""", string more = "") =>
        Parse(OfFactor($$"""{ "id": "f", "measure": {{measure}}, "bands": {{bands}} {{more}} }"""));

    public static string Of(string factors, string eligibility, string cohorts, string ranking = """{ "entryFrom": 10 }""", string exitBelow = "5") => $$"""
        {
          "schema": "iom-selection-policy/1", "id": "small", "version": "1", "title": "Small",
          "matrix": { "factors": [ {{factors}} ] },
          "eligibility": {{eligibility}},
          "cohorts": {{cohorts}},
          "ranking": {{ranking}},
          "deselection": { "exitBelow": {{exitBelow}} }
        }
        """;
}
