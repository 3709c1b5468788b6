namespace Iom.Selection.Reviews;

/// <summary>A date to prepare for.</summary>
/// <param name="Date">The day.</param>
/// <param name="Change">What changes on it.</param>
public sealed record ComingDate(DateOnly Date, ComingChange Change);
