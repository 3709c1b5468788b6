using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Reads all files of offences, by all threads at once.</summary>
internal sealed class OffenceReading : IDisposable
{
    private readonly List<OffenceFile> _files = [];
    private readonly OffenceStore.Writer[] _writers;
    private readonly RowTally[] _tallies;
    private readonly RunningAccount _account;
    private readonly DateOnly _asOf;
    private readonly SipHash _hash;

    /// <summary>Opens the files.</summary>
    public OffenceReading(FolderFiles folder, LookUps lookUps, People people, RunningAccount account, BatchRequest request)
    {
        (_account, _asOf) = (account, request.AsOf);
        Store = new OffenceStore(people.Count);
        _writers = [.. Enumerable.Range(0, request.Threads).Select(_ => new OffenceStore.Writer(Store))];
        _tallies = [.. Enumerable.Range(0, request.Threads).Select(_ => new RowTally())];
        foreach (var source in folder.Of(ExtractContract.Offences))
        {
            var checker = folder.CheckerFor(source);
            var shared = new SharedChecker(checker);
            _files.Add(new OffenceFile(
                source, FolderFiles.OpenBlocks(source, account.OnRead(source), request.BlockBytes), checker, shared,
                new PersonFinder(people, source, 0, shared, lookUps)));
        }
        // Whoever writes an extract can't know the key before all of it is written.
        _hash = SipHash.KeyedBy(Encoding.UTF8.GetBytes(string.Join('\n', account.Inputs.Select(input => input.Sha256).Order(StringComparer.Ordinal)
            .Concat(folder.Of(ExtractContract.Offences).Select(source => folder.LookOf(source))))));
    }

    /// <summary>The rows.</summary>
    public OffenceStore Store { get; }

    /// <summary>What their numbers stand for.</summary>
    public OffenceTables Tables { get; } = new();

    /// <summary>Reads one thread's share of all files.</summary>
    public void Read(int thread, CancellationToken cancellationToken)
    {
        var block = new Block();
        for (var i = 0; i < _files.Count; i++)
        {
            var file = _files[i];
            var rows = new OffenceRows(file.Source, i, file.Blocks.Layout, file.Shared, file.Finder, _hash, Tables, _writers[thread], _tallies[thread], _asOf);
            try
            {
                while (file.Blocks.Next(block, rows)) cancellationToken.ThrowIfCancellationRequested();
            }
            catch (IOException e)
            {
                throw FolderFiles.CannotBeRead(file.Source.Contract.FileName, e);
            }
        }
        _writers[thread].Close();
    }

    /// <summary>Ends the reading, once all threads have.</summary>
    /// <returns>The counts, without repeats.</returns>
    public RowCounts Finish()
    {
        var counts = new RowCounts();
        foreach (var tally in _tallies)
        {
            tally.AddTo(counts);
            _account.AddProblems(tally.Problems);
        }
        foreach (var file in _files)
        {
            _account.AddInput(file.Source, file.Blocks.Sha256, 0);
            counts.Finish(file.Source, file.Blocks.Layout, file.Checker);
        }
        _account.AddMended(_tallies.Sum(tally => tally.Mended));
        return counts;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files) file.Blocks.Dispose();
    }

    private sealed record OffenceFile(Source Source, BlockReader Blocks, CellChecker Checker, SharedChecker Shared, PersonFinder Finder);
}
