namespace Iom.Selection.Evaluation;

/// <summary>A rule or factor over fields that have no date, so that it is applied as the fields stand in the extract, not as they stood then.</summary>
/// <param name="Rule">Which: <c>eligibility:1</c>, <c>cohort:fixed</c>, <c>factor:mappa-level</c>.</param>
/// <param name="Fields">The fields it reads, by their columns.</param>
/// <param name="PeopleCount">For how many people it decided: they fell under the rule, came into the cohort by it, or have points of the factor.</param>
public sealed record UndatedRule(string Rule, IReadOnlyList<string> Fields, int PeopleCount);
