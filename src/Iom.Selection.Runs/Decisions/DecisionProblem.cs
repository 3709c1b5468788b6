namespace Iom.Selection.Runs.Decisions;

/// <summary>Why a decision can't be recorded as it is.</summary>
/// <param name="Column">The column of the chair's list that is to be put right.</param>
/// <param name="Message">What is wrong, with the column's name and without what stands there.</param>
public sealed record DecisionProblem(string Column, string Message);
