namespace Iom.Selection.Fairness.Groups;

/// <summary>What a comparison of two rates comes to.</summary>
public enum Verdict
{
    /// <summary>The exact test, adjusted for the number of groups, shows a difference.</summary>
    DifferenceShown,

    /// <summary>No difference is shown, and the interval of the difference lies wholly within the policy's margin.</summary>
    DifferenceExcluded,

    /// <summary>What is not recorded of some people decides it: as they are distributed, the difference could go the other way, or one could be hidden.</summary>
    NotRecordedDecides,

    /// <summary>Neither: too few people to tell. It is not a finding that there is no difference.</summary>
    TooFewToTell,
}
