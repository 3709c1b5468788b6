namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>What section 4 allows in a column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Allows">Whether a cell that isn't empty is good.</param>
/// <param name="Required">Whether an empty cell is bad.</param>
internal sealed record ReferenceColumn(string Name, Func<string, bool> Allows, bool Required)
{
    public bool Refuses(ReferenceRow row) => row[Name].Length == 0 ? Required : !Allows(row[Name]);

    private static bool IsText(string cell) => !cell.Any(char.IsControl);

    private static ReferenceColumn Text(string name, bool required = false) => new(name, IsText, required);

    private static ReferenceColumn Id(string name) =>
        new(name, cell => IsText(cell) && !System.Text.RegularExpressions.Regex.IsMatch(cell, @"^[0-9]\.[0-9]+[Ee]\+[0-9]+$"), true);

    private static ReferenceColumn Date(string name, bool required = false) => new(name, cell => ReferenceText.Date(cell) is not null, required);

    private static ReferenceColumn Word(string name, string words, bool required = false) =>
        new(name, cell => words.Split(' ').Contains(cell.ToLowerInvariant()), required);

    public static readonly IReadOnlyDictionary<string, ReferenceColumn[]> Files = new Dictionary<string, ReferenceColumn[]>
    {
        ["offenders.csv"] =
        [
            Id("offender_id"), Text("area"), Word("supervision", "statutory non_statutory"), Word("location", "community custody hospital"),
            Date("expected_release"), Word("mappa_category", "1 2 3 4 none"), Word("mappa_level", "1 2 3 none"), Word("youth", "yes no"),
            Word("deceased", "yes no"),
            new("schemes", cell => cell.Split(';').All(scheme => scheme.ToUpperInvariant() is "PPO" or "DIP" or "GOM"), false),
        ],
        ["memberships.csv"] =
        [
            Id("offender_id"), Date("from", true), Date("to"), Text("cohort"), Text("ground"), Date("exit_interview_on"), Date("informed_on"),
            Word("agreed", "yes no not_asked"),
        ],
        ["offences.csv"] =
        [
            Id("offender_id"), Text("offence_id", true), Text("offence_code", true), Date("offence_date", true),
            Word("outcome", "convicted taken_into_consideration cautioned out_of_court charged under_investigation discontinued no_further_action acquitted", true),
            Date("outcome_date"), Word("detected_by", "public police store"), Text("source"),
        ],
        ["drug_tests.csv"] =
        [
            Id("offender_id"), Text("test_id", true), Date("test_date", true), Word("result", "positive negative refused", true), Text("substances"),
            Word("context", "arrest supervision scheme"),
        ],
        ["risk_scores.csv"] =
        [
            Id("offender_id"), Text("instrument", true), Date("assessed_on", true), new("value", cell => ReferenceText.Number(cell) >= 0, true),
        ],
        ["nominations.csv"] = [Id("offender_id"), Text("agency", true), Date("nominated_on", true), Text("reason")],
        ["custody.csv"] = [Id("offender_id"), Date("from", true), Date("to")],
    };
}
