namespace Iom.Selection.Runs.Ranking;

/// <summary>A table that a ranking in a database read.</summary>
/// <param name="Name">Its name, without the schema.</param>
/// <param name="RowCount">How many rows it had.</param>
public sealed record CountedTable(string Name, long RowCount);
