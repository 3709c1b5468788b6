namespace Iom.Selection.Learning.Problem;

/// <summary>The points that one step may give.</summary>
/// <remarks>Unit: points. Both 0 forbids the step; both alike fixes it. The default value is a forbidden step.</remarks>
/// <param name="Lowest">The fewest, -100 to 100.</param>
/// <param name="Highest">The most, <paramref name="Lowest"/> to 100.</param>
public readonly record struct PointBounds(int Lowest, int Highest)
{
    /// <summary>The largest number of points of a step, either way.</summary>
    public const int Limit = 100;

    /// <summary>Whether the step gives points in every card.</summary>
    internal bool IsRequired => Lowest > 0 || Highest < 0;

    /// <summary>The points nearest to none.</summary>
    internal int NearestToNone => Math.Clamp(0, Lowest, Highest);
}
