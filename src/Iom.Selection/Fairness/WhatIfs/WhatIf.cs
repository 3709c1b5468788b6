using Iom.Selection.Fairness.Groups;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Whom the run would have proposed had the matrix been another: the selection by group.</summary>
/// <remarks>Of everybody who is a ranked non-member in the run or would be; places and entry line as they are.</remarks>
/// <param name="Id">The factor left out, or the alternative of the policy.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsFactor">Whether a factor gives no points, all else being as it is; else it is an alternative of the policy.</param>
/// <param name="StaysCount">How many of those proposed would be proposed too.</param>
/// <param name="Selection">Proposed, of ranked non-members.</param>
public sealed record WhatIf(string Id, string Title, bool IsFactor, int StaysCount, RateTable Selection);
