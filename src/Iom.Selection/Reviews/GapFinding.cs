namespace Iom.Selection.Reviews;

/// <summary>A gap in a plan of support.</summary>
/// <param name="Gap">The gap.</param>
/// <param name="Pathway">On which pathway; null for the plan as a whole.</param>
/// <param name="Since">Since when, where it is known.</param>
public sealed record GapFinding(PlanGap Gap, string? Pathway, DateOnly? Since);
