namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>A policy as the pieces of its JSON.</summary>
internal sealed record MessyPolicy(
    (string Id, string Json)[] Factors, string[] Eligibility, string[] Cohorts, int EntryFrom, int ExitBelow, bool CohortFirst, string[] TieBreak, int Reserve, bool Panel)
{
    /// <summary>Names of agencies as extracts have them; where there is a panel, it lists all but <see cref="Unlisted"/>.</summary>
    public static readonly string[] Agencies = ["police", "Police DIP", "PROBATION", "nhs", Unlisted];

    public const string Unlisted = "Police D.I.P.";

    private const string PanelBlock = """
        "panel": { "agencies": [ { "id": "police", "aliases": ["police dip"] }, { "id": "probation" }, { "id": "health", "aliases": ["NHS"] } ] },
        """;

    public override string ToString() => $$"""
        {
          "schema": "iom-selection-policy/1", "id": "made-up", "version": "0.1.0", "title": "Made up for a check",
          "matrix": { "factors": [
            {{string.Join(",\n    ", Factors.Select(factor => factor.Json))}} ] },
          "eligibility": [
            {{string.Join(",\n    ", Eligibility)}} ],
          "cohorts": [
            {{string.Join(",\n    ", Cohorts)}} ],
          "ranking": { "entryFrom": {{EntryFrom}}, "order": "{{(CohortFirst ? "cohort-then-points" : "points")}}", "tieBreak": [{{string.Join(", ", TieBreak.Select(id => $"\"{id}\""))}}], "reserve": {{Reserve}} },
          {{(Panel ? PanelBlock : "")}}"deselection": { "exitBelow": {{ExitBelow}} }
        }

        """;

    public IEnumerable<MessyPolicy> Smaller()
    {
        for (var i = 0; i < Eligibility.Length; i++) yield return this with { Eligibility = Without(Eligibility, i) };
        for (var i = 0; i < Cohorts.Length && Cohorts.Length > 1; i++) yield return this with { Cohorts = Without(Cohorts, i) };
        for (var i = 0; i < TieBreak.Length; i++) yield return this with { TieBreak = Without(TieBreak, i) };
        for (var i = 0; i < Factors.Length && Factors.Length > 1; i++)
        {
            var id = Factors[i].Id;
            if (!TieBreak.Contains(id) && !Eligibility.Concat(Cohorts).Any(rule => rule.Contains($"\"factor\": \"{id}\"", StringComparison.Ordinal)))
                yield return this with { Factors = Without(Factors, i) };
        }

        if (CohortFirst) yield return this with { CohortFirst = false };
        if (Panel) yield return this with { Panel = false };
        if (Reserve > 0) yield return this with { Reserve = 0 };
    }

    private static T[] Without<T>(T[] items, int index) => [.. items[..index], .. items[(index + 1)..]];
}
