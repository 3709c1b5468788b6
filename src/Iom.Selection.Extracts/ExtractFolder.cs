using System.ComponentModel;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts;

/// <summary>A folder of extracts, read once: every row of all files, of any date, packed in memory.</summary>
/// <remarks>
/// Safe to share between threads once loaded, but each question is answered for one thread at a time. See docs/performance.md for what it keeps.
/// </remarks>
public sealed class ExtractFolder
{
    private readonly ExtractStore _store;

    private ExtractFolder(ExtractStore store) => _store = store;

    /// <summary>How many people <c>offenders.csv</c> lists, each once.</summary>
    public int PeopleCount => _store.People.Count;

    /// <summary>Has the code that every row passes compiled by another thread: for whoever has something else to read first.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Prepare() => RowCode.Prepare();

    /// <summary>Reads all extracts in a folder.</summary>
    /// <param name="path">The folder; <c>offenders.csv</c> and <c>offences.csv</c> must be in it.</param>
    /// <param name="options">How; the defaults where nothing is given.</param>
    /// <param name="progress">Told how far loading has come, if given.</param>
    /// <param name="cancellationToken">Stops loading, and whatever is asked of the folder later.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="ExtractException">A file or a header is missing, nobody is listed, or a file changed while it was read.</exception>
    /// <exception cref="OperationCanceledException">Loading was stopped.</exception>
    public static ExtractFolder Load(string path, ExtractOptions? options = null, IProgress<LoadingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ExtractFolder(new ExtractStore(path, (options ?? new ExtractOptions()).ForStore(), progress, cancellationToken));
    }

    /// <summary>What the extracts say as of a date. Any number of dates may be asked for.</summary>
    /// <param name="asOf">The as-of date: rows dated later are set aside.</param>
    /// <returns>The same as a folder would give that was loaded for this date alone.</returns>
    /// <exception cref="ExtractException">Every record is later than the date.</exception>
    public ExtractSnapshot AsOf(DateOnly asOf) => new(_store, asOf);

    /// <summary>Whether an extract was there and held a row, usable or not, that the map chooses.</summary>
    /// <param name="kind">The kind of file, without ending: <c>offences</c>.</param>
    /// <returns>False for an extract that is missing, or of a header alone.</returns>
    /// <exception cref="ArgumentException">There is no such kind of file.</exception>
    public bool HasRows(string kind)
    {
        var contract = ExtractContract.All.FirstOrDefault(contract => contract.Name == kind) ?? throw new ArgumentException($"No kind of file is called {kind}.", nameof(kind));
        return _store.Folder.Present.Contains(contract) && _store.Account.TallyOf(contract) is var tally && tally.Read > tally.NotChosen;
    }

    /// <summary>The extracts as tables: the rows of any date that were not refused, as a database takes them.</summary>
    /// <returns>A table for each kind of file but identities, without rows where there was none, and two more: <c>settling</c> and <c>supplied</c>. The same whatever the threads; rows are made as they are looked at.</returns>
    /// <exception cref="ExtractException">A file changed since it was read, or a number does not fit DECIMAL(38, 10).</exception>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public IReadOnlyList<ExtractTable> ToTables() => new ExtractTables(_store).All();

    /// <summary>What is known of everybody by now, for evaluation.</summary>
    /// <param name="asOf">The date of now; null for all that there is.</param>
    /// <param name="detectedBy">Only what followed that is known to be detected by one of these; null for all.</param>
    /// <returns>Everybody's histories.</returns>
    /// <exception cref="ExtractException">Every record is later than the date.</exception>
    public ExtractHistories Histories(DateOnly? asOf = null, IReadOnlyList<DetectedBy>? detectedBy = null) => new(_store, asOf, detectedBy ?? []);

    /// <summary>Whether somebody's area has a name.</summary>
    /// <param name="area">The area, as <c>offenders.csv</c> writes it.</param>
    /// <returns>True if it is somebody's.</returns>
    public bool HasAnybodyIn(string area) => _store.People.HasAnybodyIn(area);
}
