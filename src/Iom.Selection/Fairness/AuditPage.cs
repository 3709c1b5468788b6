namespace Iom.Selection.Fairness;

/// <summary>How many comparisons an audit makes whose verdict it shows, and what comes of so many looks.</summary>
/// <param name="ComparisonCount">How many there are; the same people compared twice are one.</param>
/// <param name="SinglyCount">How many would be shown if each were the only one.</param>
/// <param name="ShownCount">How many are shown, all of them considered.</param>
public sealed record AuditPage(int ComparisonCount, int SinglyCount, int ShownCount);
