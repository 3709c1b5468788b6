using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Reviews;
using Iom.Selection.Statistics;

namespace Iom.Selection.Decisions;

/// <summary>How panels' decisions stand to what was recommended: people who always agree may have stopped deciding.</summary>
public sealed record DecisionReport
{
    private DecisionReport()
    {
    }

    /// <summary>All decisions.</summary>
    public required AgreementCount All { get; init; }

    /// <summary>By the recommendation, in the order of the words.</summary>
    public required ImmutableArray<AgreementCount> ByRecommendation { get; init; }

    /// <summary>By the agency that answers for the decision, by name.</summary>
    public required ImmutableArray<AgreementCount> ByAgency { get; init; }

    /// <summary>By each ground of the recommendation, by name; a decision with several grounds is in each.</summary>
    public required ImmutableArray<AgreementCount> ByGround { get; init; }

    /// <summary>Whether there is too much agreement by the policy; null where the policy says nothing of it.</summary>
    public required bool? IsAlarm { get; init; }

    /// <summary>Makes the report.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="alarm">When so much agreement is an alarm; null = never.</param>
    /// <returns>The report.</returns>
    public static DecisionReport Create(IEnumerable<RecordedDecision> decisions, AgreementAlarm? alarm = null)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var all = decisions.ToArray();
        var total = Count("all", all);
        return new DecisionReport
        {
            All = total,
            ByRecommendation = By(decision => [decision.Recommendation]),
            ByAgency = By(decision => [decision.Agency]),
            ByGround = By(decision => decision.Grounds.Distinct(StringComparer.Ordinal)),
            // The whole interval above the line, so that a few decisions that happen to agree raise nothing.
            IsAlarm = alarm is null ? null : total.Agreed.Of >= alarm.LeastDecisions && total.Agreed.Lower * 100 > alarm.AbovePercent,
        };

        ImmutableArray<AgreementCount> By(Func<RecordedDecision, IEnumerable<string>> keys) =>
            [.. all.SelectMany(decision => keys(decision).Select(key => (key, decision))).GroupBy(pair => pair.key, pair => pair.decision, StringComparer.Ordinal)
                .OrderBy(some => some.Key, Utf8Ordinal.Comparer).Select(some => Count(some.Key, [.. some]))];
    }

    /// <summary>How a decision stands to a recommendation.</summary>
    /// <param name="decision">What was decided.</param>
    /// <param name="recommendation">The word that was recommended.</param>
    /// <returns>The direction.</returns>
    /// <exception cref="ArgumentException">It is not a word of a ranking or a review.</exception>
    public static DecisionDirection DirectionOf(PanelDecision decision, string recommendation)
    {
        var implied = Implied(recommendation) ?? throw new ArgumentException("Not a recommendation.", nameof(recommendation));
        if (decision == PanelDecision.Defer) return DecisionDirection.Deferred;
        if (decision == implied) return DecisionDirection.Agreed;
        return decision switch
        {
            PanelDecision.Select => DecisionDirection.TowardJoining,
            PanelDecision.Decline => DecisionDirection.AgainstJoining,
            // Someone who was to be taken on, or not, and is spoken of as a member: staying is joining.
            _ when implied is PanelDecision.Select or PanelDecision.Decline => decision == PanelDecision.Deselect ? DecisionDirection.AgainstJoining : DecisionDirection.TowardJoining,
            _ => decision > implied ? DecisionDirection.TowardLeaving : DecisionDirection.TowardStaying,
        };
    }

    /// <summary>Whether a word is one of a ranking or a review.</summary>
    /// <param name="word">The word.</param>
    /// <returns>True for the words of <see cref="Recommendation"/> and <see cref="ReviewRecommendation"/>.</returns>
    public static bool IsRecommendation(string word) => Implied(word) is not null;

    /// <summary>Whether a decision follows a recommendation.</summary>
    /// <param name="decision">What was decided.</param>
    /// <param name="recommendation">The word that was recommended.</param>
    /// <returns>True where it is what the recommendation comes to; to put it off is not.</returns>
    public static bool Follows(PanelDecision decision, string recommendation) => decision == Implied(recommendation);

    // What a recommendation comes to if the panel agrees.
    private static PanelDecision? Implied(string word)
    {
        if (Vocabulary.TryParse<ReviewRecommendation>(word, out var review))
        {
            return review switch
            {
                ReviewRecommendation.Retain => PanelDecision.Retain,
                ReviewRecommendation.ChangeApproach => PanelDecision.ChangeApproach,
                _ => PanelDecision.Deselect,
            };
        }
        if (!Vocabulary.TryParse<Recommendation>(word, out var recommendation)) return null;
        return recommendation switch
        {
            Recommendation.Select => PanelDecision.Select,
            // Only a review recommends that somebody leaves: below the exit line, the ranking still keeps the place.
            Recommendation.BelowExit => PanelDecision.Retain,
            _ => PanelDecision.Decline,
        };
    }

    private static AgreementCount Count(string of, RecordedDecision[] decisions)
    {
        var directions = decisions.Select(decision => DirectionOf(decision.Decision, decision.Recommendation)).ToLookup(direction => direction);
        int Create(DecisionDirection direction) => directions[direction].Count();
        return new AgreementCount(
            of, new Proportion(Create(DecisionDirection.Agreed), decisions.Length - Create(DecisionDirection.Deferred)), Create(DecisionDirection.TowardLeaving), Create(DecisionDirection.TowardStaying),
            Create(DecisionDirection.TowardJoining), Create(DecisionDirection.AgainstJoining), Create(DecisionDirection.Deferred));
    }
}
