namespace Iom.Selection.Learning.Problem;

/// <summary>A measure as learning sees it: ordered levels, and the points that each step from one to the next may give.</summary>
/// <remarks>Level 0 gives nothing; whoever has level v has taken the steps 1 to v, and gets the points of all of them.</remarks>
public sealed record LearningMeasure
{
    /// <summary>How many levels a measure may have.</summary>
    public const int MaxLevels = 256;

    /// <summary>Makes a measure.</summary>
    /// <param name="id">What it is called.</param>
    /// <param name="steps">The bounds of each step, from the lowest; at most <see cref="MaxLevels"/> - 1.</param>
    /// <exception cref="ArgumentException">There are too many steps, or bounds that are out of range or cross.</exception>
    public LearningMeasure(string id, IEnumerable<PointBounds> steps)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(steps);
        (Id, Steps) = (id, [.. steps]);
        if (Steps.Count >= MaxLevels) throw new ArgumentException($"A measure has at most {MaxLevels} levels; {id} has {Steps.Count + 1}.", nameof(steps));
        if (Steps.Any(step => step.Lowest > step.Highest || step.Lowest < -PointBounds.Limit || step.Highest > PointBounds.Limit))
            throw new ArgumentException($"Points of a step are -{PointBounds.Limit} to {PointBounds.Limit}, the lowest not above the highest; those of {id} are not.", nameof(steps));
    }

    /// <summary>What it is called.</summary>
    public string Id { get; }

    /// <summary>The bounds of each step, from the lowest.</summary>
    public IReadOnlyList<PointBounds> Steps { get; }
}
