namespace Iom.Selection.Policies;

/// <summary>How much may change between two runs before somebody should look why; each in per cent, crossed when the change is greater.</summary>
/// <param name="ChurnPercent">Of everybody in either run's standing cohort, how many are in one of them only.</param>
/// <param name="BandShiftPercent">Of the people with points in both runs, how many have other points by one factor.</param>
/// <param name="MissingPercent">By how many percentage points the share of people with something missing grew.</param>
public sealed record DriftThresholds(int ChurnPercent, int BandShiftPercent, int MissingPercent);
