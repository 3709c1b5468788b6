namespace Iom.Selection.Reports.Charts;

/// <summary>What a plot draws.</summary>
/// <param name="Kind">How.</param>
/// <param name="Label">What it stands for in the key; empty for none.</param>
/// <param name="Style">Colour, dash and mark, from 1.</param>
/// <param name="Points">Its points, from left to right.</param>
internal sealed record Series(SeriesKind Kind, string Label, int Style, IReadOnlyList<PlotPoint> Points)
{
    /// <summary>How wide a column is, in the unit of the axis.</summary>
    public double Width { get; init; } = 1;
}
