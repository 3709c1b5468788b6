namespace Iom.Selection.Fairness.Groups;

/// <summary>What a comparison of two rates comes to.</summary>
public enum Verdict
{
    /// <summary>The exact test, adjusted for the number of groups, shows a difference.</summary>
    DifferenceShown,

    /// <summary>No difference is shown, and the interval of the difference lies wholly within the policy's margin.</summary>
    DifferenceExcluded,

    /// <summary>Neither: too few people to tell. It is not a finding that there is no difference.</summary>
    TooFewToTell,
}
