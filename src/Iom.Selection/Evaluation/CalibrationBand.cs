using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>How many of those with about the same points offended later.</summary>
/// <param name="From">The lowest total of the band, in points.</param>
/// <param name="To">The highest.</param>
/// <param name="Offended">How many of its people offended, of how many.</param>
public sealed record CalibrationBand(int From, int To, Proportion Offended);
