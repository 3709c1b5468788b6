namespace Iom.Selection.Policies;

/// <summary>A band of engagement.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FromPercent">The share of contacts kept, of those that count, from which it holds, in per cent.</param>
public sealed record EngagementBand(string Id, int FromPercent);
