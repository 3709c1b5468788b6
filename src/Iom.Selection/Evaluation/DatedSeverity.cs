namespace Iom.Selection.Evaluation;

/// <summary>The day of an offence, and how grave it is.</summary>
/// <param name="Day">The day's number.</param>
/// <param name="Severity">Its severity; null where it is not known.</param>
public readonly record struct DatedSeverity(int Day, decimal? Severity);
