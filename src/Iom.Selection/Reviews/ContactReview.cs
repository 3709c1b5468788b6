using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Iom.Selection.Statistics;

namespace Iom.Selection.Reviews;

/// <summary>Which contacts count, and what they say.</summary>
internal static class ContactReview
{
    /// <summary>How somebody engaged over the policy's window.</summary>
    public static Engagement Engagement(EngagementRules rules, ReviewContext context, CaseFile file, DateOnly asOf)
    {
        var contacts = file.ContactsAsOf(asOf).Where(contact => MonthWindow.Contains(contact.Date, asOf, rules.Months)).ToArray();
        var counted = contacts.Where(contact => Counts(contact, context, file, asOf)).ToArray();
        var (required, voluntary) = (Of(counted.Where(IsRequired)), Of(counted.Where(contact => !IsRequired(contact))));
        var all = Of(counted);
        var band = all.Of < rules.LeastContacts ? null : rules.Bands.Last(band => band.FromPercent * all.Of <= 100L * all.Count).Id;
        return new Engagement(required, voluntary, contacts.Length - counted.Length, band);

        static Proportion Of(IEnumerable<Contact> some) => new(some.Count(contact => contact.Outcome == ContactOutcome.Kept), some.Count());
    }

    /// <summary>Whether somebody does not engage with support that was really there; null where that can't be said.</summary>
    public static ApproachFinding? Approach(ApproachRule rule, ReviewContext context, CaseFile file, DateOnly asOf)
    {
        // While anything that is needed is not there, whoever has not supplied it, missing contacts says nothing of the person.
        if (Pathways.AllThereSince(file.Support, asOf) is not { } began) return null;

        // Someone whom no order or licence binds declines what is voluntary; nobody is worked against for that.
        var isBound = file.Offender.Supervision == Supervision.Statutory && IsSupervised(asOf, context, file, asOf);
        var latest = file.ContactsAsOf(asOf)
            .Where(contact => contact.Date >= began && MonthWindow.Contains(contact.Date, asOf, rule.Months) && IsRequired(contact) == isBound && Counts(contact, context, file, asOf))
            // Of one day, those that were kept are taken for the later: that says least against anybody.
            .OrderByDescending(contact => contact.Date).ThenBy(contact => contact.Outcome).ThenBy(contact => contact.ContactId, Utf8Ordinal.Comparer)
            .Take(rule.OfLatest).ToArray();
        var missed = latest.Where(contact => contact.Outcome != ContactOutcome.Kept).ToArray();
        if (missed.Length < rule.Missed) return null;

        return new ApproachFinding(
            isBound ? ApproachAdvice.CatchAndConvict : ApproachAdvice.OfferAgain, missed.Length, latest.Length, began,
            FallsAway(missed[rule.Missed - 1].Date, asOf, rule.Months, day => !isBound || IsSupervised(day, context, file, asOf)), ToKeep(latest, rule),
            [.. missed.Select(contact => new RecordReference("contact", contact.ContactId, contact.Date))
                .Concat(file.Support.Select(record => SupportOnDate.On(record, asOf)).Where(support => support.Status == SupportStatus.Active).Select(support => new RecordReference("support", support.Record.Pathway, support.Record.StartedOn))).Order()]);
    }

    /// <summary>Whether a contact says anything of how somebody engages. What is nobody's fault never counts against anybody.</summary>
    public static bool Counts(Contact contact, ReviewContext context, CaseFile file, DateOnly asOf) => contact.Outcome switch
    {
        _ when IsRequired(contact) && !IsSupervised(contact.Date, context, file, asOf) => false,
        ContactOutcome.Kept => true,
        ContactOutcome.Excused or ContactOutcome.CancelledByAgency => false,
        _ when IsAway(contact.Date, file, asOf) => false,
        // Nobody can be in for a visit that nobody knew of; so with a test nobody knew of.
        ContactOutcome.NotAtHome => contact.Kind is ContactKind.Appointment or ContactKind.PlannedVisit,
        ContactOutcome.Missed => contact.Kind != ContactKind.RandomVisit,
        _ => true,
    };

    private static bool IsRequired(Contact contact) => contact.Required is ContactRequirement.Order or ContactRequirement.Licence;

    // What an order or a licence requires is required while one is active; whether one was is not known without the file.
    private static bool IsSupervised(DateOnly day, ReviewContext context, CaseFile file, DateOnly asOf) =>
        !context.Supplied.HasFlag(ReviewExtracts.Supervision) || file.Supervisions.Any(period => period.IsActiveOn(day, asOf));

    // Since when somebody has been where the extract says they are is not known without a spell: then no day counts against them.
    private static bool IsAway(DateOnly day, CaseFile file, DateOnly asOf) =>
        file.Offender.Location == Location.Hospital
        || file.CustodyAsOf(asOf).Any(spell => spell.Includes(day))
        || (file.Offender.Location == Location.Custody && !file.CustodyAsOf(asOf).Any(spell => spell.Includes(asOf)));

    // The day on which so many missed contacts are no longer in the window that there are too few, or on which nobody is bound any more: with nothing
    // new the change is over then.
    private static DateOnly FallsAway(DateOnly contact, DateOnly asOf, int months, Func<DateOnly, bool> goesOn)
    {
        var day = asOf;
        while (MonthWindow.Contains(contact, day, months) && goesOn(day) && day < DateOnly.MaxValue) day = day.AddDays(1);
        return day;
    }

    // Each contact kept from now on takes the place of the oldest of the latest, once there are enough of them.
    private static int ToKeep(Contact[] latest, ApproachRule rule)
    {
        for (var kept = 1; ; kept++)
        {
            if (latest.Take(rule.OfLatest - kept).Count(contact => contact.Outcome != ContactOutcome.Kept) < rule.Missed) return kept;
        }
    }
}
