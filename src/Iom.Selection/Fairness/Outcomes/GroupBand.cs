using System.Collections.Immutable;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>Calibration in a band of total points: whether equal points mean the same in a group as among all.</summary>
/// <param name="LowestTotal">The lowest total in the band, in points.</param>
/// <param name="HighestTotal">The highest.</param>
/// <param name="All">Who came to the outcome, of everybody in the band.</param>
/// <param name="Rates">The same by group.</param>
public sealed record GroupBand(int LowestTotal, int HighestTotal, Proportion All, ImmutableArray<Proportion> Rates);
