namespace Iom.Selection.Unchanged.Generation;

/// <summary>A file of the contract, as docs/extracts.md says it: written down here anew, so that a slip in the product's own list shows.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Columns">Its columns; <c>*</c> those that must not be empty, <c>@</c> dates, <c>#</c> words of a list.</param>
internal sealed record Kind(string Name, string[] Columns)
{
    public static readonly Kind Offenders = Of("offenders", "offender_id* area supervision# location# expected_release@ mappa_category# mappa_level# youth# deceased# schemes");
    public static readonly Kind Memberships = Of("memberships", "offender_id* from*@ to@ cohort ground exit_interview_on@ informed_on@ agreed#");
    public static readonly Kind Offences = Of("offences", "offender_id* offence_id* offence_code* offence_date*@ outcome*# outcome_date@ detected_by# source");
    public static readonly Kind DrugTests = Of("drug_tests", "offender_id* test_id* test_date*@ result*# substances context#");
    public static readonly Kind RiskScores = Of("risk_scores", "offender_id* instrument* assessed_on*@ value*");
    public static readonly Kind Nominations = Of("nominations", "offender_id* agency* nominated_on*@ reason");
    public static readonly Kind Custody = Of("custody", "offender_id* from*@ to@");
    public static readonly Kind Supervision = Of("supervision", "offender_id* kind*# from*@ to@ active_until@ event# event_date@");
    public static readonly Kind Engagement = Of("engagement", "offender_id* contact_id* contact_date*@ kind*# required# outcome*#");
    public static readonly Kind Support = Of("support", "offender_id* pathway* need lead_agency status*# waiting_since@ started_on@ ended_on@");
    public static readonly Kind Panel = Of("panel", "offender_id* meeting_date*@ agency* view*# reason");
    public static readonly Kind Identities = Of("identities", "system* external_id* offender_id*");

    public static readonly Kind[] All =
    [
        Offenders, Memberships, Offences, DrugTests, RiskScores, Nominations, Custody, Supervision, Engagement, Support, Panel, Identities,
    ];

    private readonly string[] _marks = Columns;

    /// <summary>The names of the columns.</summary>
    public string[] Names { get; } = [.. Columns.Select(column => column.TrimEnd('*', '@', '#'))];

    public bool IsDate(int column) => _marks[column].EndsWith('@');

    public bool IsWord(int column) => _marks[column].EndsWith('#');

    public int IdColumn => Array.IndexOf(Names, "offender_id");

    private static Kind Of(string name, string columns) => new(name, columns.Split(' '));
}
