namespace Iom.Selection.Policies;

/// <summary>A cohort and who belongs to it.</summary>
/// <param name="Id">Its id, unique in the policy.</param>
/// <param name="Title">What it is called.</param>
/// <param name="When">What it asks; null = everybody left.</param>
public sealed record CohortRule(string Id, string Title, Condition? When);
