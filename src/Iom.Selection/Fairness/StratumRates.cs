using System.Collections.Immutable;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness;

/// <summary>What is compared, in one stratum.</summary>
/// <param name="Name">The stratum, as the column has it, and the band of total points.</param>
/// <param name="Rates">The count of each group.</param>
public sealed record StratumRates(string Name, ImmutableArray<Proportion> Rates);
