using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Offenders;

public class CaseFileJsonTests
{
    [SeededProperty(Arbitrary = [typeof(Scenarios)], MaxTest = 100)]
    public void What_is_written_is_read_back(Scenario scenario)
    {
        foreach (var file in scenario.People) AssertRoundTrip(file);
    }

    [Fact]
    public void Every_record_and_field_is_read_back() => AssertRoundTrip(Whole());

    [Fact]
    public void An_unknown_key_is_refused_wherever_it_stands()
    {
        // Every object of a whole file in turn gets a key that nobody knows.
        var json = Whole().ToJson();
        var objects = json.Select((c, i) => (c, i)).Where(at => at.c == '{').Select(at => at.i).ToArray();
        Assert.Equal(13, objects.Length);
        foreach (var at in objects)
        {
            var problem = Refusal(json.Insert(at + 1, "\"ethnicity\":\"secret\","));
            Assert.Contains("ethnicity: unknown key", problem, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{}""", "offender: is missing")]
    [InlineData("""[]""", "must be an object")]
    [InlineData("""{"offender":{}}""", "offender.offenderId: is missing")]
    [InlineData("""{"offender":{"offenderId":"  "}}""", "offender.offenderId: is missing")]
    [InlineData("""{"offender":{"offenderId":5}}""", "offender.offenderId: must be text")]
    [InlineData("""{"offender":{"offenderId":"\ud800"}}""", "offender.offenderId: holds half of a surrogate pair, which is not a character")]
    [InlineData("""{"offender":{"offenderId":"N1","youth":"secret"}}""", "offender.youth: must be one of: yes, no")]
    [InlineData("""{"offender":{"offenderId":"N1","offenderId":"N2"}}""", "offender.offenderId: key written twice")]
    [InlineData("""{"offender":{"offenderId":"N1"},"offences":{}}""", "offences: must be a list")]
    [InlineData("""{"offender":{"offenderId":"N1"},"custody":[{"from":"2025-01-01"},{"to":"2025-01-02"}]}""", "custody[1].from: is missing")]
    [InlineData("""{"offender":{"offenderId":"N1"},"custody":[{"from":"01/02/2025"}]}""", "custody[0].from: must be a date, yyyy-MM-dd")]
    [InlineData("""{"offender":{"offenderId":"N1"},"riskScores":[{"instrument":"R","assessedOn":"2025-01-01","value":-1}]}""", "riskScores[0].value: must be a number from 0 to 999999999999999")]
    [InlineData("""{"offender":secret}""", "not valid JSON at line 1, byte 13")]
    public void What_cannot_be_used_is_named_by_its_path_alone(string json, string problem) => Assert.Equal(problem, Refusal(json));

    [Fact]
    public void Keys_are_in_camel_case_and_the_snake_case_of_version_0_1_0_is_read_too()
    {
        var json = Whole().ToJson();
        var old = Regex.Replace(json, "\"[A-Za-z]+\":", key => JsonNamingPolicy.SnakeCaseLower.ConvertName(key.Value));
        Assert.DoesNotMatch("\"[a-z]*_[a-z_]*\":", json);
        Assert.Contains("\"offender_id\":", old, StringComparison.Ordinal);
        Assert.Contains("\"exit_interview_on\":", old, StringComparison.Ordinal);
        Assert.Equal(json, Parse(old).ToJson());
        Assert.Equal("offender.expected_release: must be a date, yyyy-MM-dd", Refusal("""{"offender":{"offenderId":"N1","expected_release":"1"}}"""));
        Assert.Equal("offender.offender_id: key written twice", Refusal("""{"offender":{"offenderId":"N1","offender_id":"N1"}}"""));
    }

    [Theory]
    [InlineData("""{"offender":{"offenderId":"N1","youth":"?"}}""", "/offender/youth")]
    [InlineData("""{"offender":{"offenderId":"N1","schemes":["a",1]}}""", "/offender/schemes/1")]
    [InlineData("""{"offender":{"offenderId":"N1"},"offences":[{"offenceId":"1"}]}""", "/offences/0/offenceCode")]
    [InlineData("""{"offender":{"offenderId":"N1","some.key[1]":1}}""", "/offender")]
    [InlineData("""{"offender":{"offenderId":"N1"},"some/key":1}""", "")]
    [InlineData("{", "")]
    public void What_cannot_be_read_is_told_by_a_pointer_of_known_keys(string json, string where)
    {
        var refused = Assert.Throws<CaseFileFormatException>(() => Parse(json));
        Assert.Equal(where, refused.JsonPointer);
        Assert.EndsWith(refused.Problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_and_blank_text_count_as_left_out()
    {
        var file = Parse("""{"offender":{"offenderId":"N1","area":" ","youth":null,"location":""},"offences":null}""");
        Assert.Equal(new OffenderId("N1"), file.Offender.Id);
        Assert.Null(file.Offender.Area);
        Assert.Null(file.Offender.Youth);
        Assert.Null(file.Offender.Location);
        Assert.Empty(file.Offences);
    }

    private static CaseFile Whole() => new(new Offender(new OffenderId("Ä \"1\""))
    {
        Area = "North",
        Supervision = Supervision.NonStatutory,
        Location = Location.Custody,
        ExpectedRelease = new(2026, 1, 2),
        MappaCategory = MappaCategory.Category1,
        Deceased = false,
        Schemes = ["PPO", "a;b"],
        Conflicts = [OffenderField.Youth, OffenderField.MappaLevel],
    })
    {
        Offences = [new("F1", "028/03", new(2025, 1, 2), OffenceOutcome.TakenIntoConsideration) { OutcomeDate = new(2025, 2, 3), DetectedBy = DetectedBy.Store, Source = "niche" }],
        DrugTests = [new("T1", new(2025, 1, 2), DrugTestResult.Refused) { Substances = "opiates", Context = DrugTestContext.Scheme }],
        RiskScores = [new("RISK-1", new(2025, 1, 2), 62.50m)],
        Nominations = [new("Police", new(2025, 1, 2)) { Reason = "=1" }],
        Memberships = [new(new(2025, 1, 2)) { To = new(2025, 3, 4), Cohort = "fixed", Ground = "g", ExitInterviewOn = new(2025, 3, 1), InformedOn = new(2025, 3, 2), Agreed = Agreement.NotAsked }],
        Custody = [new(new(2025, 1, 2)) { To = new(2025, 1, 3) }],
        Supervisions = [new(SupervisionKind.SuspendedSentence, new(2025, 1, 2)) { To = new(2026, 1, 2), ActiveUntil = new(2025, 6, 1), Event = SupervisionEvent.Recall, EventDate = new(2025, 5, 1) }],
        Contacts = [new("C1", new(2025, 1, 2), ContactKind.PlannedVisit, ContactOutcome.CancelledByAgency) { Required = ContactRequirement.Licence }],
        Support = [new("housing", SupportStatus.Waiting) { Need = "high", LeadAgency = "Council", WaitingSince = new(2025, 1, 2), StartedOn = new(2025, 2, 2), EndedOn = new(2025, 3, 2) }],
        PanelViews = [new(new(2025, 1, 2), "Health", PanelStance.Abstain) { Reason = "r" }],
        Identities = [new("nomis", "A1")],
    };

    private static CaseFile Parse(string json) => CaseFileJson.Parse(Encoding.UTF8.GetBytes(json));

    private static string Refusal(string json) => Assert.Throws<CaseFileFormatException>(() => Parse(json)).Message;

    private static void AssertRoundTrip(CaseFile file)
    {
        var json = file.ToJson();
        var back = Parse(json);
        Assert.Equal(json, back.ToJson());
        // An array of a record compares by identity, so the person is compared by what it holds.
        Assert.Equal(JsonSerializer.Serialize(file.Offender), JsonSerializer.Serialize(back.Offender));
        Assert.Equal(file.Offences, back.Offences);
        Assert.Equal(file.DrugTests, back.DrugTests);
        Assert.Equal(file.RiskScores, back.RiskScores);
        Assert.Equal(file.Nominations, back.Nominations);
        Assert.Equal(file.Memberships, back.Memberships);
        Assert.Equal(file.Custody, back.Custody);
        Assert.Equal(file.Supervisions, back.Supervisions);
        Assert.Equal(file.Contacts, back.Contacts);
        Assert.Equal(file.Support, back.Support);
        Assert.Equal(file.PanelViews, back.PanelViews);
        Assert.Equal(file.Identities, back.Identities);
    }
}
