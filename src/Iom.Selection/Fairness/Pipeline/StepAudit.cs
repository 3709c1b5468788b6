using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;

namespace Iom.Selection.Fairness.Pipeline;

/// <summary>A step of the road: who goes on, by group.</summary>
/// <param name="Step">The step.</param>
/// <param name="Table">Rates and comparisons.</param>
public sealed record StepAudit(PipelineStage Step, RateTable Table);
