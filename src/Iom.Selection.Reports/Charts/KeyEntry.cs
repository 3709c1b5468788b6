using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Charts;

/// <summary>An entry of a picture's key: a swatch as it is drawn, and what it stands for.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Style">How it is drawn, from 1: colour, dash and mark go together, so that none needs the colour.</param>
/// <param name="Kind">What is drawn.</param>
internal sealed record KeyEntry(string Label, int Style, KeyKind Kind = KeyKind.Area)
{
    /// <summary>As markup.</summary>
    public Html Render() => Html.Of($"<li><svg viewBox=\"0 0 28 14\" width=\"28\" height=\"14\" aria-hidden=\"true\">{Swatch()}</svg> {Label}</li>");

    private Html Swatch() => Kind switch
    {
        KeyKind.Area => Html.Of($"<rect class=\"a{Style}\" x=\"1\" y=\"1\" width=\"26\" height=\"12\"/>"),
        KeyKind.Line => Html.Of($"<path class=\"l{Style}\" d=\"M1 7H27\"/>"),
        KeyKind.Mark => Mark.Render(Style, 14, 7),
    };
}
