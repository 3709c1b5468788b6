using Iom.Selection.Statistics;

namespace Iom.Selection.Learning.Matrices;

/// <summary>What became of those with a total.</summary>
/// <param name="Total">The total.</param>
/// <param name="Expected">The chance that was learned.</param>
/// <param name="Learned">How many had the outcome on the learn dates.</param>
/// <param name="Tested">How many on the test dates.</param>
/// <param name="Interval">The exact interval at 95 per cent on the test dates; null of nobody.</param>
public sealed record RiskOfTotal(int Total, double Expected, Proportion Learned, Proportion Tested, Interval? Interval);
