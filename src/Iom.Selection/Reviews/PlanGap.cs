namespace Iom.Selection.Reviews;

/// <summary>What a plan of support lacks. Each is something for the agencies to do.</summary>
public enum PlanGap
{
    /// <summary>No support is recorded at all.</summary>
    NoPlan,

    /// <summary>Nobody leads.</summary>
    NoLeadAgency,

    /// <summary>There is a need, and no support for it.</summary>
    NeedWithoutSupport,

    /// <summary>The wait is longer than the policy allows.</summary>
    WaitingTooLong,
}
