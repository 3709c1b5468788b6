namespace Iom.Selection.Reviews;

/// <summary>What somebody still has to do about a time in the cohort.</summary>
public enum FollowUpMatter
{
    /// <summary>No day is recorded on which the person was told.</summary>
    NotInformed,

    /// <summary>The person did not agree.</summary>
    NotAgreed,

    /// <summary>The person was not asked.</summary>
    NotAsked,

    /// <summary>The person left, and no interview is recorded.</summary>
    NoExitInterview,
}
