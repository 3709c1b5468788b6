using Iom.Selection.Extracts.Contract;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>The records of all kinds but offences, of any date, by person.</summary>
internal sealed class RecordTables
{
    public RecordTable<Membership> Memberships { get; private set; } = RecordTable<Membership>.None;

    public RecordTable<DrugTest> DrugTests { get; private set; } = RecordTable<DrugTest>.None;

    public RecordTable<RiskScore> RiskScores { get; private set; } = RecordTable<RiskScore>.None;

    public RecordTable<Nomination> Nominations { get; private set; } = RecordTable<Nomination>.None;

    public RecordTable<CustodySpell> Custody { get; private set; } = RecordTable<CustodySpell>.None;

    public RecordTable<SupervisionPeriod> Supervisions { get; private set; } = RecordTable<SupervisionPeriod>.None;

    public RecordTable<Contact> Contacts { get; private set; } = RecordTable<Contact>.None;

    public RecordTable<Support> Support { get; private set; } = RecordTable<Support>.None;

    public RecordTable<PanelView> PanelViews { get; private set; } = RecordTable<PanelView>.None;

    public RecordTable<ExternalIdentity> Identities { get; private set; } = RecordTable<ExternalIdentity>.None;

    /// <summary>What there is to read, each kind for itself, the largest first.</summary>
    public IReadOnlyList<Action> Readings(RecordReader reader) =>
    [
        () => Contacts = reader.Read(ExtractContract.Engagement, ExtractContract.Contact, RepeatRule.SameId),
        () => DrugTests = reader.Read(ExtractContract.DrugTests, ExtractContract.DrugTest, RepeatRule.SameId),
        () => Custody = reader.Read(ExtractContract.Custody, ExtractContract.CustodySpell, RepeatRule.Equal),
        () => RiskScores = reader.Read(ExtractContract.RiskScores, ExtractContract.RiskScore, RepeatRule.Equal),
        () => Identities = reader.Read(ExtractContract.Identities, ExtractContract.ExternalIdentity, RepeatRule.Equal),
        () => Supervisions = reader.Read(ExtractContract.Supervision, ExtractContract.SupervisionPeriod, RepeatRule.Equal),
        () => Support = reader.Read(ExtractContract.Support, ExtractContract.SupportRecord, RepeatRule.Equal),
        () => PanelViews = reader.Read(ExtractContract.Panel, ExtractContract.PanelView, RepeatRule.Equal),
        () => Memberships = reader.Read(ExtractContract.Memberships, ExtractContract.Membership, RepeatRule.Equal),
        () => Nominations = reader.Read(ExtractContract.Nominations, ExtractContract.Nomination, RepeatRule.Equal),
    ];

    /// <summary>The earliest date of all; null where nothing has one.</summary>
    public DateOnly? Earliest() => new[]
    {
        Memberships.Earliest(), DrugTests.Earliest(), RiskScores.Earliest(), Nominations.Earliest(), Custody.Earliest(), Supervisions.Earliest(), Contacts.Earliest(), PanelViews.Earliest(),
    }.Min();
}
