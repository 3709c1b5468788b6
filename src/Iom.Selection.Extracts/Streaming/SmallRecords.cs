using Iom.Selection.Extracts.Contract;
using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>The records besides offences that scoring reads, by person.</summary>
internal sealed class SmallRecords
{
    public PersonRecords<Membership> Memberships { get; private set; } = PersonRecords<Membership>.None;

    public PersonRecords<DrugTest> DrugTests { get; private set; } = PersonRecords<DrugTest>.None;

    public PersonRecords<RiskScore> RiskScores { get; private set; } = PersonRecords<RiskScore>.None;

    public PersonRecords<Nomination> Nominations { get; private set; } = PersonRecords<Nomination>.None;

    public PersonRecords<CustodySpell> Custody { get; private set; } = PersonRecords<CustodySpell>.None;

    /// <summary>What there is to read, each kind for itself. Kinds that nothing scores are read all the same: their rows are accounted for.</summary>
    public IReadOnlyList<Action> Readings(RecordReader reader) =>
    [
        () => Memberships = reader.Read(ExtractContract.Memberships, ExtractContract.Membership, Repeats.OfEqual),
        () => DrugTests = reader.Read(ExtractContract.DrugTests, ExtractContract.DrugTest, Repeats.OfSameId),
        () => RiskScores = reader.Read(ExtractContract.RiskScores, ExtractContract.RiskScore, Repeats.OfEqual),
        () => Nominations = reader.Read(ExtractContract.Nominations, ExtractContract.Nomination, Repeats.OfEqual),
        () => Custody = reader.Read(ExtractContract.Custody, ExtractContract.CustodySpell, Repeats.OfEqual),
        () => reader.Read(ExtractContract.Supervision, ExtractContract.SupervisionPeriod, Repeats.OfEqual),
        () => reader.Read(ExtractContract.Engagement, ExtractContract.Contact, Repeats.OfSameId),
        () => reader.Read(ExtractContract.Support, ExtractContract.SupportRecord, Repeats.OfEqual),
        () => reader.Read(ExtractContract.Panel, ExtractContract.PanelView, Repeats.OfEqual),
        reader.ReadIdentities,
    ];
}
