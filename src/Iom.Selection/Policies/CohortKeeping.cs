using System.Globalization;
using Iom.Selection.Foundation;

namespace Iom.Selection.Policies;

/// <summary>What a policy says of how a cohort is kept: deselection, review, panel, retention, sentence by sentence.</summary>
public static class CohortKeeping
{
    /// <summary>Says it in sentences.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>In the order of the file; empty if the policy says nothing of it.</returns>
    public static IReadOnlyList<string> Sentences(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return [.. Rules(policy).Select(rule => rule.Sentence)];
    }

    /// <summary>Each rule: its place in the file, its value there, and what that means.</summary>
    internal static IEnumerable<(string Path, string Value, string Sentence)> Rules(Policy policy) =>
        [.. Deselection(policy.Deselection), .. Review(policy.Review), .. Panel(policy.Panel), .. Retention(policy.Retention)];

    private static IEnumerable<(string, string, string)> Deselection(DeselectionRules rules)
    {
        if (rules.BelowExitReviews is { } reviews) yield return ("deselection.belowExitReviews", Text(reviews), Says($"Ground for leaving: below the exit line at {Plural.Format(reviews, "review")} in a row."));
        if (rules.DesistanceMonths is { } desistance) yield return ("deselection.desistanceMonths", Text(desistance), Says($"Ground for leaving: no proven offence for {Plural.Format(desistance, "month")} at liberty."));
        if (rules.ManagedElsewhere is { } elsewhere)
        {
            string[] whose =
            [
                .. elsewhere.MappaLevels.IsEmpty ? Array.Empty<string>() : [$"MAPPA level {string.Join(" or ", elsewhere.MappaLevels.Select(Vocabulary.Word))}"],
                .. elsewhere.Youth ? ["youth justice"] : Array.Empty<string>(),
                .. elsewhere.CustodyMonths is { } custody ? [Says($"more than {Plural.Format(custody, "month")} of custody ahead")] : Array.Empty<string>(),
            ];
            yield return ("deselection.managedElsewhere", string.Join(", ", whose), $"Ground for leaving: managed elsewhere ({string.Join(", ", whose)}).");
        }
        if (rules.MinimumMonths is { } minimum) yield return ("deselection.minimumMonths", Text(minimum), Says($"Reason to wait: less than {Plural.Format(minimum, "month")} in the cohort."));
        if (rules.RecentMonths is { } recent) yield return ("deselection.recentMonths", Text(recent), Says($"Reason to wait: a proven offence, a breach or a recall in the last {Plural.Format(recent, "month")}."));
        if (rules.OpenCaseMonths is { } open) yield return ("deselection.openCaseMonths", Text(open), Says($"Reason to wait: an undecided case, for {Plural.Format(open, "month")} from the offence."));
        if (rules.SupportMonths is { } support) yield return ("deselection.supportMonths", Text(support), Says($"Reason to wait: support under way, for {Plural.Format(support, "month")} from its start."));
        if (rules.Approach is { } approach)
        {
            yield return ("deselection.approach", Says($"{approach.Missed} of {approach.OfLatest} in {approach.Months} months"),
                Says($"A different approach for a time: {approach.Missed} or more of the latest {approach.OfLatest} contacts that count missed, in {Plural.Format(approach.Months, "month")}, while support was in place."));
        }
    }

    private static IEnumerable<(string, string, string)> Review(ReviewRules? rules)
    {
        if (rules is null) yield break;
        yield return ("review.maximumWeeks", Text(rules.MaximumWeeks), Says($"Every member is reviewed at least every {Plural.Format(rules.MaximumWeeks, "week")}."));
        foreach (var band in rules.Risk)
        {
            var weeks = string.Join(", ", rules.Engagement.Bands.Select((other, i) => Says($"{other.Id} {band.Weeks[i]}")).Append(Says($"not known {band.WeeksNotKnown}")));
            yield return ($"review.risk[{band.Id}]", Says($"from {band.From}: {weeks}"), Says($"From {Plural.Format(band.From, "point")} ({band.Id}), weeks between reviews by engagement: {weeks}."));
        }
        var bands = string.Join(", ", rules.Engagement.Bands.Select(band => Says($"{band.Id} from {band.FromPercent}%")));
        yield return ("review.engagement", Says($"{rules.Engagement.Months} months, {rules.Engagement.LeastContacts} contacts: {bands}"),
            Says($"Engagement is the share of contacts kept in {Plural.Format(rules.Engagement.Months, "month")}, if there are at least {Plural.Format(rules.Engagement.LeastContacts, "contact")}: {bands}."));
        yield return ("review.waitingDays", Text(rules.WaitingDays), Says($"Gap in the plan: waiting for support for more than {Plural.Format(rules.WaitingDays, "day")}."));
        yield return ("review.comingDays", Text(rules.ComingDays), Says($"Releases and ends of supervision are listed {Plural.Format(rules.ComingDays, "day")} ahead."));
        if (rules.Drift is { } drift)
        {
            yield return ("review.drift", Says($"{drift.ChurnPercent}, {drift.BandShiftPercent}, {drift.MissingPercent}"),
                Says($"iom compare warns when more than {drift.ChurnPercent}% of the cohort changed, when more than {drift.BandShiftPercent}% have different points for a factor, or when missing information rises by more than {drift.MissingPercent} percentage points."));
        }
    }

    private static IEnumerable<(string, string, string)> Panel(PanelRules? rules)
    {
        if (rules is null) yield break;
        var agencies = string.Join(", ", rules.Agencies.Select(agency => agency.Aliases.IsEmpty ? agency.Id : $"{agency.Id} (also {string.Join(", ", agency.Aliases)})"));
        yield return ("panel.agencies", agencies, $"Agencies of the panel, each with one vote: {agencies}.");
        yield return ("panel.leastToDeselect", Text(rules.LeastToDeselect), Says($"Someone is deselected when more agencies vote for that than for staying, and at least {rules.LeastToDeselect} do."));
        yield return ("panel.leastToSelect", Text(rules.LeastToSelect), Says($"Someone is selected when more agencies vote for that than against, and at least {rules.LeastToSelect} do."));
        yield return ("panel.deferWeeks", Text(rules.DeferWeeks), Says($"An objection with a reason defers a decision by {Plural.Format(rules.DeferWeeks, "week")}, once."));
        if (rules.Alarm is { } alarm)
        {
            yield return ("panel.agreementAlarm", Says($"{alarm.AbovePercent}% of {alarm.LeastDecisions}"),
                Says($"Alarm when panels almost certainly agree with more than {alarm.AbovePercent}% of the recommendations, once there are {Plural.Format(alarm.LeastDecisions, "decision")}."));
        }
    }

    private static IEnumerable<(string, string, string)> Retention(RetentionRules? rules)
    {
        if (rules is null) yield break;
        yield return ("retention.runMonths", Text(rules.RunMonths), Says($"The files of a run are kept for {Plural.Format(rules.RunMonths, "month")}."));
        yield return ("retention.decisionMonths", Text(rules.DecisionMonths), Says($"What a decision says is kept for {Plural.Format(rules.DecisionMonths, "month")}."));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Says(FormattableString text) => FormattableString.Invariant(text);
}
