using Iom.Selection.Extracts.Problems;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Account;

/// <summary>What became of every row of a folder of extracts as of a date, and what is to be known of them all together.</summary>
public sealed record ExtractAccount
{
    internal ExtractAccount()
    {
    }

    /// <summary>How many people <c>offenders.csv</c> lists, each once.</summary>
    public required int PeopleCount { get; init; }

    /// <summary>How many of them have no offence up to the date in <c>offences.csv</c>.</summary>
    public required int PeopleWithoutOffenceCount { get; init; }

    /// <summary>Of how many people each field of <c>offenders.csv</c> is known that a rule or a measure may read, in the contract's order.</summary>
    public required IReadOnlyList<FilledField> FilledFields { get; init; }

    /// <summary>Which of the optional files that measures read were there.</summary>
    public required SuppliedExtracts Supplied { get; init; }

    /// <summary>What became of the rows, file by file, in the contract's order.</summary>
    public required IReadOnlyList<FileReport> Files { get; init; }

    /// <summary>The files read.</summary>
    public required IReadOnlyList<HashedFile> Inputs { get; init; }

    /// <summary>Every problem of every row, by file, line and column.</summary>
    public required IReadOnlyList<RowProblem> Problems { get; init; }

    /// <summary>How often each problem stands in each column of each file, listed or not.</summary>
    internal IReadOnlyList<ProblemCount> ProblemCounts { get; init; } = [];

    /// <summary>How many problems are not listed, by the contract's name of the file.</summary>
    internal IReadOnlyList<(string FileName, long Count)> Unlisted { get; init; } = [];

    /// <summary>Every row for which another stands, by file and line.</summary>
    public required IReadOnlyList<DuplicateRow> Duplicates { get; init; }

    /// <summary>Every contradiction, by file, person, record and column.</summary>
    public required IReadOnlyList<Conflict> Conflicts { get; init; }

    /// <summary>How many offences have a code that the catalogue does not know.</summary>
    public required int UnclassifiedOffenceCount { get; init; }

    /// <summary>How many offences there are, each counted once.</summary>
    public required int OffenceCount { get; init; }

    /// <summary>The codes that the catalogue does not know, most frequent first, then ordinally.</summary>
    public required IReadOnlyList<UnknownCode> UnknownCodes { get; init; }

    /// <summary>Offences of one person that may be one under two ids, by person, date, class and ids.</summary>
    public required IReadOnlyList<PossibleDuplicate> PossibleDuplicates { get; init; }

    /// <summary>Ids that may be one person, by id, other id and why.</summary>
    public required IReadOnlyList<PossiblePerson> PossiblePeople { get; init; }

    /// <summary>How many ids of offences are case numbers, which stand for several offences each.</summary>
    public required int CaseNumberCount { get; init; }

    /// <summary>How many offences are in conflict, so that no measure counts them.</summary>
    public required int ConflictingOffenceCount { get; init; }

    /// <summary>The files of the contract that were not in the folder.</summary>
    public required IReadOnlyList<string> AbsentFiles { get; init; }

    /// <summary>How many codes got a lost leading zero back.</summary>
    public long RepairedCodeCount => Files.Sum(file => file.RepairedCodeCount);

    /// <summary>How many dates that stand for no date were read as empty.</summary>
    public long SentinelDateCount => Files.Sum(file => file.SentinelDateCount);

    /// <summary>How many offences have a decided outcome without its date; it is taken to have happened.</summary>
    public required int UndatedOutcomeCount { get; init; }

    /// <summary>CSV files in the folder that have no name of the contract, and were not opened.</summary>
    public required IReadOnlyList<string> UnreadFiles { get; init; }

    /// <summary>The rows of all files together.</summary>
    public long ReadCount => Files.Sum(file => file.ReadCount);

    /// <summary>The refused rows of all files together.</summary>
    public long RefusedCount => Files.Sum(file => file.RefusedCount);
}
