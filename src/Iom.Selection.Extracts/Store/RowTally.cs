using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>Counts what becomes of the rows of one kind of file, as far as it is the same on every date.</summary>
internal sealed class RowTally
{
    private readonly List<string> _sources = [];
    private readonly List<string> _endInDelimiter = [];
    private readonly SortedSet<string> _mappedColumns = new(Utf8Ordinal.Comparer);
    private readonly SortedSet<string> _absentColumns = new(Utf8Ordinal.Comparer);
    private readonly SortedSet<string> _ignoredColumns = new(Utf8Ordinal.Comparer);
    private readonly SortedSet<string> _columnsInTwoDateOrders = new(Utf8Ordinal.Comparer);
    private NoteCounts _notes;

    public long Read { get; set; }

    public long Refused { get; set; }

    /// <summary>Rows for which another stands on every date.</summary>
    public long Duplicate { get; set; }

    /// <summary>The notes of cells.</summary>
    public ref NoteCounts Notes => ref _notes;

    /// <summary>Rows that the map does not choose.</summary>
    public long NotChosen { get; private set; }

    /// <summary>Takes what another thread has counted.</summary>
    public void Add(RowTally other)
    {
        Read += other.Read;
        Refused += other.Refused;
        Duplicate += other.Duplicate;
        _notes.Add(other.Notes);
    }

    /// <summary>Takes what a file that has been read to its end says of its columns.</summary>
    public void Finish(Source source, FileLayout layout, CellChecker checker)
    {
        _sources.Add(source.Name);
        if (layout.Form.IsToldOf) _endInDelimiter.Add(source.Name);
        NotChosen += layout.NotChosenCount;
        Read += layout.NotChosenCount;
        _mappedColumns.UnionWith(layout.MappedColumns);
        _absentColumns.UnionWith(layout.AbsentColumns);
        _ignoredColumns.UnionWith(layout.IgnoredColumns);
        _columnsInTwoDateOrders.UnionWith(checker.ColumnsInTwoDateOrders);
    }

    /// <summary>The report of a date.</summary>
    /// <param name="contract">The kind of file.</param>
    /// <param name="covers">From when to when the map says that the files are complete.</param>
    /// <param name="dated">What depends on the date.</param>
    public FileReport Report(FileContract contract, Coverage? covers, DatedCounts dated) => new(contract.FileName)
    {
        ReadCount = Read,
        UsedCount = Read - dated.Later - Duplicate - dated.Duplicate - Refused - NotChosen,
        LaterCount = dated.Later,
        DuplicateCount = Duplicate + dated.Duplicate,
        RefusedCount = Refused,
        NotChosenCount = NotChosen,
        From = dated.From,
        To = dated.To,
        Sources = _sources,
        EndInDelimiter = _endInDelimiter,
        MappedColumns = [.. _mappedColumns],
        AbsentColumns = [.. _absentColumns],
        IgnoredColumns = [.. _ignoredColumns],
        ColumnsInTwoDateOrders = [.. _columnsInTwoDateOrders],
        TrimmedCellCount = _notes.Trimmed,
        SentinelDateCount = _notes.Sentinel,
        RepairedCodeCount = _notes.Repaired,
        Covers = covers,
    };
}
