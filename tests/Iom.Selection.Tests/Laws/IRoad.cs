using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>A way from people's histories to a ranking. There are two, one person after another and a batch of files, and the laws hold on both.</summary>
public interface IRoad
{
    /// <summary>Ranks everybody.</summary>
    /// <returns>The rows of the ranking, in order.</returns>
    IReadOnlyList<Ranked> Rank(Scenario scenario);
}

/// <summary>What a ranking says of somebody.</summary>
/// <param name="Id">Who.</param>
/// <param name="Rank">The rank; null for those not ranked.</param>
/// <param name="Recommendation">The recommendation, by its word.</param>
/// <param name="Cohort">The cohort; empty for none.</param>
/// <param name="IsMember">Whether a member.</param>
/// <param name="IsFlagged">Whether flagged.</param>
/// <param name="IsTied">Whether the draw cut a tie that the person is in.</param>
/// <param name="Total">The points that are known; null for those not ranked.</param>
/// <param name="Most">The points that there may be.</param>
/// <param name="IsProvisional">Whether provisional.</param>
/// <param name="Points">The points of each factor, one after another.</param>
/// <param name="Reason">The codes of the reasons.</param>
public sealed record Ranked(
    string Id, int? Rank, string Recommendation, string Cohort, bool IsMember, bool IsFlagged, bool IsTied, int? Total, int? Most, bool? IsProvisional, string Points, string Reason);
