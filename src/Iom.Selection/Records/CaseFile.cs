using Iom.Selection.Foundation;

namespace Iom.Selection.Records;

/// <summary>A person and everything the agencies' extracts hold about them.</summary>
/// <remarks>Records may stand in any order, be given more than once, and be dated after the as-of date: what counts is decided where they are scored.</remarks>
/// <param name="Offender">The person.</param>
public sealed record CaseFile(Offender Offender)
{
    /// <summary>Reports of offences; several may concern one offence.</summary>
    public IReadOnlyList<OffenceReport> Offences { get; init; } = [];

    /// <summary>Drug tests.</summary>
    public IReadOnlyList<DrugTest> DrugTests { get; init; } = [];

    /// <summary>Results of risk assessment instruments.</summary>
    public IReadOnlyList<RiskScore> RiskScores { get; init; } = [];

    /// <summary>Nominations by agencies.</summary>
    public IReadOnlyList<Nomination> Nominations { get; init; } = [];

    /// <summary>Times in the cohort.</summary>
    public IReadOnlyList<Membership> Memberships { get; init; } = [];

    /// <summary>Times in custody.</summary>
    public IReadOnlyList<CustodySpell> Custody { get; init; } = [];

    /// <summary>Orders and licences.</summary>
    public IReadOnlyList<SupervisionPeriod> Supervisions { get; init; } = [];

    /// <summary>Contacts with agencies.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>Support on the pathways.</summary>
    public IReadOnlyList<Support> Support { get; init; } = [];

    /// <summary>Views that agencies gave at meetings of the panel.</summary>
    public IReadOnlyList<PanelView> PanelViews { get; init; } = [];

    /// <summary>The ids by which other systems know the person.</summary>
    public IReadOnlyList<ExternalIdentity> Identities { get; init; } = [];

    /// <summary>How many matters about the person are to be settled besides what the records themselves contradict: rows refused, people who may be the same.</summary>
    public int OtherToSettle { get; init; }

    /// <summary>The times in custody that stand on a date, in the order given.</summary>
    /// <param name="asOf">The as-of date; later ones don't exist yet.</param>
    /// <returns>Those that are not in conflict; see <see cref="CustodySpell.IsInConflictOn"/>.</returns>
    public IReadOnlyList<CustodySpell> CustodyAsOf(DateOnly asOf) =>
        [.. Custody.Where(spell => !spell.IsLaterThan(asOf) && !spell.IsInConflictOn(asOf, Offender.Location))];

    /// <summary>The times in the cohort that had begun on a date, in order of their days.</summary>
    /// <param name="asOf">The as-of date; later ones don't exist yet.</param>
    /// <returns>Those that do not end before they begin; their ends stand as they are, later ones too.</returns>
    public IReadOnlyList<Membership> MembershipsAsOf(DateOnly asOf) =>
    [
        .. Memberships.Where(membership => membership.From <= asOf && !membership.EndsBeforeItBegins)
            .OrderBy(membership => membership.From).ThenBy(membership => membership.To ?? DateOnly.MaxValue),
    ];

    /// <summary>Each drug test once, as it stands on a date, in no particular order.</summary>
    /// <param name="asOf">The as-of date; later tests don't exist yet.</param>
    /// <returns>Of rows with one id, the one that says least against the person.</returns>
    public IReadOnlyList<DrugTest> DrugTestsAsOf(DateOnly asOf) =>
        [.. DrugTests.Where(test => !test.IsLaterThan(asOf)).GroupBy(test => test.TestId, StringComparer.Ordinal).Select(rows => rows.Min()!)];

    /// <summary>Each contact once, as it stands on a date, in no particular order.</summary>
    /// <param name="asOf">The as-of date; later contacts have not been.</param>
    /// <returns>Of rows with one id, the one that says least against the person.</returns>
    public IReadOnlyList<Contact> ContactsAsOf(DateOnly asOf) =>
        [.. Contacts.Where(contact => !contact.IsLaterThan(asOf)).GroupBy(contact => contact.ContactId, StringComparer.Ordinal).Select(rows => rows.Min()!)];

    /// <summary>The same file without the records that are dated after a date.</summary>
    /// <param name="asOf">The date.</param>
    /// <returns>What was on file then; a record without a date stays.</returns>
    public CaseFile AsOf(DateOnly asOf)
    {
        return this with
        {
            Offences = Until(Offences),
            DrugTests = Until(DrugTests),
            RiskScores = Until(RiskScores),
            Nominations = Until(Nominations),
            Memberships = Until(Memberships),
            Custody = Until(Custody),
            Supervisions = Until(Supervisions),
            Contacts = Until(Contacts),
            PanelViews = Until(PanelViews),
        };

        IReadOnlyList<T> Until<T>(IReadOnlyList<T> records) where T : CaseRecord =>
            records.Any(record => record.IsLaterThan(asOf)) ? [.. records.Where(record => !record.IsLaterThan(asOf))] : records;
    }

    /// <summary>Whether the person is in the cohort on a date.</summary>
    /// <param name="asOf">The date.</param>
    /// <returns>True when a membership is open.</returns>
    public bool IsMemberOn(DateOnly asOf) => Memberships.Any(membership => membership.IsOpenOn(asOf));

    /// <summary>Whether an agency nominated the person in the twelve months up to a date.</summary>
    /// <param name="asOf">The date.</param>
    /// <returns>True for a nomination later than <c>asOf.AddMonths(-12)</c> and not later than <paramref name="asOf"/>.</returns>
    public bool IsNominatedOn(DateOnly asOf) =>
        Nominations.Any(nomination => Counts(nomination, asOf));

    /// <summary>Whether a nomination is one of the last twelve months.</summary>
    internal static bool Counts(Nomination nomination, DateOnly asOf) => MonthWindow.Contains(nomination.NominatedOn, asOf, NominationMonths);

    private const int NominationMonths = 12;
}
