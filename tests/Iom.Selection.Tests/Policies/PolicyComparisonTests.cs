using Iom.Selection.Policies.Wording;

namespace Iom.Selection.Tests.Policies;

public class PolicyComparisonTests
{
    private static readonly string Reference = File.ReadAllText(Repository.Path("samples", "reference", "policy.json"));

    [Fact]
    public void A_policy_does_not_differ_from_itself() => Assert.Empty(PolicyComparison.Changes(PolicyText.Parse(Reference), PolicyText.Parse(Reference)));

    [Fact]
    public void Comments_are_not_compared() =>
        Assert.Empty(PolicyComparison.Changes(PolicyText.Parse(Reference), PolicyText.Parse(Reference.Replace("// none", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("\"version\": \"2.0.0\"", "\"version\": \"2.1.0\"", "version: was 2.0.0; is 2.1.0")]
    [InlineData("\"reviewBy\": \"2027-10-01\",", "", "reviewBy: was 2027-10-01; is (nothing)")]
    [InlineData("{ \"from\": 1, \"points\": 5 }", "{ \"from\": 1, \"points\": 9 }", "matrix.factors[frequency].bands[from 1]: was 5 points; is 9 points")]
    [InlineData("{ \"from\": 1, \"points\": 5 },", "", "matrix.factors[frequency].bands[from 1]: was 5 points; is no band")]
    [InlineData("{ \"from\": 1, \"points\": 5 },", "{ \"from\": 1, \"points\": 5 }, { \"from\": 2, \"points\": 1 },", "matrix.factors[frequency].bands[from 2]: was no band; is 1 point")]
    [InlineData("\"months\": 24, \"neighbourhood\": true", "\"months\": 12, \"neighbourhood\": true",
        "matrix.factors[neighbourhood].measure: was number of proven neighbourhood offences in the last 24 months; is number of proven neighbourhood offences in the last 12 months")]
    [InlineData("\"3\": 5 //", "\"3\": 4 //", "matrix.factors[mappa-level].levels[from 3]: was 5 points; is 4 points")]
    [InlineData("\"title\": \"MAPPA level\",", "\"title\": \"MAPPA level\", \"notApplicable\": 1, ", "matrix.factors[mappa-level].notApplicable: was 0 points; is 1 point")]
    [InlineData("\"title\": \"MAPPA level\",", "\"title\": \"MAPPA level\", \"validFrom\": \"2027-01-01\", ", "matrix.factors[mappa-level].validFrom: was (nothing); is 2027-01-01")]
    [InlineData("\"is\": [\"2\", \"3\"]", "\"is\": [\"3\"]",
        "eligibility[3]: was If mappa level is 2 or 3: flagged for the panel, with no other effect. Tell the MAPPA co-ordinator.; is If mappa level is 3: flagged for the panel, with no other effect. Tell the MAPPA co-ordinator.")]
    [InlineData("{ \"when\": { \"field\": \"deceased\", \"is\": [\"yes\"] }, \"then\": \"not_eligible\", \"why\": \"The person has died.\" },", "",
        "eligibility[0]: removed (If deceased is yes: not ranked. The person has died.)")]
    [InlineData("{ \"id\": \"free\", \"title\": \"Local priorities\" }", "{ \"id\": \"named\", \"when\": { \"nominated\": true } }, { \"id\": \"free\", \"title\": \"Local priorities\" }",
        "cohorts[named]: added (nominated by an agency in the last 12 months)")]
    [InlineData("\"entryFrom\": 30", "\"entryFrom\": 31", "ranking.entryFrom: was 30; is 31")]
    [InlineData("\"order\": \"points\"", "\"order\": \"cohort-then-points\"", "ranking.order: was points; is cohort-then-points")]
    [InlineData("[\"frequency\", \"severity\"]", "[\"severity\"]", "ranking.tieBreak: was frequency, severity; is severity")]
    [InlineData("\"reserve\": 5", "\"reserve\": 4", "ranking.reserve: was 5; is 4")]
    [InlineData("\"reserve\": 5", "\"reserve\": 5, \"lot\": { \"source\": \"a public draw\" }", "ranking.lot.source: was (nothing); is a public draw")]
    [InlineData("\"exitBelow\": 20", "\"exitBelow\": 19", "deselection.exitBelow: was 20; is 19")]
    [InlineData("{ \"id\": \"health\" },", "", "panel.agencies: was police (also Police DIP), probation (also Probation Service), council, health, charity; is police (also Police DIP), probation (also Probation Service), council, charity")]
    [InlineData("\"missed\": 4", "\"missed\": 5", "deselection.approach: was 4 of 6 in 3 months; is 5 of 6 in 3 months")]
    [InlineData("\"waitingDays\": 28", "\"waitingDays\": 29", "review.waitingDays: was 28; is 29")]
    [InlineData("\"minimumMonths\": 6,", "", "deselection.minimumMonths: was 6; is (nothing)")]
    [InlineData("\"decisionMonths\": 72", "\"decisionMonths\": 60", "retention.decisionMonths: was 72; is 60")]
    public void One_change_is_told_once_by_its_place_and_in_words(string old, string @new, string change)
    {
        Assert.Contains(old, Reference, StringComparison.Ordinal);
        var at = Reference.IndexOf(old, StringComparison.Ordinal);
        var changed = Reference[..at] + @new + Reference[(at + old.Length)..];
        Assert.Equal(change, Assert.Single(PolicyComparison.Changes(PolicyText.Parse(Reference), PolicyText.Parse(changed))).ToString());
    }

    [Fact]
    public void Factors_and_cohorts_are_known_again_by_their_ids()
    {
        const string Second = """{ "id": "second", "measure": { "kind": "mappa-level" }, "levels": { "1": 0, "2": 1, "3": 2 } }""";
        const string One = """[ { "id": "a", "when": { "nominated": true } }, { "id": "b" } ]""";
        const string Other = """[ { "id": "b" }, { "id": "a", "when": { "nominated": true } } ]""";
        var changes = PolicyComparison.Changes(
            PolicyText.Parse(PolicyText.Of($"{PolicyText.Count}, {Second}", "[]", One)), PolicyText.Parse(PolicyText.Of($"{Second}, {PolicyText.Count}", "[]", Other)));
        Assert.Equal(["matrix.factors: new order: second, count", "cohorts: new order: b, a"], changes.Select(change => change.ToString()));
    }
}
