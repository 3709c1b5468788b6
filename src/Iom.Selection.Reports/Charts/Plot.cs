using Iom.Selection.Explanations;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Charts;

/// <summary>A picture with two axes of numbers: columns, lines, steps and points with intervals, and lines of reference.</summary>
/// <param name="XTitle">What runs to the right, with its unit.</param>
/// <param name="YTitle">What runs up, with its unit; it stands above the axis, level.</param>
internal sealed record Plot(string XTitle, string YTitle)
{
    private const double Width = 640, Height = 320, Left = 52, Right = 20, Top = 40, Bottom = 52;
    private const int TicksWanted = 6;

    /// <summary>The least and the greatest to the right; found from the series where it is not given.</summary>
    public (double From, double To)? XRange { get; init; }

    /// <summary>The least and the greatest up; from 0 to the greatest of the series where it is not given.</summary>
    public (double From, double To)? YRange { get; init; }

    /// <summary>What is drawn, in this order.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Upright lines of reference.</summary>
    public IReadOnlyList<(double At, string Label)> Lines { get; init; } = [];

    /// <summary>A line from corner to corner: what would be if nothing were known.</summary>
    public bool HasDiagonal { get; init; }

    /// <summary>The key of the series that have a label.</summary>
    public IReadOnlyList<KeyEntry> Key => [.. Series.Where(series => series.Label.Length > 0).Select(series => new KeyEntry(series.Label, series.Style, series.Kind switch
    {
        SeriesKind.Columns => KeyKind.Area,
        SeriesKind.Line or SeriesKind.Steps => KeyKind.Line,
        SeriesKind.Points => KeyKind.Mark,
    }))];

    /// <summary>As markup.</summary>
    public Html Render(ExplanationTexts texts)
    {
        var points = Series.SelectMany(series => series.Points).ToArray();
        if (points.Length == 0) return Html.Of($"<p class=\"note\">{texts.Phrase("page.nothingToDraw")}</p>");
        var x = XRange ?? (points.Min(point => point.X), points.Max(point => point.X));
        var y = YRange ?? (0, points.Max(point => Math.Max(point.Y, point.High ?? point.Y)));
        if (x.To <= x.From) x = (x.From - 1, x.From + 1);
        if (y.To <= y.From) y = (y.From, y.From + 1);
        double X(double value) => Left + (Math.Clamp(value, x.From, x.To) - x.From) / (x.To - x.From) * (Width - Left - Right);
        double Y(double value) => Height - Bottom - (Math.Clamp(value, y.From, y.To) - y.From) / (y.To - y.From) * (Height - Top - Bottom);

        return Html.Of($"""
            <svg class="plot" viewBox="0 0 {Width} {Height}" role="img" aria-label="{texts.Phrase("page.picture", $"{XTitle}; {YTitle}")}">
            <text class="axis" x="0" y="14">{YTitle}</text>
            {Ticks.Between(y.From, y.To, TicksWanted).Select(tick => Html.Of($"<path class=\"grid\" d=\"M{Left} {Y(tick)}H{Width - Right}\"/><text class=\"tick end\" x=\"{Left - 6}\" y=\"{Y(tick) + 4}\">{Ticks.Text(tick)}</text>"))}
            {Ticks.Between(x.From, x.To, TicksWanted).Select(tick => Html.Of($"<text class=\"tick mid\" x=\"{X(tick)}\" y=\"{Height - Bottom + 18}\">{Ticks.Text(tick)}</text>"))}
            <path class="base" d="M{Left} {Height - Bottom}H{Width - Right}"/><text class="axis mid" x="{(Left + Width - Right) / 2}" y="{Height - 10}">{XTitle}</text>
            {(HasDiagonal ? Html.Of($"<path class=\"diagonal\" d=\"M{X(x.From)} {Y(y.From)}L{X(x.To)} {Y(y.To)}\"/>") : Html.Empty)}
            {Series.Select(series => Draw(series, X, Y))}
            {Lines.Select((line, i) => Reference(X(line.At), line.Label, i))}
            </svg>
            """);
    }

    // A long label at the right edge stands to the left of its line.
    private static Html Reference(double x, string label, int i) => x > Width * 0.7
        ? Html.Of($"<path class=\"reference\" d=\"M{x} {Top - 18}V{Height - Bottom}\"/><text class=\"tick end\" x=\"{x - 5}\" y=\"{Top - 6 + i % 2 * 15}\">{label}</text>")
        : Html.Of($"<path class=\"reference\" d=\"M{x} {Top - 18}V{Height - Bottom}\"/><text class=\"tick\" x=\"{x + 5}\" y=\"{Top - 6 + i % 2 * 15}\">{label}</text>");

    private static Html Draw(Series series, Func<double, double> x, Func<double, double> y) => series.Kind switch
    {
        SeriesKind.Columns => Html.Join(series.Points.Where(point => point.Y != 0).Select(point =>
            Html.Of($"<rect class=\"a{series.Style}\" x=\"{x(point.X) + 0.5}\" y=\"{y(point.Y)}\" width=\"{Math.Max(1, x(point.X + series.Width) - x(point.X) - 1)}\" height=\"{y(0) - y(point.Y)}\"/>"))),
        SeriesKind.Line => Path(series.Style, series.Points.Select((point, i) => Html.Of($"{(i == 0 ? "M" : "L")}{x(point.X)} {y(point.Y)}"))),
        SeriesKind.Steps => Path(series.Style, series.Points.Select((point, i) => i == 0 ? Html.Of($"M{x(point.X)} {y(point.Y)}") : Html.Of($"H{x(point.X)}V{y(point.Y)}"))),
        SeriesKind.Points => Html.Join(series.Points.Select(point => Html.Of(
            $"{(point is { Low: { } low, High: { } high } ? Html.Of($"<path class=\"whisker\" d=\"M{x(point.X)} {y(low)}V{y(high)}\"/>") : Html.Empty)}{Mark.Render(series.Style, x(point.X), y(point.Y))}"))),
    };

    private static Html Path(int style, IEnumerable<Html> steps) => Html.Of($"<path class=\"l{style}\" d=\"{string.Concat(steps.Select(step => step.ToString()))}\"/>");
}
