using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Panels;

/// <summary>Counts the voices of a panel: every agency's the same.</summary>
/// <remarks>
/// <para>
/// One agency has one voice at a meeting; an agency with two different views at one meeting has none until it takes one back, and is named. Who is absent
/// has none, and who abstains is present without one. The order of the rows does not matter. Someone is
/// let go when more agencies say so than say retain, and at least the policy's number says so; else the person stays. For taking someone on the
/// same holds. There is no other quorum, so that coming to a meeting never harms.
/// </para>
/// <para>
/// An agency that speaks against the change and gives its reason objects. An objection at a meeting, or in the policy's weeks before it, defers
/// the change; but not once those weeks have passed since the first meeting at which the change had its majority. So it defers once, to a
/// date that is named, and a voice against the change, at whatever meeting, never helps it.
/// </para>
/// </remarks>
public static class PanelMeetings
{
    /// <summary>What every meeting about a person came to.</summary>
    /// <param name="rules">The panel's rules.</param>
    /// <param name="file">The person's records.</param>
    /// <param name="asOf">The as-of date; later meetings have not been.</param>
    /// <returns>A meeting each, by date. Views of agencies that the panel does not list have no voice.</returns>
    public static IReadOnlyList<PanelOutcome> CountVotes(PanelRules rules, CaseFile file, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(file);
        var outcomes = new List<PanelOutcome>();
        var firstMajorities = new Dictionary<(PanelQuestion, DateOnly), DateOnly>();
        var objections = new Dictionary<(PanelQuestion, DateOnly), DateOnly>();
        foreach (var meeting in file.PanelViews.Where(view => view.MeetingDate <= asOf).GroupBy(view => view.MeetingDate).OrderBy(meeting => meeting.Key))
        {
            var byAgency = meeting.Select(view => (Agency: rules.IdOf(view.Agency), View: view)).Where(pair => pair.Agency is not null)
                .GroupBy(pair => pair.Agency!, pair => pair.View, StringComparer.Ordinal).OrderBy(views => views.Key, StringComparer.Ordinal)
                .ToLookup(views => views.Select(view => view.Stance).Distinct().Count() == 1);
            if (byAgency.Count == 0) continue;
            var views = byAgency[true].Select(views => Voice(views.Key, views)).ToArray();

            var term = Term(file.Memberships, meeting.Key);
            var (change, keep) = term.Question == PanelQuestion.Leaving ? (PanelStance.Deselect, PanelStance.Retain) : (PanelStance.Select, PanelStance.Decline);
            var (yes, no) = (views.Count(voice => voice.Stance == change), views.Count(voice => voice.Stance == keep));
            var hasMajority = yes > no && yes >= (term.Question == PanelQuestion.Leaving ? rules.LeastToDeselect : rules.LeastToSelect);
            if (hasMajority) firstMajorities.TryAdd(term, meeting.Key);
            if (views.Any(voice => voice.Stance == keep && voice.Reason is not null)) objections[term] = meeting.Key;

            var until = hasMajority ? DeferredUntil(meeting.Key, firstMajorities[term], objections.TryGetValue(term, out var objected) ? objected : null, rules.DeferWeeks) : null;
            var changes = hasMajority && until is null;
            outcomes.Add(new PanelOutcome(
                meeting.Key, term.Question, until is null ? Decision(term.Question, changes) : PanelDecision.Defer, Basis(yes, no, hasMajority),
                until, yes, no, views.Length - yes - no,
                [.. views.Select(voice => voice with { IsDissent = voice.Stance == (hasMajority ? keep : change) })])
            {
                Contradictory = [.. byAgency[false].Select(views => views.Key)],
            });
        }
        return outcomes;
    }

    private static PanelBasis Basis(int yes, int no, bool hasMajority) =>
        (hasMajority ? no : yes) == 0 ? PanelBasis.Consensus
        : yes == no ? PanelBasis.Tie
        : yes > no && !hasMajority ? PanelBasis.TooFew
        : PanelBasis.Majority;

    // To say the same once more without the reason takes no objection back; of several reasons the ordinally smallest stands.
    private static AgencyVote Voice(string agency, IEnumerable<PanelView> views) => new(
        agency, views.First().Stance, views.Select(view => view.Reason).Where(reason => !string.IsNullOrWhiteSpace(reason)).Order(Utf8Ordinal.Comparer).FirstOrDefault(), IsDissent: false);

    private static DateOnly? DeferredUntil(DateOnly meeting, DateOnly firstMajority, DateOnly? objection, int weeks)
    {
        if (objection is not { } objected) return null;
        var until = Min(Weeks(objected), Weeks(firstMajority));
        return until > meeting ? until : null;

        DateOnly Weeks(DateOnly from) => DateOnly.MaxValue.DayNumber - from.DayNumber < weeks * 7 ? DateOnly.MaxValue : from.AddDays(weeks * 7);
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;

    private static PanelDecision Decision(PanelQuestion question, bool changes) => question == PanelQuestion.Leaving
        ? changes ? PanelDecision.Deselect : PanelDecision.Retain
        : changes ? PanelDecision.Select : PanelDecision.Decline;

    // The day someone is taken on belongs to the question of joining, the day they leave to that of leaving.
    private static (PanelQuestion Question, DateOnly Since) Term(IReadOnlyList<Membership> memberships, DateOnly meeting)
    {
        var open = memberships.Where(membership => membership.From < meeting && !(membership.To < meeting)).ToArray();
        if (open.Length > 0) return (PanelQuestion.Leaving, CohortTime.Since(memberships, open.Min(membership => membership.From)));
        var ended = memberships.Where(membership => membership.To < meeting).Select(membership => membership.To!.Value).DefaultIfEmpty(DateOnly.MinValue).Max();
        return (PanelQuestion.Joining, ended);
    }
}
