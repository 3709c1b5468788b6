namespace Iom.Selection.Reviews;

/// <summary>A reason to wait.</summary>
public enum Block
{
    /// <summary>The person has not been in the cohort for the policy's least time.</summary>
    MinimumTime,

    /// <summary>A proven offence is too recent.</summary>
    RecentOffence,

    /// <summary>A breach or a recall is too recent.</summary>
    RecentBreach,

    /// <summary>A charge, an investigation or a contested outcome is open.</summary>
    OpenCase,

    /// <summary>Support is under way.</summary>
    SupportUnderWay,
}
