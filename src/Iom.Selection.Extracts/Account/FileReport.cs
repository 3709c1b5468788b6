using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Account;

/// <summary>What became of the rows of one kind of file. Read = used + later + duplicate + refused + not chosen.</summary>
/// <param name="FileName">The contract's name: <c>offences.csv</c>.</param>
public sealed record FileReport(string FileName)
{
    /// <summary>The rows read, header and empty lines not counted.</summary>
    public long ReadCount { get; init; }

    /// <summary>The rows that stand for a record each.</summary>
    public long UsedCount { get; init; }

    /// <summary>The rows dated after the as-of date.</summary>
    public long LaterCount { get; init; }

    /// <summary>The rows for which another row stands.</summary>
    public long DuplicateCount { get; init; }

    /// <summary>The rows that could not be used.</summary>
    public long RefusedCount { get; init; }

    /// <summary>The cells with blanks or invisible characters at their ends, which were taken off.</summary>
    public long TrimmedCellCount { get; init; }

    /// <summary>The cells with a date that stands for no date, which were read as empty.</summary>
    public long SentinelDateCount { get; init; }

    /// <summary>The codes that got a lost leading zero back.</summary>
    public long RepairedCodeCount { get; init; }

    /// <summary>The rows that the map does not choose.</summary>
    public long NotChosenCount { get; init; }

    /// <summary>Whether there are rows that the map chooses, and none of them could be used.</summary>
    public bool AreAllRefused => RefusedCount > 0 && RefusedCount == ReadCount - NotChosenCount;

    /// <summary>The earliest date among the rows that are neither refused nor later; null if they have none.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The latest date among the rows that are neither refused nor later; null if they have none.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The columns that the contract does not name: their names where they look like such, else their places.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    /// <summary>From when to when the map says that the files are complete, all of them; null if it does not say.</summary>
    public Coverage? Covers { get; init; }

    /// <summary>The names of the files that were read for it, in the order in which they were read.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Those of these files of which a delimiter at the end of the header, of all rows, or of both was let go.</summary>
    public IReadOnlyList<string> EndInDelimiter { get; init; } = [];

    /// <summary>The columns that the map finds under another name or fills in: <c>offence_date = DateComm</c>.</summary>
    public IReadOnlyList<string> MappedColumns { get; init; } = [];

    /// <summary>The columns of the contract that are not there, in one of the files at least.</summary>
    public IReadOnlyList<string> AbsentColumns { get; init; } = [];

    /// <summary>The columns in which some dates have the day first and others the month.</summary>
    public IReadOnlyList<string> ColumnsInTwoDateOrders { get; init; } = [];
}
