using System.Collections.Immutable;
using Iom.Selection.Ranking;

namespace Iom.Selection.Fairness;

/// <summary>How many people of each group the latest run recommended a thing for.</summary>
/// <param name="Recommendation">What.</param>
/// <param name="Counts">By group.</param>
public sealed record RecommendationCounts(Recommendation Recommendation, ImmutableArray<int> Counts);
