namespace Iom.Selection.Learning.Matrices;

/// <summary>One number of the matrix, changed.</summary>
/// <param name="Measure">The index of its measure.</param>
/// <param name="Step">The level from which it counts, from 1.</param>
/// <param name="From">The points that the step gives, beyond the level below.</param>
/// <param name="To">The points that it would give.</param>
/// <param name="Training">What it changes in the log loss of the learn dates, a row.</param>
/// <param name="Tested">What it changes on the test dates, a row, with an interval.</param>
public sealed record NumberChange(int Measure, int Step, int From, int To, double Training, PairedDifference Tested);
