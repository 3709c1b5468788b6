namespace Iom.Selection.Sql.Tables;

/// <summary>A column of a table of the contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsRequired">Whether no cell of it is empty.</param>
/// <param name="Words">The words that it takes, of a word.</param>
internal sealed record ContractColumn(string Name, ColumnKind Kind, bool IsRequired, IReadOnlyList<string> Words);
