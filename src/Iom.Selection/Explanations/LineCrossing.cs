namespace Iom.Selection.Explanations;

/// <summary>A day on which a line is crossed if nothing new happens.</summary>
/// <param name="Date">The first day on the other side.</param>
/// <param name="Line">Which line.</param>
/// <param name="IsBelow">Whether the person is then below it; else at or above it.</param>
public sealed record LineCrossing(DateOnly Date, PolicyLine Line, bool IsBelow);
