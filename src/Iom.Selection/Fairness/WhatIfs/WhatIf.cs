using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Whom the run would have proposed had the matrix been another: the selection by group.</summary>
/// <remarks>Of everybody who is a ranked non-member in the run or would be; places and entry line as they are.</remarks>
/// <param name="Id">The factor left out, or the alternative of the policy.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsFactor">Whether a factor gives no points, all else being as it is; else it is an alternative of the policy.</param>
/// <param name="StaysCount">How many of those proposed would be proposed too.</param>
/// <param name="ProposedCount">How many would be proposed in all.</param>
/// <param name="Selection">Proposed, of ranked non-members. Its verdicts are no findings: it is about people who were not proposed.</param>
/// <param name="Changes">By group: who would lose the proposal and who would gain it, with the exact p of McNemar that as many would as not.</param>
/// <param name="AucDifference">How much better, or worse, its totals tell who came to the outcome, with its interval (DeLong, paired); null without outcomes or with too few.</param>
public sealed record WhatIf(
    string Id, string Title, bool IsFactor, int StaysCount, int ProposedCount, RateTable Selection, ImmutableArray<SelectionChange> Changes, DifferenceEstimate? AucDifference);
