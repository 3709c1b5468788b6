namespace Iom.Selection.Policies;

/// <summary>A step of a points table: from this value, these points, until the next band begins.</summary>
/// <param name="From">The lower end, included, in the unit of the measure.</param>
/// <param name="Points">The points it gives, 0 to 1000.</param>
public readonly record struct Band(decimal From, Points Points);
