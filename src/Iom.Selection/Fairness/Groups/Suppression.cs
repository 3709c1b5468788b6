namespace Iom.Selection.Fairness.Groups;

/// <summary>Something that statistics for the public do not show, because a cell would be too small.</summary>
/// <param name="Column">Of which characteristic.</param>
/// <param name="What">What: a step, a part of the audit, or the whole.</param>
public sealed record Suppression(string Column, string What);
