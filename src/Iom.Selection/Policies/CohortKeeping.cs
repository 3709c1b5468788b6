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
        if (rules.BelowExitReviews is { } reviews) yield return ("deselection.belowExitReviews", Text(reviews), Says($"A ground to leave: below the exit line at {reviews} reviews without a break."));
        if (rules.DesistanceMonths is { } desistance) yield return ("deselection.desistanceMonths", Text(desistance), Says($"A ground to leave: no offence proven for {desistance} months at liberty."));
        if (rules.ManagedElsewhere is { } elsewhere)
        {
            string[] whose =
            [
                .. elsewhere.MappaLevels.IsEmpty ? Array.Empty<string>() : [$"MAPPA level {string.Join(" or ", elsewhere.MappaLevels.Select(Vocabulary.Word))}"],
                .. elsewhere.Youth ? ["youth justice"] : Array.Empty<string>(),
                .. elsewhere.CustodyMonths is { } custody ? [Says($"more than {custody} months of custody ahead")] : Array.Empty<string>(),
            ];
            yield return ("deselection.managedElsewhere", string.Join(", ", whose), $"A ground to leave: managed elsewhere ({string.Join(", ", whose)}).");
        }
        if (rules.MinimumMonths is { } minimum) yield return ("deselection.minimumMonths", Text(minimum), Says($"A reason to wait: less than {minimum} months in the cohort."));
        if (rules.RecentMonths is { } recent) yield return ("deselection.recentMonths", Text(recent), Says($"A reason to wait: an offence proven, a breach or a recall in the last {recent} months."));
        if (rules.OpenCaseMonths is { } open) yield return ("deselection.openCaseMonths", Text(open), Says($"A reason to wait: a case that is not decided, for {open} months from the offence."));
        if (rules.SupportMonths is { } support) yield return ("deselection.supportMonths", Text(support), Says($"A reason to wait: support under way, for {support} months from its beginning."));
        if (rules.Approach is { } approach)
        {
            yield return ("deselection.approach", Says($"{approach.Missed} of {approach.OfLatest} in {approach.Months} months"),
                Says($"Another approach for a time: {approach.Missed} or more of the latest {approach.OfLatest} contacts that count not kept, in {approach.Months} months, while support was there."));
        }
    }

    private static IEnumerable<(string, string, string)> Review(ReviewRules? rules)
    {
        if (rules is null) yield break;
        yield return ("review.maximumWeeks", Text(rules.MaximumWeeks), Says($"Every member is reviewed at least every {rules.MaximumWeeks} weeks."));
        foreach (var band in rules.Risk)
        {
            var weeks = string.Join(", ", rules.Engagement.Bands.Select((other, i) => Says($"{other.Id} {band.Weeks[i]}")).Append(Says($"not known {band.WeeksNotKnown}")));
            yield return ($"review.risk[{band.Id}]", Says($"from {band.From}: {weeks}"), Says($"From {band.From} points ({band.Id}) by engagement every so many weeks: {weeks}."));
        }
        var bands = string.Join(", ", rules.Engagement.Bands.Select(band => Says($"{band.Id} from {band.FromPercent}%")));
        yield return ("review.engagement", Says($"{rules.Engagement.Months} months, {rules.Engagement.LeastContacts} contacts: {bands}"),
            Says($"Engagement is the share of contacts kept in {rules.Engagement.Months} months, from {rules.Engagement.LeastContacts} contacts on: {bands}."));
        yield return ("review.waitingDays", Text(rules.WaitingDays), Says($"A gap in the plan: waiting for support for more than {rules.WaitingDays} days."));
        yield return ("review.comingDays", Text(rules.ComingDays), Says($"Ends of supervision and releases are listed {rules.ComingDays} days ahead."));
        if (rules.Drift is { } drift)
        {
            yield return ("review.drift", Says($"{drift.ChurnPercent}, {drift.BandShiftPercent}, {drift.MissingPercent}"),
                Says($"Two runs are warned of above {drift.ChurnPercent}% of the cohort changed, {drift.BandShiftPercent}% with other points by one factor, {drift.MissingPercent} points more with something missing."));
        }
    }

    private static IEnumerable<(string, string, string)> Panel(PanelRules? rules)
    {
        if (rules is null) yield break;
        var agencies = string.Join(", ", rules.Agencies.Select(agency => agency.Aliases.IsEmpty ? agency.Id : $"{agency.Id} (also {string.Join(", ", agency.Aliases)})"));
        yield return ("panel.agencies", agencies, $"Agencies of the panel, each with one voice: {agencies}.");
        yield return ("panel.leastToDeselect", Text(rules.LeastToDeselect), Says($"Someone is let go when more agencies say so than say retain, and at least {rules.LeastToDeselect} say so."));
        yield return ("panel.leastToSelect", Text(rules.LeastToSelect), Says($"Someone is taken on when more agencies say so than say decline, and at least {rules.LeastToSelect} say so."));
        yield return ("panel.deferWeeks", Text(rules.DeferWeeks), Says($"A reasoned objection defers by {rules.DeferWeeks} weeks, once."));
        if (rules.Alarm is { } alarm)
        {
            yield return ("panel.agreementAlarm", Says($"{alarm.AbovePercent}% of {alarm.LeastDecisions}"),
                Says($"Alarm when panels agree with surely more than {alarm.AbovePercent}% of the recommendations, from {alarm.LeastDecisions} decisions on."));
        }
    }

    private static IEnumerable<(string, string, string)> Retention(RetentionRules? rules)
    {
        if (rules is null) yield break;
        yield return ("retention.runMonths", Text(rules.RunMonths), Says($"The files of a run are kept {rules.RunMonths} months."));
        yield return ("retention.decisionMonths", Text(rules.DecisionMonths), Says($"What a decision says is kept {rules.DecisionMonths} months."));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Says(FormattableString text) => FormattableString.Invariant(text);
}
