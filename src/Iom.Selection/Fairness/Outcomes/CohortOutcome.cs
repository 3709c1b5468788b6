using Iom.Selection.Fairness.Groups;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>The outcome of people who were in the cohort.</summary>
/// <param name="Who">Of whom: <c>members</c>, <c>deselected</c> or <c>change_of_approach</c>.</param>
/// <param name="Table">By group.</param>
public sealed record CohortOutcome(string Who, RateTable Table);
