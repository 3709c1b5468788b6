namespace Iom.Selection.Policies;

/// <summary>When leaving the cohort is looked at, and what must have passed first. What a policy leaves out is no ground and no block.</summary>
public sealed record DeselectionRules
{
    internal DeselectionRules()
    {
    }

    /// <summary>At how many consecutive reviews, this one included, a member must be below the exit line for that to be a ground; null = never one.</summary>
    public int? BelowExitReviews { get; init; }

    /// <summary>For how many months at liberty no offence must have been proven for that to be a ground; null = never one.</summary>
    public int? DesistanceMonths { get; init; }

    /// <summary>Who else's care of a member is a ground; null = nobody's.</summary>
    public ManagedElsewhere? ManagedElsewhere { get; init; }

    /// <summary>How many months a member stays at least; null = no least.</summary>
    public int? MinimumMonths { get; init; }

    /// <summary>For how many months a proven offence, a breach or a recall is too recent; null = it never is.</summary>
    public int? RecentMonths { get; init; }

    /// <summary>For how many months from the offence a case that is not decided is waited for; null = it is not.</summary>
    public int? OpenCaseMonths { get; init; }

    /// <summary>For how many months from its beginning support under way is waited for; null = it is not.</summary>
    public int? SupportMonths { get; init; }

    /// <summary>When another approach is recommended; null = never.</summary>
    public ApproachRule? Approach { get; init; }
}
