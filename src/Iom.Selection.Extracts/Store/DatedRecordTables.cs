using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>The records of all kinds but offences that stand on one as-of date, by person; each kind found when it is first asked for.</summary>
internal sealed class DatedRecordTables(RecordTables tables, DateOnly asOf, UniqueIdentities identities)
{
    private readonly Lazy<DatedRecords<Membership>> _memberships = new(() => tables.Memberships.On(asOf));
    private readonly Lazy<DatedRecords<DrugTest>> _drugTests = new(() => tables.DrugTests.On(asOf));
    private readonly Lazy<DatedRecords<RiskScore>> _riskScores = new(() => tables.RiskScores.On(asOf));
    private readonly Lazy<DatedRecords<Nomination>> _nominations = new(() => tables.Nominations.On(asOf));
    private readonly Lazy<DatedRecords<CustodySpell>> _custody = new(() => tables.Custody.On(asOf));
    private readonly Lazy<DatedRecords<SupervisionPeriod>> _supervisions = new(() => tables.Supervisions.On(asOf));
    private readonly Lazy<DatedRecords<Contact>> _contacts = new(() => tables.Contacts.On(asOf));
    private readonly Lazy<DatedRecords<Support>> _support = new(() => tables.Support.On(asOf));
    private readonly Lazy<DatedRecords<PanelView>> _panelViews = new(() => tables.PanelViews.On(asOf));

    public DatedRecords<Membership> Memberships => _memberships.Value;

    public DatedRecords<DrugTest> DrugTests => _drugTests.Value;

    public DatedRecords<RiskScore> RiskScores => _riskScores.Value;

    public DatedRecords<Nomination> Nominations => _nominations.Value;

    public DatedRecords<CustodySpell> Custody => _custody.Value;

    public DatedRecords<SupervisionPeriod> Supervisions => _supervisions.Value;

    public DatedRecords<Contact> Contacts => _contacts.Value;

    public DatedRecords<Support> Support => _support.Value;

    public DatedRecords<PanelView> PanelViews => _panelViews.Value;

    /// <summary>The ids of other systems, those of two people left out.</summary>
    public UniqueIdentities Identities => identities;

    /// <summary>Finds those of all kinds that scoring reads, by several threads.</summary>
    public void FindForScoring(Workers workers) =>
        workers.RunEach(5, (_, _) => i => _ = i switch { 0 => (object)DrugTests, 1 => Custody, 2 => RiskScores, 3 => Memberships, _ => Nominations });

    /// <summary>What became of the rows of each kind that is there.</summary>
    public IReadOnlyDictionary<FileContract, DatedCounts> Counts(Workers workers)
    {
        Func<DatedCounts>[] counts =
        [
            () => Contacts.Counts, () => DrugTests.Counts, () => Custody.Counts, () => RiskScores.Counts, () => Supervisions.Counts, () => Support.Counts,
            () => PanelViews.Counts, () => Memberships.Counts, () => Nominations.Counts, () => identities.Counts,
        ];
        FileContract[] contracts =
        [
            ExtractContract.Engagement, ExtractContract.DrugTests, ExtractContract.Custody, ExtractContract.RiskScores, ExtractContract.Supervision, ExtractContract.Support,
            ExtractContract.Panel, ExtractContract.Memberships, ExtractContract.Nominations, ExtractContract.Identities,
        ];
        var found = new DatedCounts[counts.Length];
        workers.RunEach(counts.Length, (_, _) => i => found[i] = counts[i]());
        return contracts.Zip(found).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The rows of all kinds for which another stands, in no order.</summary>
    public IEnumerable<DuplicateRow> Duplicates(People people)
    {
        return Of(Memberships).Concat(Of(DrugTests)).Concat(Of(RiskScores)).Concat(Of(Nominations)).Concat(Of(Custody)).Concat(Of(Supervisions))
            .Concat(Of(Contacts)).Concat(Of(Support)).Concat(Of(PanelViews)).Concat(Of(identities.Records));

        IEnumerable<DuplicateRow> Of<T>(DatedRecords<T> records) where T : CaseRecord =>
            records.Repeats().Select(row => new DuplicateRow(row.Place, people.IdOf(row.Person), row.Record.RecordId ?? ""));
    }
}
