namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Who of a group would be proposed in one of two selections alone.</summary>
/// <param name="LostCount">Proposed in the run, and not in the trial.</param>
/// <param name="GainedCount">Proposed in the trial, and not in the run.</param>
/// <param name="P">The exact two-sided p of McNemar, 0 to 1.</param>
public sealed record SelectionChange(int LostCount, int GainedCount, double P);
