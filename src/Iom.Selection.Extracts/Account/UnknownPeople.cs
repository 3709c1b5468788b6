namespace Iom.Selection.Extracts.Account;

/// <summary>Why people of one file are not in <c>offenders.csv</c>, as far as it can be seen from their ids.</summary>
/// <param name="FileName">The contract's name of the file.</param>
/// <param name="SourceName">The file's own name.</param>
/// <param name="RowCount">The rows about such people that were looked at: those with the 256 ordinally smallest ids.</param>
/// <param name="Causes">The causes, the most frequent first; an id that none explains is in none.</param>
public sealed record UnknownPeople(string FileName, string SourceName, long RowCount, IReadOnlyList<UnknownPeopleCause> Causes);
