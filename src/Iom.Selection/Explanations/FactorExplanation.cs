using System.Collections.Immutable;
using Iom.Selection.Scoring;

namespace Iom.Selection.Explanations;

/// <summary>One factor of an explanation.</summary>
/// <param name="Contribution">What it gives and the records it rests on; recomputed from these alone it gives the same points.</param>
/// <param name="Change">The nearest band that alone would alter the recommendation; null if none would.</param>
/// <param name="OverTime">What it will give if nothing new happens: each day on which its points change, in order.</param>
public sealed record FactorExplanation(Contribution Contribution, BandChange? Change, ImmutableArray<PointsFrom> OverTime);
