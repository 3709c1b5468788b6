using Iom.Selection.Explanations;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Pages;

/// <summary>The list of people that the page's script sorts and filters. What the script says stands in the table, so that it is translated with the rest.</summary>
internal static class PeopleList
{
    // Of more people, what rows open to is nothing but text to a browser that runs the script, until a row is opened.
    private const int Many = 300;

    /// <summary>What a row opens to, open where there is no script.</summary>
    /// <param name="why">What the reader opens.</param>
    /// <param name="columns">How many columns the list has.</param>
    /// <param name="people">How many people are on the list.</param>
    /// <param name="details">What it opens to.</param>
    public static Html More(string why, int columns, int people, Html details) => people > Many
        ? Html.Of($"<tr class=\"more\"><td colspan=\"{columns}\"><details open><summary>{why}</summary><noscript><div class=\"in\">{details}</div></noscript></details>\n")
        : Html.Of($"<tr class=\"more\"><td colspan=\"{columns}\"><details open><summary>{why}</summary><div class=\"in\">{details}</div></details>\n");

    /// <summary>The end of the list.</summary>
    public static Html End => Html.Of($"</table></div>");

    /// <summary>The beginning of the list, up to its first row.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="caption">In which order the people stand.</param>
    /// <param name="columns">The columns, as their keys in the texts end.</param>
    /// <param name="people">How many people are on it.</param>
    public static Html Begin(ExplanationTexts texts, string caption, IReadOnlyList<string> columns, int people) => Html.Of($"""
        <div class="wide"><table class="list{(people > Many ? " many" : "")}" data-tools="{texts.Phrase("page.list.title")}" data-find="{texts.Phrase("page.list.find")}" data-show="{texts.Phrase("page.list.show")}" data-everybody="{texts.Phrase("page.list.everybody")}" data-open="{texts.Phrase("page.list.open")}" data-close="{texts.Phrase("page.list.close")}" data-each="{texts.Phrase("page.list.each")}" data-shown="{texts.Phrase("page.list.shown")}" data-rest="{texts.Phrase("page.list.rest")}"><caption class="soft">{caption}</caption>{(people > Many ? Html.Of($"<colgroup>{columns.Select(column => Html.Of($"<col style=\"width:{Width(column)}%\">"))}</colgroup>") : Html.Empty)}<thead><tr>{columns.Select(column => Html.Of($"<th scope=\"col\">{texts.Phrase($"page.col.{column}")}</th>"))}</tr></thead>
        """);

    // Of many people, widths that are given need not be found over all rows, at the beginning and at each change.
    private static int Width(string column) => column switch
    {
        "rank" => 7,
        "who" => 20,
        "recommendation" => 15,
        "marks" => 20,
        "nextReview" => 15,
        "status" => 9,
        "cohort" => 10,
        _ => 9,
    };
}
