using Iom.Selection.Foundation;

namespace Iom.Selection.Records;

/// <summary>That somebody who comes up for the cohort left it a short time ago.</summary>
/// <param name="LeftOn">The day the membership ended.</param>
/// <param name="Ground">The ground on which it ended, in the agency's words; null where none is recorded.</param>
public sealed record FormerMembership(DateOnly LeftOn, string? Ground)
{
    /// <summary>For how many months after leaving the panel is told of it.</summary>
    public const int Months = 12;

    /// <summary>Finds the last time in the cohort of somebody who is no member.</summary>
    /// <param name="memberships">The person's memberships, in any order.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>The one that ended last, of several of one day that with the ordinally smallest ground; null for a member, and where none ended in the last <see cref="Months"/> months.</returns>
    public static FormerMembership? Find(IEnumerable<Membership> memberships, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        FormerMembership? last = null;
        foreach (var membership in memberships)
        {
            if (membership.IsOpenOn(asOf)) return null;
            if (membership.From > asOf || membership.To is not { } to || !MonthWindow.Contains(to, asOf, Months)) continue;
            var left = new FormerMembership(to, membership.Ground);
            if (last is null || left.LeftOn > last.LeftOn || (left.LeftOn == last.LeftOn && IsBefore(left.Ground, last.Ground))) last = left;
        }
        return last;
    }

    // A ground that is recorded says more than none.
    private static bool IsBefore(string? ground, string? other) => ground is not null && (other is null || Utf8Ordinal.Comparer.Compare(ground, other) < 0);
}
