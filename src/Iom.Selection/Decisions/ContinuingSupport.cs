namespace Iom.Selection.Decisions;

/// <summary>Support that goes on.</summary>
/// <param name="Pathway">The pathway.</param>
/// <param name="Status">How it stands: <c>active</c> or <c>waiting</c>.</param>
/// <param name="LeadAgency">Who leads it; null where nobody does yet.</param>
public sealed record ContinuingSupport(string Pathway, string Status, string? LeadAgency);
