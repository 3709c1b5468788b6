namespace Iom.Selection.Learning.Matrices;

/// <summary>A number of the matrix that the records do not support.</summary>
/// <param name="Measure">The index of its measure.</param>
/// <param name="Step">The level from which it counts, from 1.</param>
/// <param name="Points">The points that the step gives, beyond the level below.</param>
/// <param name="Without">What leaving it out changes in the log loss of the test dates, a row: an interval that reaches 0 or lies below it is no support.</param>
public sealed record NumberSupport(int Measure, int Step, int Points, PairedDifference Without);
