using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Contract;

/// <summary>The files that the contract names, their columns, and the records that their rows make.</summary>
internal static class ExtractContract
{
    public const string CharacteristicsFile = "characteristics.csv";

    public static FileContract Offenders { get; } = new("offenders",
    [
        Column.Id("offender_id"), Column.Text("area"), Column.Word<Supervision>("supervision"), Column.Word<Location>("location"),
        Column.Date("expected_release"), Column.Word<MappaCategory>("mappa_category"), Column.Word<MappaLevel>("mappa_level"),
        Column.YesNo("youth"), Column.YesNo("deceased"), Column.Text("schemes"), Column.Date("died_on"),
    ]);

    public static FileContract Memberships { get; } = new("memberships",
    [
        Column.Id("offender_id"), Column.Date("from").Required(), Column.Date("to"), Column.Text("cohort"), Column.Text("ground"),
        Column.Date("exit_interview_on"), Column.Date("informed_on"), Column.Word<Agreement>("agreed"),
    ]);

    public static FileContract Offences { get; } = new("offences",
    [
        Column.Id("offender_id"), Column.Id("offence_id"), Column.Code("offence_code"), Column.Date("offence_date").Required(),
        Column.Word<OffenceOutcome>("outcome").Required().Except("open"), Column.Date("outcome_date"),
        Column.Word<DetectedBy>("detected_by"), Column.Text("source"), Column.YesNo("as_youth"), Column.Date("recorded_on"),
    ]);

    public static FileContract DrugTests { get; } = new("drug_tests",
    [
        Column.Id("offender_id"), Column.Id("test_id"), Column.Date("test_date").Required(), Column.Word<DrugTestResult>("result").Required(),
        Column.Text("substances"), Column.Word<DrugTestContext>("context"), Column.YesNo("prescribed"),
    ]);

    public static FileContract RiskScores { get; } = new("risk_scores",
    [
        Column.Id("offender_id"), Column.Text("instrument").Required(), Column.Date("assessed_on").Required(), Column.Number("value").Required(),
    ]);

    public static FileContract Nominations { get; } = new("nominations",
    [
        Column.Id("offender_id"), Column.Text("agency").Required(), Column.Date("nominated_on").Required(), Column.Text("reason"),
    ]);

    public static FileContract Custody { get; } = new("custody",
    [
        Column.Id("offender_id"), Column.Date("from").Required(), Column.Date("to"), Column.Word<CustodyKind>("kind"),
    ]);

    public static FileContract Supervision { get; } = new("supervision",
    [
        Column.Id("offender_id"), Column.Word<SupervisionKind>("kind").Required(), Column.Date("from").Required(), Column.Date("to"),
        Column.Date("active_until"), Column.Word<SupervisionEvent>("event"), Column.Date("event_date"),
    ]);

    public static FileContract Engagement { get; } = new("engagement",
    [
        Column.Id("offender_id"), Column.Id("contact_id"), Column.Date("contact_date").Required(), Column.Word<ContactKind>("kind").Required(),
        Column.Word<ContactRequirement>("required"), Column.Word<ContactOutcome>("outcome").Required(),
    ]);

    public static FileContract Support { get; } = new("support",
    [
        Column.Id("offender_id"), Column.Text("pathway").Required(), Column.Text("need"), Column.Text("lead_agency"),
        Column.Word<SupportStatus>("status").Required(), Column.Date("waiting_since"), Column.Date("started_on"), Column.Date("ended_on"),
    ]);

    public static FileContract Panel { get; } = new("panel",
    [
        Column.Id("offender_id"), Column.Date("meeting_date").Required(), Column.Text("agency").Required(),
        Column.Word<PanelStance>("view").Required(), Column.Text("reason"),
    ]);

    public static FileContract Identities { get; } = new("identities",
    [
        Column.Text("system").Required(), Column.Id("external_id"), Column.Id("offender_id"),
    ]);

    public static FileContract Catalogue { get; } = new("catalogue",
    [
        Column.Text("code").Required(), Column.Text("title").Required(), Column.Text("group").Required(), Column.YesNo("neighbourhood"),
        Column.YesNo("acquisitive"), Column.Number("severity"), Column.Date("trigger_from"), Column.Date("trigger_to"),
    ]);

    /// <summary>All kinds of extract but characteristics, which no ranking opens.</summary>
    public static IReadOnlyList<FileContract> All { get; } =
    [
        Offenders, Memberships, Offences, DrugTests, RiskScores, Nominations, Custody, Supervision, Engagement, Support, Panel, Identities,
    ];

    public static Membership Membership(RowCells row) => new(row.Date(1))
    {
        To = row.OptionalDate(2),
        Cohort = row[3],
        Ground = row[4],
        ExitInterviewOn = row.OptionalDate(5),
        InformedOn = row.OptionalDate(6),
        Agreed = row.OptionalWord<Agreement>(7),
    };

    public static OffenceReport Offence(RowCells row) => new(row.Text(1), row.Text(2), row.Date(3), row.Word<OffenceOutcome>(4))
    {
        OutcomeDate = row.OptionalDate(5),
        DetectedBy = row.OptionalWord<DetectedBy>(6),
        Source = row[7],
        AsYouth = row.YesNo(8),
        RecordedOn = row.OptionalDate(9),
    };

    public static DrugTest DrugTest(RowCells row) => new(row.Text(1), row.Date(2), row.Word<DrugTestResult>(3))
    {
        Substances = row[4],
        Context = row.OptionalWord<DrugTestContext>(5),
        Prescribed = row.YesNo(6),
    };

    public static RiskScore RiskScore(RowCells row) => new(row.Text(1), row.Date(2), row.Number(3));

    public static Nomination Nomination(RowCells row) => new(row.Text(1), row.Date(2)) { Reason = row[3] };

    public static CustodySpell CustodySpell(RowCells row) => new(row.Date(1)) { To = row.OptionalDate(2), Kind = row.OptionalWord<CustodyKind>(3) };

    public static SupervisionPeriod SupervisionPeriod(RowCells row) => new(row.Word<SupervisionKind>(1), row.Date(2))
    {
        To = row.OptionalDate(3),
        ActiveUntil = row.OptionalDate(4),
        Event = row.OptionalWord<SupervisionEvent>(5),
        EventDate = row.OptionalDate(6),
    };

    public static Contact Contact(RowCells row) => new(row.Text(1), row.Date(2), row.Word<ContactKind>(3), row.Word<ContactOutcome>(5))
    {
        Required = row.OptionalWord<ContactRequirement>(4),
    };

    public static Support SupportRecord(RowCells row) => new(row.Text(1), row.Word<SupportStatus>(4))
    {
        Need = row[2],
        LeadAgency = row[3],
        WaitingSince = row.OptionalDate(5),
        StartedOn = row.OptionalDate(6),
        EndedOn = row.OptionalDate(7),
    };

    public static PanelView PanelView(RowCells row) => new(row.Date(1), row.Text(2), row.Word<PanelStance>(3)) { Reason = row[4] };

    public static ExternalIdentity ExternalIdentity(RowCells row) => new(row.Text(0), row.Text(1));

    public static CatalogueEntry CatalogueEntry(RowCells row) => new(OffenceCode.Normalise(row.Text(0)), row.Text(1), row.Text(2))
    {
        Neighbourhood = row.YesNo(3) ?? false,
        Acquisitive = row.YesNo(4) ?? false,
        Severity = row.OptionalNumber(5),
        TriggerFrom = row.OptionalDate(6),
        TriggerTo = row.OptionalDate(7),
    };
}
