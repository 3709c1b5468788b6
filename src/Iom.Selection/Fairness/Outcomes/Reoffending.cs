using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>Whether a person came to the outcome that an audit looks at: a proven offence after the run.</summary>
/// <remarks>As in the ministry's proven reoffending statistics: an offence within the follow-up, proven within it or within a further wait.</remarks>
public static class Reoffending
{
    /// <summary>The day as of which later records are to be read.</summary>
    /// <param name="asOf">The as-of date of the run.</param>
    /// <param name="rules">Follow-up and wait.</param>
    /// <returns>The last day of the wait.</returns>
    public static DateOnly KnownOn(DateOnly asOf, FairnessRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return asOf.AddMonths(rules.FollowUpMonths + rules.WaitMonths);
    }

    /// <summary>Looks at a person's later records.</summary>
    /// <param name="later">The records.</param>
    /// <param name="asOf">The as-of date of the run: what happened up to it is no outcome.</param>
    /// <param name="rules">Follow-up and wait.</param>
    /// <returns>Whether there is such an offence.</returns>
    public static bool HasReoffended(CaseFile later, DateOnly asOf, FairnessRules rules)
    {
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(rules);
        var last = asOf.AddMonths(rules.FollowUpMonths);
        return later.OffencesAsOf(KnownOn(asOf, rules)).Any(offence => offence.IsProven && offence.Date > asOf && offence.Date <= last);
    }
}
