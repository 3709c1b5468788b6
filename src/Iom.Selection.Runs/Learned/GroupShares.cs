using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Learned;

/// <summary>How many of a group come above the line on the test dates.</summary>
/// <param name="Group">The group.</param>
/// <param name="Own">By the partnership's own matrix.</param>
/// <param name="Learned">By the learned card.</param>
/// <param name="Least">By the card of least difference.</param>
public sealed record GroupShares(string Group, Proportion Own, Proportion Learned, Proportion Least);
