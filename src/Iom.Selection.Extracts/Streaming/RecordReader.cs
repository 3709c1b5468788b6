using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Reads the smaller kinds of file.</summary>
internal sealed class RecordReader(FolderFiles folder, LookUps lookUps, People people, DateOnly asOf, RunningAccount account, int blockBytes, CancellationToken cancellationToken)
{
    private const string OffenderIdColumn = "offender_id";

    /// <summary>Reads all files of a kind.</summary>
    public PersonRecords<T> Read<T>(
        FileContract contract, Func<RowCells, T> make, Func<IReadOnlyList<Located<T>>, IEnumerable<Located<T>>> repeats) where T : CaseRecord
    {
        if (!folder.IsThere(contract)) return PersonRecords<T>.None;
        var counts = new RowCounts();
        var records = Stand(Rows(contract, counts), make, repeats, counts);
        account.Report(contract, counts);
        return records;
    }

    /// <summary>Reads the ids of other systems. One that stands for two people is refused for both.</summary>
    public void ReadIdentities()
    {
        var contract = ExtractContract.Identities;
        if (!folder.IsThere(contract)) return;
        var counts = new RowCounts();
        // Rows of one person that repeat each other say nothing of two people.
        var standing = Stand(Rows(contract, counts), ExtractContract.ExternalIdentity, Repeats.OfEqual, counts).All().ToArray();
        var ambiguous = standing.GroupBy(row => row.Record.Record).Where(same => same.Select(row => row.Person).Distinct().Count() > 1).Select(same => same.Key).ToHashSet();
        var refused = standing.Where(row => ambiguous.Contains(row.Record.Record)).ToArray();
        account.AddProblems(refused.Select(row => (0, new RowProblem(row.Record.Place, "external_id", ProblemKind.AmbiguousId))));
        counts.Refused += refused.Length;
        account.Report(contract, counts);
    }

    private PackedRows Rows(FileContract contract, RowCounts counts)
    {
        var packed = new PackedRows(contract);
        var block = new Block();
        foreach (var (source, file) in folder.Of(contract).Select((source, file) => (source, file)))
        {
            var checker = folder.CheckerFor(source);
            var shared = new SharedChecker(checker);
            using var blocks = FolderFiles.OpenBlocks(source, account.OnRead(source), blockBytes);
            var finder = new PersonFinder(people, source, contract.IndexOf(OffenderIdColumn), shared, lookUps);
            var rows = new RecordRows(source, file, blocks.Layout, shared, finder, asOf, packed, counts, account);
            try
            {
                while (blocks.Next(block, rows)) cancellationToken.ThrowIfCancellationRequested();
            }
            catch (IOException e)
            {
                throw FolderFiles.CannotBeRead(contract.FileName, e);
            }
            account.AddInput(source, blocks.Sha256, checker.MendedCodeCount);
            counts.Finish(source, blocks.Layout, checker);
        }
        return packed;
    }

    private PersonRecords<T> Stand<T>(PackedRows rows, Func<RowCells, T> make, Func<IReadOnlyList<Located<T>>, IEnumerable<Located<T>>> repeats, RowCounts counts)
        where T : CaseRecord => PersonRecords<T>.Of(rows, make, people.Count, repeats, (person, row) =>
        {
            counts.Duplicate++;
            account.AddDuplicate(row.Place, people.IdOf(person), row.Record.RecordId ?? "");
        });
}
