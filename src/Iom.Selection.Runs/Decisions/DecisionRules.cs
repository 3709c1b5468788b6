using System.Globalization;
using Iom.Selection.Decisions;
using Iom.Selection.Foundation;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;

namespace Iom.Selection.Runs.Decisions;

/// <summary>What a decision must say to be recorded, and which of several are new: the same rules for a list of the chair, a log in a file and a log elsewhere.</summary>
public static class DecisionRules
{
    /// <summary>How long a text of a decision may be, in characters.</summary>
    public const int MaxTextLength = 4000;

    /// <summary>Looks at what a decision says.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>The first thing that is wrong with it; null where nothing is.</returns>
    public static DecisionProblem? FindProblem(RecordedDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (!DecisionReport.IsRecommendation(decision.Recommendation)) return new DecisionProblem("recommendation", "recommendation is not one that this tool gives");
        // Whoever goes another way says why: for the person concerned, and for those who come after.
        if (decision.Reason.Length == 0 && !DecisionReport.Follows(decision.Decision, decision.Recommendation))
            return new DecisionProblem("reason", "reason is empty, but the decision differs from the recommendation");
        if (!decision.Grounds.All(IsCode)) return new DecisionProblem("grounds", "grounds are not codes that this tool gives, separated by semicolons");
        foreach (var (column, text) in new[] { ("recommendation", decision.Recommendation), ("reason", decision.Reason), ("by", decision.By), ("role", decision.Role), ("agency", decision.Agency) })
        {
            if (text.Length > MaxTextLength) return new DecisionProblem(column, string.Create(CultureInfo.InvariantCulture, $"{column} is longer than {MaxTextLength} characters"));
        }
        return null;
    }

    /// <summary>Which decisions a log does not have yet.</summary>
    /// <remarks>
    /// Of decisions about one person on one day the last that is recorded stands. One that differs from it is new only if it says that it reverses it. What the log
    /// ends with already, in the same order and word for word, is not new.
    /// </remarks>
    /// <param name="decisions">The decisions to be recorded, in order.</param>
    /// <param name="recorded">What the log holds about a person and a day, in the order of the log.</param>
    /// <returns>Those to be added, in order.</returns>
    /// <exception cref="OppositeDecisionException">One differs from what stands about the same person and day.</exception>
    public static IReadOnlyList<RecordedDecision> FindNew(IReadOnlyList<RecordedDecision> decisions, Func<OffenderId, DateOnly, IReadOnlyList<RecordedDecision>> recorded)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(recorded);
        var isNew = new bool[decisions.Count];
        foreach (var about in decisions.Select((decision, index) => (decision, index)).GroupBy(pair => (pair.decision.OffenderId, pair.decision.Date)))
        {
            var listed = about.ToArray();
            var there = recorded(about.Key.OffenderId, about.Key.Date);
            var known = Math.Min(there.Count, listed.Length);
            while (known > 0 && !there.Skip(there.Count - known).Zip(listed, (was, now) => IsSame(was, now.decision)).All(same => same)) known--;
            var standing = there.Count == 0 ? null : there[^1];
            foreach (var (decision, index) in listed[known..])
            {
                if (standing is not null && IsSame(standing, decision)) continue;
                if (standing is not null && standing.Decision != decision.Decision && !decision.Reverses) throw new OppositeDecisionException(index);
                isNew[index] = true;
                standing = decision;
            }
        }
        return [.. decisions.Where((_, index) => isNew[index])];
    }

    private static bool IsSame(RecordedDecision one, RecordedDecision other) => one with { Reverses = false } == other with { Reverses = false };

    // The words of grounds, and the codes of a ranking's reasons: what reports print must not be what somebody typed.
    private static bool IsCode(string ground) => Vocabulary.TryParse<Ground>(ground, out _) || Vocabulary.TryParse<DeselectionBar>(ground, out _) || Vocabulary.TryParse<ApproachAdvice>(ground, out _)
        || Reason.IsCode(ground);
}
