namespace Iom.Selection.Learning;

/// <summary>The best card of each size.</summary>
/// <param name="Cards">By number of steps from 0 on; null where no card is allowed.</param>
/// <param name="NullLoss">The loss of one chance for everybody.</param>
public sealed record LearnedPath(IReadOnlyList<LearnedCard?> Cards, double NullLoss);
