using Iom.Selection.Policies;
using Iom.Selection.Ranking;

namespace Iom.Selection.Explanations;

/// <summary>The nearest band of one factor that, alone, would alter the recommendation; everything and everybody else as they are.</summary>
/// <param name="Band">The band: from its lower end on.</param>
/// <param name="Below">Where the next band begins; null for the highest.</param>
/// <param name="Total">The person's total then, in points.</param>
/// <param name="Recommendation">What would be recommended then.</param>
public sealed record BandChange(Band Band, decimal? Below, int Total, Recommendation Recommendation);
