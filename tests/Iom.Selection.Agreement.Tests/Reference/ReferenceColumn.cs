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

    public bool IsSet { get; init; }

    public bool IsId { get; init; }

    public bool IsCode { get; init; }

    public bool Allows(string cell) => Wrong(cell) is null;

    public string? ProblemOf(ReferenceRow row)
    {
        var cell = row[Name];
        if (cell.Length == 0) return Required ? "empty" : null;
        if (IsDate && ReferenceText.IsSentinel(cell)) return Required ? "sentinel-date" : null;
        return Wrong(cell) ?? (IsId && row.RoundedColumns.Contains(Name) && ReferenceTable.IsLongId(cell) ? "spreadsheet-damage" : null);
    }

    /// <summary>A cell as it is compared: "vocabularies without case; other text is compared as it is"; a number by what it is worth; no date where none is meant.</summary>
    public string ValueIn(ReferenceRow row) =>
        Words.Length > 0 ? row.Word(Name)
        : IsDate && ReferenceText.IsSentinel(row[Name]) ? ""
        : IsSet ? string.Join(';', ReferenceText.Set(row[Name]))
        : IsNumber && ReferenceText.Number(row[Name]) is { } number ? (number / 1.0000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : row[Name];

    private static ReferenceColumn Column(string name, bool required, Func<string, string?> wrong) => new(name, cell =>
        cell.Any(c => c < ' ' && c is not ('\t' or '\r' or '\n')) ? "control-character" : System.Text.Encoding.UTF8.GetByteCount(cell) > 64 * 1024 ? "too-long" : wrong(cell), required);

    private static ReferenceColumn Text(string name, bool required = false) => Column(name, required, _ => null);

    private static ReferenceColumn Set(string name) => Text(name) with { IsSet = true };

    // "Inside an id or a code they, but for the plain space, refuse the cell."
    private static ReferenceColumn Id(string name) => Column(name, true, cell =>
        HasBlankInside(cell) ? "control-character"
        : name == "offender_id" && ReferenceText.IsPlaceholder(cell) ? "placeholder-id"
        : ReferenceText.IsDamagedId(cell) ? "spreadsheet-damage" : null) with
    { IsId = true };

    private static ReferenceColumn Code(string name) => Column(name, true, cell => HasBlankInside(cell) ? "control-character" : null) with { IsCode = true };

    private static bool HasBlankInside(string cell) => cell.Any(c => c != ' ' && ReferenceText.IsBlank(c));

    private static ReferenceColumn Date(string name, bool required = false) => Column(name, required, cell =>
        ReferenceText.Date(cell) is not null ? null : ReferenceText.IsSerialDate(cell) ? "spreadsheet-damage" : "not-a-date") with
    { IsDate = true };

    private static ReferenceColumn Word(string name, string words, bool required = false) =>
        Column(name, required, cell => words.Split(' ').Contains(cell.ToLowerInvariant()) ? null : "not-in-list") with { Words = words.Split(' ') };

    public static readonly IReadOnlyDictionary<string, ReferenceColumn[]> Files = new Dictionary<string, ReferenceColumn[]>
    {
        ["offenders.csv"] =
        [
            Id("offender_id"), Text("area"), Word("supervision", "statutory non_statutory"), Word("location", "community custody hospital"),
            Date("expected_release"), Word("mappa_category", "1 2 3 4 none"), Word("mappa_level", "1 2 3 none"), Word("youth", "yes no"),
            Word("deceased", "yes no"), Set("schemes"), Date("died_on"),
        ],
        ["memberships.csv"] =
        [
            Id("offender_id"), Date("from", true), Date("to"), Text("cohort"), Text("ground"), Date("exit_interview_on"), Date("informed_on"),
            Word("agreed", "yes no not_asked"),
        ],
        ["offences.csv"] =
        [
            Id("offender_id"), Id("offence_id"), Code("offence_code"), Date("offence_date", true),
            Word("outcome", "convicted taken_into_consideration cautioned out_of_court charged under_investigation discontinued no_further_action acquitted", true),
            Date("outcome_date"), Word("detected_by", "public police store"), Text("source"), Word("as_youth", "yes no"), Date("recorded_on"),
        ],
        ["drug_tests.csv"] =
        [
            Id("offender_id"), Id("test_id"), Date("test_date", true), Word("result", "positive negative refused inconclusive", true), Set("substances"),
            Word("context", "arrest supervision scheme"), Word("prescribed", "yes no"),
        ],
        ["risk_scores.csv"] =
        [
            Id("offender_id"), Text("instrument", true), Date("assessed_on", true),
            Column("value", true, cell => ReferenceText.Number(cell) >= 0 ? null : "not-a-number") with { IsNumber = true },
        ],
        ["nominations.csv"] = [Id("offender_id"), Text("agency", true), Date("nominated_on", true), Text("reason")],
        ["custody.csv"] = [Id("offender_id"), Date("from", true), Date("to"), Word("kind", "remand sentence recall")],
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
