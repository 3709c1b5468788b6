namespace Iom.Selection.Ranking;

/// <summary>A factor that gives a person other points by one policy than by another.</summary>
/// <param name="FactorId">The factor's id.</param>
/// <param name="Before">The points by the first policy; null if it has no such factor.</param>
/// <param name="After">The points by the second; null if it has no such factor.</param>
public sealed record FactorMove(string FactorId, int? Before, int? After);
