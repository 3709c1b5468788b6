namespace Iom.Selection.Extracts.Contract;

/// <summary>From when to when an agency says its file is complete.</summary>
/// <param name="From">The first day; null if not said.</param>
/// <param name="To">The last day; null if not said.</param>
public sealed record Coverage(DateOnly? From, DateOnly? To);
