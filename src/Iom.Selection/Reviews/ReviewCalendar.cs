using System.Collections.Immutable;

namespace Iom.Selection.Reviews;

/// <summary>When a member is reviewed next, and what to look at then.</summary>
/// <param name="LastReviewed">The latest meeting at which the panel spoke of the member; the first day in the cohort before any.</param>
/// <param name="NextReview">The day by which the next is due: the last, and the policy's weeks for the two bands.</param>
/// <param name="RiskBand">The policy's band of the total.</param>
/// <param name="Weeks">The weeks between two reviews.</param>
/// <param name="IsOverdue">Whether the next review should have been before the as-of date.</param>
/// <param name="Coming">The dates ahead, in order.</param>
/// <param name="Gaps">What the plan lacks, by kind, then pathway.</param>
public sealed record ReviewCalendar(
    DateOnly LastReviewed, DateOnly NextReview, string RiskBand, int Weeks, bool IsOverdue, ImmutableArray<ComingDate> Coming, ImmutableArray<GapFinding> Gaps);
