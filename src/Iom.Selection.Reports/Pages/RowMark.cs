using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Pages;

/// <summary>A word that marks a row of a list.</summary>
/// <param name="Text">The word.</param>
/// <param name="IsHot">Whether people should look at it first.</param>
/// <param name="IsShown">Whether it stands in the row; the list can be filtered by it either way.</param>
internal sealed record RowMark(string Text, bool IsHot = false, bool IsShown = true)
{
    /// <summary>As markup.</summary>
    public Html Render() => !IsShown ? Html.Empty : IsHot ? Html.Of($"<span class=\"tag hot\">{Text}</span>") : Html.Of($"<span class=\"tag\">{Text}</span>");
}
