using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Reads the smaller kinds of file.</summary>
internal sealed class RecordReader(FolderFiles folder, IdentityMap lookUps, People people, PanelRules? panel, LoadingAccount account, int blockBytes, CancellationToken cancellationToken)
{
    private const string OffenderIdColumn = "offender_id";

    /// <summary>Reads all files of a kind.</summary>
    public RecordTable<T> Read<T>(FileContract contract, Func<RowCells, T> make, RepeatRule repeats) where T : CaseRecord
    {
        if (!folder.IsThere(contract)) return RecordTable<T>.None;
        var tally = new RowTally();
        var rows = new PackedRows(contract);
        var block = new Block();
        foreach (var (source, file) in folder.SourcesOf(contract).Select((source, file) => (source, file)))
        {
            var checker = folder.CheckerFor(source);
            var shared = new SharedChecker(checker);
            using var blocks = FolderFiles.OpenBlocks(source, account.OnRead(source), blockBytes);
            var finder = new PersonFinder(people, source, contract.IndexOf(OffenderIdColumn), shared, lookUps);
            var taker = new RecordRows(source, file, blocks.Layout, shared, finder, panel, rows, tally, account);
            try
            {
                while (blocks.Next(block, taker)) cancellationToken.ThrowIfCancellationRequested();
            }
            catch (IOException e)
            {
                throw FolderFiles.CannotBeRead(contract.FileName, e);
            }
            taker.Finish();
            account.AddInput(source, blocks.Sha256, checker.MendedCodeCount);
            tally.Finish(source, blocks.Layout, checker);
        }
        account.AddTally(contract, tally);
        return RecordTable<T>.Create(rows, make, repeats, people.Count, contract.RecordIdColumn);
    }
}
