using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>Reads all files of offences, by all threads at once.</summary>
internal sealed class OffenceLoader : IDisposable
{
    private readonly List<OffenceFile> _files = [];
    private readonly OffenceStore.Writer[] _writers;
    private readonly ThreadTally[] _tallies;
    private readonly LoadingAccount _account;
    private readonly SipHash _hash;

    /// <summary>Opens the files.</summary>
    public OffenceLoader(FolderFiles folder, IdentityMap lookUps, People people, LoadingAccount account, int threads, int bufferBytes)
    {
        _account = account;
        Store = new OffenceStore(people.Count);
        _writers = [.. Enumerable.Range(0, threads).Select(_ => new OffenceStore.Writer(Store))];
        _tallies = [.. Enumerable.Range(0, threads).Select(_ => new ThreadTally())];
        foreach (var source in folder.SourcesOf(ExtractContract.Offences))
        {
            var checker = folder.CheckerFor(source);
            var shared = new SharedChecker(checker);
            _files.Add(new OffenceFile(
                source, folder.OpenContractFile(source, account.OnRead(source), bufferBytes), checker, shared,
                new PersonFinder(people, source, 0, shared, lookUps)));
        }
        // Whoever writes an extract can't know the key before all of it is written.
        _hash = SipHash.KeyedBy(Encoding.UTF8.GetBytes(string.Join('\n', account.Inputs.Select(input => input.Sha256).Order(StringComparer.Ordinal)
            .Concat(folder.SourcesOf(ExtractContract.Offences).Select(source => folder.LookOf(source))))));
    }

    /// <summary>The rows.</summary>
    public OffenceStore Store { get; }

    /// <summary>What their numbers stand for.</summary>
    public OffenceTables Tables { get; } = new();

    /// <summary>Reads one thread's share of all files.</summary>
    public void Read(int thread, CancellationToken cancellationToken)
    {
        var buffer = new ReadBuffer();
        for (var i = 0; i < _files.Count; i++)
        {
            var file = _files[i];
            var rows = new OffenceRows(file.Source, i, file.Rows.Layout, file.Shared, file.Finder, _hash, Tables, _writers[thread], _tallies[thread]);
            try
            {
                while (file.Rows.Next(buffer, rows)) cancellationToken.ThrowIfCancellationRequested();
            }
            catch (IOException e)
            {
                throw FolderFiles.CannotBeRead(file.Source.Contract.FileName, e);
            }
        }
        _writers[thread].Close();
    }

    /// <summary>Ends the reading, once all threads have.</summary>
    /// <returns>The earliest date; null where no row can be used.</returns>
    public DateOnly? Finish()
    {
        GiveWaiting();
        var tally = new RowTally();
        foreach (var thread in _tallies)
        {
            tally.Read += thread.Read;
            tally.Refused += thread.Refused;
            tally.Notes.Add(thread.Notes);
            _account.AddProblems(thread.Problems);
        }
        foreach (var file in _files)
        {
            _account.AddInput(file.Source, file.Rows.Sha256);
            tally.Finish(file.Source, file.Rows.Layout, file.Checker);
        }
        _account.AddTally(ExtractContract.Offences, tally);
        var earliest = _tallies.Min(thread => thread.Earliest);
        return earliest == int.MaxValue ? null : DateOnly.FromDayNumber(earliest);
    }

    // The rows that could be told to be in order only once their files had been read.
    private void GiveWaiting()
    {
        var writer = new OffenceStore.Writer(Store);
        for (var i = 0; i < _files.Count; i++)
        {
            var waiting = _files[i].Shared.LongNumbers.Judge();
            if (waiting.Count == 0) continue;
            var file = _files[i];
            var rows = new OffenceRows(file.Source, i, file.Rows.Layout, file.Shared, file.Finder, _hash, Tables, writer, _tallies[0]);
            foreach (var row in waiting)
            {
                row.GiveTo(rows);
                rows.Settle();
            }
        }
        writer.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files) file.Rows.Dispose();
    }

    private sealed record OffenceFile(Source Source, ContractFile Rows, CellChecker Checker, SharedChecker Shared, PersonFinder Finder);
}
