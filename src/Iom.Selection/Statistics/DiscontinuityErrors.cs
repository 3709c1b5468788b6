namespace Iom.Selection.Statistics;

/// <summary>How the scatter of outcomes is found.</summary>
internal enum DiscontinuityErrors
{
    /// <summary>By each one's three nearest neighbours.</summary>
    NearestNeighbours,

    /// <summary>By the residuals of the fit.</summary>
    Hc0,

    /// <summary>The same, for the degrees of freedom.</summary>
    Hc1,

    /// <summary>The same, for each one's own pull on the fit.</summary>
    Hc2,

    /// <summary>The same, more strongly.</summary>
    Hc3,
}
