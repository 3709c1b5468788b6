namespace Iom.Selection.Policies;

/// <summary>What people are ranked by first.</summary>
public enum RankingOrder
{
    /// <summary>By total points.</summary>
    Points,

    /// <summary>By the cohort's place in the policy, then by total points.</summary>
    CohortThenPoints,
}
