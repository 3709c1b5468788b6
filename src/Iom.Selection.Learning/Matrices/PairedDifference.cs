using Iom.Selection.Statistics;

namespace Iom.Selection.Learning.Matrices;

/// <summary>The mean difference of two figures of the same rows.</summary>
/// <param name="Mean">The mean; below 0 where the first is lower.</param>
/// <param name="Interval">Its interval at 95 per cent, clustered by person; null of one person.</param>
public readonly record struct PairedDifference(double Mean, Interval? Interval);
