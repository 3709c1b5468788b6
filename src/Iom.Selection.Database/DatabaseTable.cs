namespace Iom.Selection.Database;

/// <summary>A table that a ranking read.</summary>
/// <param name="Name">Its name, without its schema.</param>
/// <param name="RowCount">How many rows it had.</param>
/// <param name="Newest">The date of its newest row up to the as-of date; null where its rows have no date, or none is so early.</param>
public sealed record DatabaseTable(string Name, long RowCount, DateOnly? Newest);
