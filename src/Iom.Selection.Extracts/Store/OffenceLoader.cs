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

    /// <summary>Gets ready to read; each file is opened when its turn comes, and closed when it has been read.</summary>
    public OffenceLoader(FolderFiles folder, IdentityMap lookUps, People people, LoadingAccount account, int threads, int bufferBytes)
    {
        _account = account;
        Store = new OffenceStore(people.Count);
        _writers = [.. Enumerable.Range(0, threads).Select(_ => new OffenceStore.Writer(Store))];
        _tallies = [.. Enumerable.Range(0, threads).Select(_ => new ThreadTally(account))];
        foreach (var source in folder.SourcesOf(ExtractContract.Offences))
        {
            var checker = folder.CheckerFor(source);
            var shared = new SharedChecker(checker);
            _files.Add(new OffenceFile(source, () => folder.OpenContractFile(source, account.OnRead(source), bufferBytes), checker, shared, new PersonFinder(people, source, 0, shared, lookUps)));
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
            if (file.Open() is not { } open) continue;
            var rows = new OffenceRows(file.Source, i, open.Layout, file.Shared, file.Finder, _hash, Tables, _writers[thread], _tallies[thread]);
            try
            {
                while (file.Next(open, buffer, rows)) cancellationToken.ThrowIfCancellationRequested();
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
            thread.Problems.HandOver();
        }
        foreach (var file in _files)
        {
            _account.AddInput(file.Source, file.Sha256);
            tally.Finish(file.Source, file.Layout, file.Checker);
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
            var rows = new OffenceRows(file.Source, i, file.Layout, file.Shared, file.Finder, _hash, Tables, writer, _tallies[0]);
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
        foreach (var file in _files) file.Dispose();
    }

    /// <summary>A file of offences, open only while it is read: of many, as many are open as there are threads.</summary>
    private sealed class OffenceFile(Source source, Func<ContractFile> open, CellChecker checker, SharedChecker shared, PersonFinder finder) : IDisposable
    {
        private readonly Lock _turn = new();
        private ContractFile? _open;
        private FileLayout? _layout;
        private int _readers;
        private bool _isRead;

        public Source Source => source;

        public CellChecker Checker => checker;

        public SharedChecker Shared => shared;

        public PersonFinder Finder => finder;

        /// <summary>Where it has which column, once it has been read.</summary>
        public FileLayout Layout => _layout ?? throw new InvalidOperationException("The file has not been read.");

        /// <summary>Its hash, once it has been read.</summary>
        public string Sha256 { get; private set; } = "";

        /// <summary>Opens it for one more reader; null where it has been read to its end.</summary>
        public ContractFile? Open()
        {
            lock (_turn)
            {
                if (_isRead) return null;
                _readers++;
                return _open ??= open();
            }
        }

        /// <summary>Gives a reader the next rows; at the end, the last reader closes the file.</summary>
        public bool Next(ContractFile rows, ReadBuffer buffer, RowTaker taker)
        {
            if (rows.Next(buffer, taker)) return true;
            lock (_turn)
            {
                _isRead = true;
                if (--_readers > 0) return false;
                // Nothing is kept of what was read ahead.
                (Sha256, _layout, _open) = (rows.Sha256, rows.Layout, null);
                rows.Dispose();
            }
            return false;
        }

        public void Dispose() => _open?.Dispose();
    }
}
