
namespace Iom.Selection.Explanations;

/// <summary>What a factor gives from a day on, if nothing new happens.</summary>
/// <param name="Date">The first day.</param>
/// <param name="Points">The points from then on, with what is missing at its least.</param>
public sealed record PointsFrom(DateOnly Date, int Points);
