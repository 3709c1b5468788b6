using System.Collections.Immutable;
using Iom.Selection.Policies;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness;

/// <summary>A step in one of several runs, by group.</summary>
/// <param name="AsOf">The date of the run.</param>
/// <param name="Step">The step.</param>
/// <param name="Rates">The count of each group.</param>
public sealed record TrendPoint(DateOnly AsOf, PipelineStage Step, ImmutableArray<Proportion> Rates);
