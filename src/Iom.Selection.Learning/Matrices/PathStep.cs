namespace Iom.Selection.Learning.Matrices;

/// <summary>The best card of one size.</summary>
/// <param name="Steps">How many steps may give points.</param>
/// <param name="Card">The card, learned on all learn dates.</param>
/// <param name="Gap">By what share of the bound its loss is above it; null where the bound is below 0.001 a row.</param>
/// <param name="HeldOut">Its figures on the choose dates, or on the folds where there are none.</param>
public sealed record PathStep(int Steps, LearnedCard Card, double? Gap, HeldOut HeldOut);
