using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Mapping;

namespace Iom.Selection.Extracts;

/// <summary>Counts what becomes of the rows of one kind of file.</summary>
internal sealed class RowCounts
{
    private readonly List<string> _sources = [];
    private readonly SortedSet<string> _mappedColumns = new(Utf8Ordinal.Comparer);
    private readonly SortedSet<string> _absentColumns = new(Utf8Ordinal.Comparer);
    private readonly SortedSet<string> _ignoredColumns = new(Utf8Ordinal.Comparer);
    private readonly SortedSet<string> _columnsInTwoDateOrders = new(Utf8Ordinal.Comparer);
    private DateOnly? _from;
    private DateOnly? _to;

    public long Read { get; set; }

    public long Later { get; set; }

    public long Duplicate { get; set; }

    public long Refused { get; set; }

    /// <summary>Takes what another thread has counted.</summary>
    public void Add(RowCounts other)
    {
        Read += other.Read;
        Later += other.Later;
        Duplicate += other.Duplicate;
        Refused += other.Refused;
        Cover(other._from);
        Cover(other._to);
    }

    /// <summary>Takes the date of a row that is neither refused nor later.</summary>
    public void Cover(DateOnly? date)
    {
        if (date is null) return;
        if (_from is null || date < _from) _from = date;
        if (_to is null || date > _to) _to = date;
    }

    /// <summary>Takes what a file that has been read to its end says of its columns.</summary>
    public void Finish(Source source, FileLayout layout, CellChecker checker)
    {
        _sources.Add(source.Name);
        _mappedColumns.UnionWith(layout.MappedColumns);
        _absentColumns.UnionWith(layout.AbsentColumns);
        _ignoredColumns.UnionWith(layout.IgnoredColumns);
        _columnsInTwoDateOrders.UnionWith(checker.ColumnsInTwoDateOrders);
    }

    public FileReport Report(FileContract contract, Coverage? covers) => new(contract.FileName)
    {
        ReadCount = Read,
        UsedCount = Read - Later - Duplicate - Refused,
        LaterCount = Later,
        DuplicateCount = Duplicate,
        RefusedCount = Refused,
        From = _from,
        To = _to,
        Sources = _sources,
        MappedColumns = [.. _mappedColumns],
        AbsentColumns = [.. _absentColumns],
        IgnoredColumns = [.. _ignoredColumns],
        ColumnsInTwoDateOrders = [.. _columnsInTwoDateOrders],
        Covers = covers,
    };
}
