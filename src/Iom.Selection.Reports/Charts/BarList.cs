using Iom.Selection.Explanations;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Charts;

/// <summary>Level bars, or marks with intervals, one below the other, each with its words on the left.</summary>
/// <param name="Unit">What the length is, with its unit.</param>
/// <param name="Bars">The bars, from the top.</param>
internal sealed record BarList(string Unit, IReadOnlyList<Bar> Bars)
{
    private const double Width = 640, Left = 286, Right = 62, RowHeight = 24, Top = 42;
    private const int LabelLength = 42;
    private const int TicksWanted = 5;

    /// <summary>The greatest length; found from the bars where it is not given.</summary>
    public double? Most { get; init; }

    /// <summary>Upright lines of reference.</summary>
    public IReadOnlyList<(double At, string Label)> Lines { get; init; } = [];

    /// <summary>Behind which bar a gap is left: where a line runs through the list; null for none.</summary>
    public int? GapAfter { get; init; }

    /// <summary>The words in the gap.</summary>
    public string GapText { get; init; } = "";

    /// <summary>As markup.</summary>
    public Html Render(ExplanationTexts texts)
    {
        if (Bars.Count == 0) return Html.Of($"<p class=\"note\">{texts.Phrase("page.nothingToDraw")}</p>");
        var most = Most ?? Bars.Max(bar => Math.Max(bar.Value, bar.High ?? bar.Value));
        most = Math.Max(most, Lines.Select(line => line.At).DefaultIfEmpty(0).Max());
        if (most <= 0) most = 1;
        var height = Top + RowHeight * (Bars.Count + (GapAfter is null ? 0 : 1)) + 8;
        double X(double value) => Left + Math.Clamp(value, 0, most) / most * (Width - Left - Right);
        double Y(int i) => Top + RowHeight * (i + (i > GapAfter ? 1 : 0));
        return Html.Of($"""
            <svg class="plot" viewBox="0 0 {Width} {height}" role="img" aria-label="{texts.Phrase("page.picture", Unit)}">
            <text class="axis" x="{Left}" y="14">{Unit}</text>
            {Ticks.Between(0, most, TicksWanted).Select(tick => Html.Of($"<path class=\"grid\" d=\"M{X(tick)} {Top - 4}V{height}\"/><text class=\"tick mid\" x=\"{X(tick)}\" y=\"{Top - 10}\">{Ticks.Text(tick)}</text>"))}
            {Bars.Select((bar, i) => Draw(bar, Y(i), X))}
            {(GapAfter is { } gap ? Html.Of($"<path class=\"cut\" d=\"M0 {Y(gap) + RowHeight + 16}H{Width}\"/><text class=\"cuttext\" x=\"0\" y=\"{Y(gap) + RowHeight + 12}\">{GapText}</text>") : Html.Empty)}
            {Lines.Select(line => Html.Of($"<path class=\"reference\" d=\"M{X(line.At)} {Top - 4}V{height}\"/>"))}
            </svg>
            """);
    }

    private static Html Draw(Bar bar, double y, Func<double, double> x) => Html.Of($"""
        <text class="label" x="0" y="{y + 16}">{Short(bar.Label)}</text>{Shape(bar, y, x)}<text class="tick" x="{Math.Max(x(bar.Value), bar.High is { } high ? x(high) : 0) + 9}" y="{y + 16}">{bar.Text}</text>
        """);

    private static Html Shape(Bar bar, double y, Func<double, double> x) => bar is { Low: { } low, High: { } high }
        ? Html.Of($"<path class=\"whisker\" d=\"M{x(low)} {y + 12}H{x(high)}\"/>{Mark.Render(bar.Style, x(bar.Value), y + 12)}")
        : Html.Of($"<rect class=\"a{bar.Style}\" x=\"{Left}\" y=\"{y + 4}\" width=\"{x(bar.Value) - Left}\" height=\"16\"/>");

    private static string Short(string label) => label.Length <= LabelLength ? label : label[..(LabelLength - 1)] + "…";
}
