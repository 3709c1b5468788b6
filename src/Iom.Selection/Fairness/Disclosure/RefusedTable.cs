namespace Iom.Selection.Fairness.Disclosure;

/// <summary>A table that is not published.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Why">Why not.</param>
public sealed record RefusedTable(string Table, TableRefusal Why);
