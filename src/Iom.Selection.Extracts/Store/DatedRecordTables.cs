using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Threading;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>The records of all kinds but offences that stand on one as-of date, by person; each kind found when it is first asked for.</summary>
internal sealed class DatedRecordTables(RecordTables tables, DateOnly asOf, UniqueIdentities identities, Workers workers)
{
    private readonly Lazy<DatedRecords<Membership>> _memberships = new(() => tables.Memberships.On(asOf, workers));
    private readonly Lazy<DatedRecords<DrugTest>> _drugTests = new(() => tables.DrugTests.On(asOf, workers));
    private readonly Lazy<DatedRecords<RiskScore>> _riskScores = new(() => tables.RiskScores.On(asOf, workers));
    private readonly Lazy<DatedRecords<Nomination>> _nominations = new(() => tables.Nominations.On(asOf, workers));
    private readonly Lazy<DatedRecords<CustodySpell>> _custody = new(() => tables.Custody.On(asOf, workers));
    private readonly Lazy<DatedRecords<SupervisionPeriod>> _supervisions = new(() => tables.Supervisions.On(asOf, workers));
    private readonly Lazy<DatedRecords<Contact>> _contacts = new(() => tables.Contacts.On(asOf, workers));
    private readonly Lazy<DatedRecords<Support>> _support = new(() => tables.Support.On(asOf, workers));
    private readonly Lazy<DatedRecords<PanelView>> _panelViews = new(() => tables.PanelViews.On(asOf, workers));

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

    /// <summary>Finds those of all kinds that scoring reads, before several threads ask for them.</summary>
    public void FindForScoring() => _ = (DrugTests, Custody, RiskScores, Memberships, Nominations);

    /// <summary>What became of the rows of each kind that is there.</summary>
    public IReadOnlyDictionary<FileContract, DatedCounts> Counts()
    {
        DatedCounts[] counts =
        [
            Contacts.Counts, DrugTests.Counts, Custody.Counts, RiskScores.Counts, Supervisions.Counts, Support.Counts, PanelViews.Counts, Memberships.Counts, Nominations.Counts, identities.Counts,
        ];
        FileContract[] contracts =
        [
            ExtractContract.Engagement, ExtractContract.DrugTests, ExtractContract.Custody, ExtractContract.RiskScores, ExtractContract.Supervision, ExtractContract.Support,
            ExtractContract.Panel, ExtractContract.Memberships, ExtractContract.Nominations, ExtractContract.Identities,
        ];
        return contracts.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The rows of all kinds for which another stands, in no order.</summary>
    public IEnumerable<DuplicateRow> Duplicates(People people, FolderFiles folder)
    {
        return Of(Memberships, ExtractContract.Memberships).Concat(Of(DrugTests, ExtractContract.DrugTests)).Concat(Of(RiskScores, ExtractContract.RiskScores))
            .Concat(Of(Nominations, ExtractContract.Nominations)).Concat(Of(Custody, ExtractContract.Custody)).Concat(Of(Supervisions, ExtractContract.Supervision))
            .Concat(Of(Contacts, ExtractContract.Engagement)).Concat(Of(Support, ExtractContract.Support)).Concat(Of(PanelViews, ExtractContract.Panel))
            .Concat(Rows(identities.Repeats(), ExtractContract.Identities));

        IEnumerable<DuplicateRow> Of<T>(DatedRecords<T> records, FileContract contract) where T : CaseRecord => Rows(records.Repeats(), contract);

        IEnumerable<DuplicateRow> Rows<T>(IEnumerable<PersonRecord<T>> rows, FileContract contract) where T : CaseRecord => rows.Select(row =>
            new DuplicateRow(new RowLocation(contract.FileName, folder.SourcesOf(contract)[row.File].Name, row.Line), people.IdOf(row.Person), row.Record.RecordId ?? ""));
    }

    /// <summary>The records of which dates are in an impossible order, in no order.</summary>
    /// <param name="people">Everybody.</param>
    public IEnumerable<PersonConflict> Conflicts(People people)
    {
        var (from, to) = (ExtractContract.Custody.IndexOf("from"), ExtractContract.Custody.IndexOf("to"));
        foreach (var row in Custody.Where((rows, row) => rows.IsEmpty(row, to) || rows.Day(row, to) < rows.Day(row, from) || rows.Day(row, to) > asOf.DayNumber))
        {
            if (row.Record.IsInConflictOn(asOf, people.FieldsOf(row.Person).Location)) yield return new(row.Person, ExtractContract.Custody, IsoDate.Text(row.Record.From), "to");
        }
        foreach (var row in Memberships.Where((rows, row) => IsBefore(rows, row, ExtractContract.Memberships.IndexOf("to"), ExtractContract.Memberships.IndexOf("from"))))
            yield return new(row.Person, ExtractContract.Memberships, IsoDate.Text(row.Record.From), "to");
        foreach (var row in Supervisions.Where((rows, row) => IsBefore(rows, row, ExtractContract.Supervision.IndexOf("event_date"), ExtractContract.Supervision.IndexOf("from"))))
            yield return new(row.Person, ExtractContract.Supervision, IsoDate.Text(row.Record.From), "event_date");
        foreach (var row in Support.Where((rows, row) => IsBefore(rows, row, ExtractContract.Support.IndexOf("ended_on"), ExtractContract.Support.IndexOf("started_on"))))
        {
            if (row.Record.IsInConflictOn(asOf)) yield return new(row.Person, ExtractContract.Support, row.Record.Pathway, "ended_on");
        }

        static bool IsBefore(PackedRows rows, int row, int column, int other) =>
            !rows.IsEmpty(row, column) && !rows.IsEmpty(row, other) && rows.Day(row, column) < rows.Day(row, other);
    }
}
