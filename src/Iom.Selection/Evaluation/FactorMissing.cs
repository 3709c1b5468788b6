using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>How many people lack what a factor reads.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Missing">Of how many people it could give more points than it does.</param>
public sealed record FactorMissing(string Factor, Proportion Missing);
