namespace Iom.Selection.Reports.Charts;

/// <summary>A bar of a list.</summary>
/// <param name="Label">The words on its left.</param>
/// <param name="Value">Its length.</param>
/// <param name="Style">Colour and mark, from 1.</param>
/// <param name="Text">The words at its end.</param>
internal sealed record Bar(string Label, double Value, int Style, string Text)
{
    /// <summary>The lower end of its interval; with one it is drawn as a mark.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end.</summary>
    public double? High { get; init; }
}
