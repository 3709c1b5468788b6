using System.Text.RegularExpressions;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>What section 4 allows in a column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Wrong">What is wrong with a cell that isn't empty; null if nothing.</param>
/// <param name="Required">Whether an empty cell is bad.</param>
internal sealed record ReferenceColumn(string Name, Func<string, string?> Wrong, bool Required)
{
    /// <summary>The words of a vocabulary; none where the column has none.</summary>
    public string[] Words { get; init; } = [];

    public bool IsDate { get; init; }

    public bool IsNumber { get; init; }

    public bool Allows(string cell) => Wrong(cell) is null;

    public string? ProblemOf(ReferenceRow row) => row[Name].Length == 0 ? Required ? "empty" : null : Wrong(row[Name]);

    /// <summary>A cell as it is compared: "vocabularies without case; other text is compared as it is"; a number by what it is worth.</summary>
    public string ValueIn(ReferenceRow row) =>
        Words.Length > 0 ? row.Word(Name) : IsNumber && ReferenceText.Number(row[Name]) is { } number ? (number / 1.0000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture) : row[Name];

    private static ReferenceColumn Column(string name, bool required, Func<string, string?> wrong) =>
        new(name, cell => cell.Any(char.IsControl) ? "control-character" : wrong(cell), required);

    private static ReferenceColumn Text(string name, bool required = false) => Column(name, required, _ => null);

    private static ReferenceColumn Id(string name) =>
        Column(name, true, cell => Regex.IsMatch(cell, @"^[0-9]\.[0-9]+[Ee]\+[0-9]+$") ? "spreadsheet-damage" : null);

    private static ReferenceColumn Date(string name, bool required = false) => Column(name, required, cell =>
        ReferenceText.Date(cell) is not null ? null : Regex.IsMatch(cell, @"^[0-9]{5}(\.[0-9]*)?$") ? "spreadsheet-damage" : "not-a-date") with
    { IsDate = true };

    private static ReferenceColumn Word(string name, string words, bool required = false) =>
        Column(name, required, cell => words.Split(' ').Contains(cell.ToLowerInvariant()) ? null : "not-in-list") with { Words = words.Split(' ') };

    public static readonly IReadOnlyDictionary<string, ReferenceColumn[]> Files = new Dictionary<string, ReferenceColumn[]>
    {
        ["offenders.csv"] =
        [
            Id("offender_id"), Text("area"), Word("supervision", "statutory non_statutory"), Word("location", "community custody hospital"),
            Date("expected_release"), Word("mappa_category", "1 2 3 4 none"), Word("mappa_level", "1 2 3 none"), Word("youth", "yes no"),
            Word("deceased", "yes no"), Text("schemes"), Date("died_on"),
        ],
        ["memberships.csv"] =
        [
            Id("offender_id"), Date("from", true), Date("to"), Text("cohort"), Text("ground"), Date("exit_interview_on"), Date("informed_on"),
            Word("agreed", "yes no not_asked"),
        ],
        ["offences.csv"] =
        [
            Id("offender_id"), Id("offence_id"), Text("offence_code", true), Date("offence_date", true),
            Word("outcome", "convicted taken_into_consideration cautioned out_of_court charged under_investigation discontinued no_further_action acquitted", true),
            Date("outcome_date"), Word("detected_by", "public police store"), Text("source"),
        ],
        ["drug_tests.csv"] =
        [
            Id("offender_id"), Id("test_id"), Date("test_date", true), Word("result", "positive negative refused", true), Text("substances"),
            Word("context", "arrest supervision scheme"),
        ],
        ["risk_scores.csv"] =
        [
            Id("offender_id"), Text("instrument", true), Date("assessed_on", true),
            Column("value", true, cell => ReferenceText.Number(cell) >= 0 ? null : "not-a-number") with { IsNumber = true },
        ],
        ["nominations.csv"] = [Id("offender_id"), Text("agency", true), Date("nominated_on", true), Text("reason")],
        ["custody.csv"] = [Id("offender_id"), Date("from", true), Date("to")],
        ["supervision.csv"] =
        [
            Id("offender_id"), Word("kind", "community_order suspended_sentence licence other", true), Date("from", true), Date("to"), Date("active_until"),
            Word("event", "breach recall revoked"), Date("event_date"),
        ],
        ["engagement.csv"] =
        [
            Id("offender_id"), Id("contact_id"), Date("contact_date", true), Word("kind", "appointment planned_visit random_visit drug_test", true),
            Word("required", "order licence voluntary"), Word("outcome", "kept missed excused refused cancelled_by_agency not_at_home", true),
        ],
        ["support.csv"] =
        [
            Id("offender_id"), Text("pathway", true), Text("need"), Text("lead_agency"), Word("status", "needed waiting active completed withdrawn", true),
            Date("waiting_since"), Date("started_on"), Date("ended_on"),
        ],
        ["panel.csv"] =
        [
            Id("offender_id"), Date("meeting_date", true), Text("agency", true), Word("view", "select decline retain deselect abstain", true), Text("reason"),
        ],
        ["identities.csv"] = [Text("system", true), Id("external_id"), Id("offender_id")],
    };
}
