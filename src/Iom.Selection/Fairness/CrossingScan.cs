using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;

namespace Iom.Selection.Fairness;

/// <summary>A crossing of two or three characteristics that was scanned: each of its groups with all others, at one step.</summary>
/// <param name="Columns">The characteristics, with commas between.</param>
/// <param name="Step">The step.</param>
/// <param name="Table">The comparisons; only those with the rest are made.</param>
public sealed record CrossingScan(string Columns, PipelineStage Step, RateTable Table);
