using System.Collections.Immutable;

namespace Iom.Selection.Policies;

/// <summary>A band of the total, and how often somebody in it is reviewed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">The total from which it holds, in points.</param>
/// <param name="Weeks">The weeks between two reviews for each band of engagement, in the order of <see cref="EngagementRules.Bands"/>.</param>
/// <param name="WeeksNotKnown">The weeks where too few contacts say how somebody engages.</param>
public sealed record RiskBand(string Id, int From, ImmutableArray<int> Weeks, int WeeksNotKnown);
