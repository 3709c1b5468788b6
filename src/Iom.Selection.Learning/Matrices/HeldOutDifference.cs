namespace Iom.Selection.Learning.Matrices;

/// <summary>By how much one list of chances is better than another on rows held out: below 0 where the first is.</summary>
/// <param name="Loss">In the mean log loss.</param>
/// <param name="Brier">In the Brier score.</param>
public readonly record struct HeldOutDifference(PairedDifference Loss, PairedDifference Brier);
