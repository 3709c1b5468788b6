namespace Iom.Selection.Scoring;

/// <summary>By how many points a total changes: the least and the most.</summary>
/// <remarks>The default value is no change.</remarks>
/// <param name="Least">In points; negative where a policy's points fall as offending rises.</param>
/// <param name="Most">In points; not less than <paramref name="Least"/>.</param>
public readonly record struct AddedPoints(int Least, int Most);
