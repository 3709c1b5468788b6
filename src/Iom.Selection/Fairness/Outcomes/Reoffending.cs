using Iom.Selection.Foundation;
using Iom.Selection.Offences;
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
    /// <param name="catalogue">Tells breaches from other offences.</param>
    /// <returns>What came of the person.</returns>
    public static LaterOutcome Follow(CaseFile later, DateOnly asOf, FairnessRules rules, OffenceCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(catalogue);
        var (known, last) = (KnownOn(asOf, rules), asOf.AddMonths(rules.FollowUpMonths));
        var (first, breached) = ((DateOnly?)null, false);
        foreach (var offence in later.OffencesAsOf(known))
        {
            if (!offence.IsProven || offence.Date <= asOf || offence.Date > last) continue;
            if (catalogue.Find(offence.Code)?.Group == OffenceCatalogue.BreachGroup) breached = true;
            else if (first is null || offence.Date < first) first = offence.Date;
        }
        var (from, to) = (asOf.DayNumber + 1, (first ?? last).DayNumber);
        var custody = later.CustodyAsOf(known).Select(spell => (First: spell.From.DayNumber, Last: spell.To?.DayNumber ?? int.MaxValue)).ToList();
        DaySpans.Merge(custody);
        var days = to - from + 1 - DaySpans.Between(custody, from, to);
        // Who died after the follow-up had all of it.
        return new LaterOutcome(first is not null, breached, days, later.Offender is { Deceased: true } offender && !(offender.DiedOn > last));
    }
}
