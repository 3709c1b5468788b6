namespace Iom.Selection.Reports.Charts;

/// <summary>How a series is drawn.</summary>
internal enum SeriesKind
{
    /// <summary>A column from 0 for each point.</summary>
    Columns,

    /// <summary>A line through the points.</summary>
    Line,

    /// <summary>A line that keeps each value until the next.</summary>
    Steps,

    /// <summary>A mark for each point, with its interval.</summary>
    Points,
}
