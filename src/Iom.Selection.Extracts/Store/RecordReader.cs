using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Reads the smaller kinds of file.</summary>
internal sealed class RecordReader(FolderFiles folder, IdentityMap lookUps, People people, PanelRules? panel, LoadingAccount account, int bufferBytes, CancellationToken cancellationToken)
{
    private const string OffenderIdColumn = "offender_id";

    /// <summary>Reads all files of a kind.</summary>
    public RecordTable<T> Read<T>(FileContract contract, Func<RowCells, T> make, RepeatRule repeats) where T : CaseRecord
    {
        if (!folder.IsThere(contract)) return RecordTable<T>.None;
        var tally = new RowTally();
        var rows = new PackedRows(contract);
        var buffer = new ReadBuffer();
        foreach (var (source, file) in folder.SourcesOf(contract).Select((source, file) => (source, file)))
        {
            var checker = folder.CheckerFor(source);
            var shared = new SharedChecker(checker);
            using var open = folder.OpenContractFile(source, account.OnRead(source), bufferBytes);
            var finder = new PersonFinder(people, source, contract.IndexOf(OffenderIdColumn), shared, lookUps);
            var taker = new RecordRows(source, file, open.Layout, shared, finder, panel, rows, tally, account);
            try
            {
                while (open.Next(buffer, taker)) cancellationToken.ThrowIfCancellationRequested();
            }
            catch (IOException e)
            {
                throw FolderFiles.CannotBeRead(contract.FileName, e);
            }
            foreach (var row in shared.LongNumbers.Judge())
            {
                row.GiveTo(taker);
                taker.Settle();
            }
            taker.Finish();
            account.AddInput(source, open.Sha256);
            tally.Finish(source, open.Layout, checker);
        }
        account.AddTally(contract, tally);
        return RecordTable<T>.Create(rows, make, repeats, people.Count, contract.RecordIdColumn);
    }
}
