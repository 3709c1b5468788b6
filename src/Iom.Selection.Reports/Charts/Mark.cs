using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Charts;

/// <summary>Marks by style, told apart by their shape as well as by their colour.</summary>
internal static class Mark
{
    /// <summary>Draws one.</summary>
    public static Html Render(int style, double x, double y) => (style % 4) switch
    {
        1 => Html.Of($"<circle class=\"a{style}\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"),
        2 => Html.Of($"<rect class=\"a{style}\" x=\"{x - 5}\" y=\"{y - 5}\" width=\"10\" height=\"10\"/>"),
        3 => Html.Of($"<path class=\"a{style}\" d=\"M{x} {y - 6}L{x + 6} {y + 5}H{x - 6}Z\"/>"),
        _ => Html.Of($"<path class=\"a{style}\" d=\"M{x} {y - 7}L{x + 7} {y}L{x} {y + 7}L{x - 7} {y}Z\"/>"),
    };
}
