namespace Iom.Selection.Fairness;

/// <summary>Two columns of characteristics that are looked at together.</summary>
/// <param name="Column">The one.</param>
/// <param name="By">The other.</param>
public sealed record ColumnCrossing(string Column, string By);
