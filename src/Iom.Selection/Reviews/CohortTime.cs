using Iom.Selection.Records;

namespace Iom.Selection.Reviews;

/// <summary>Since when a member has been in the cohort without a break.</summary>
internal static class CohortTime
{
    /// <summary>The first day of the time in the cohort that is open on a date; null for someone who is not a member then.</summary>
    public static DateOnly? Since(CaseFile file, DateOnly asOf)
    {
        var open = file.Memberships.Where(membership => membership.IsOpenOn(asOf)).ToArray();
        return open.Length == 0 ? null : Since(file.Memberships, open.Min(membership => membership.From));
    }

    /// <summary>Goes back over memberships of which one ends no earlier than the next begins, as when a member moves to another cohort.</summary>
    public static DateOnly Since(IReadOnlyList<Membership> memberships, DateOnly from)
    {
        while (memberships.Where(membership => membership.From < from && !(membership.To < from)).Select(membership => (DateOnly?)membership.From).Min() is { } earlier) from = earlier;
        return from;
    }
}
