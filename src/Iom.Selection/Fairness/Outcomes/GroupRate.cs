using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>A group and its rate.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rate">Its rate.</param>
public sealed record GroupRate(string Group, Proportion Rate);
