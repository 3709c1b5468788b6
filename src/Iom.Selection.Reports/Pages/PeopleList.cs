using Iom.Selection.Explanations;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Pages;

/// <summary>The list of people that the page's script sorts and filters. What the script says stands in the table, so that it is translated with the rest.</summary>
internal static class PeopleList
{
    /// <summary>The end of the list.</summary>
    public static Html End => Html.Of($"</table></div>");

    /// <summary>The beginning of the list, up to its first row.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="caption">In which order the people stand.</param>
    /// <param name="columns">The columns, as their keys in the texts end.</param>
    public static Html Begin(ExplanationTexts texts, string caption, IEnumerable<string> columns) => Html.Of($"""
        <div class="wide"><table class="list" data-tools="{texts.Phrase("page.list.title")}" data-find="{texts.Phrase("page.list.find")}" data-show="{texts.Phrase("page.list.show")}" data-everybody="{texts.Phrase("page.list.everybody")}" data-open="{texts.Phrase("page.list.open")}" data-close="{texts.Phrase("page.list.close")}" data-each="{texts.Phrase("page.list.each")}" data-shown="{texts.Phrase("page.list.shown")}"><caption class="soft">{caption}</caption><thead><tr>{columns.Select(column => Html.Of($"<th scope=\"col\">{texts.Phrase($"page.col.{column}")}</th>"))}</tr></thead>
        """);
}
