namespace Iom.Selection.Statistics;

/// <summary>How a jump is estimated.</summary>
internal sealed record DiscontinuityOptions
{
    /// <summary>The degree of the local polynomial: 0, 1 or 2.</summary>
    public int Degree { get; init; } = 1;

    public DiscontinuityKernel Kernel { get; init; }

    public DiscontinuityErrors Errors { get; init; }

    /// <summary>Whether equal values count once where the scale of bandwidths is set.</summary>
    public bool CountsDistinct { get; init; } = true;

    /// <summary>The bandwidth; null to find it.</summary>
    public double? Bandwidth { get; init; }

    /// <summary>The bandwidth of the bias; null for the same.</summary>
    public double? BiasBandwidth { get; init; }
}
