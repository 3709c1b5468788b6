namespace Iom.Selection.Statistics;

/// <summary>How much those nearer the line count.</summary>
internal enum DiscontinuityKernel
{
    /// <summary>Falling in a straight line to nothing at the bandwidth.</summary>
    Triangular,

    /// <summary>All alike.</summary>
    Uniform,

    /// <summary>Falling as a parabola.</summary>
    Epanechnikov,
}
