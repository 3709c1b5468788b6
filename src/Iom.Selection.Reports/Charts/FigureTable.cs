using Iom.Selection.Explanations;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Charts;

/// <summary>Plain tables.</summary>
internal static class FigureTable
{
    /// <summary>The heads of columns.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="names">The columns, as their keys in the texts end.</param>
    public static string[] Columns(ExplanationTexts texts, params ReadOnlySpan<string> names)
    {
        var heads = new string[names.Length];
        for (var i = 0; i < heads.Length; i++) heads[i] = texts.Phrase($"page.col.{names[i]}");
        return heads;
    }

    /// <summary>A table: the first column heads its row; cells that are numbers stand to the right.</summary>
    public static Html Render(ExplanationTexts texts, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [.. rows];
        // A column of numbers stands to the right, and its head over them; where words stand too, it stands to the left.
        bool[] isRight = [.. header.Select((_, column) => column > 0 && all.Any(row => IsNumber(row[column])) && all.All(row => row[column].Length == 0 || StandsRight(row[column])))];
        return Html.Of($"""
            <div class="wide" tabindex="0" role="group" aria-label="{texts.Phrase("page.table")}"><table><thead><tr>{header.Select((cell, i) => isRight[i] ? Html.Of($"<th scope=\"col\" class=\"n\">{cell}</th>") : Html.Of($"<th scope=\"col\">{cell}</th>"))}</tr></thead>
            <tbody>{all.Select(row => Html.Of($"<tr><th scope=\"row\">{Breakable(row[0])}</th>{row.Skip(1).Select((cell, i) => isRight[i + 1] && cell.Length > 0 ? Html.Of($"<td class=\"n\">{cell}</td>") : Html.Of($"<td>{Breakable(cell)}</td>"))}</tr>\n"))}</tbody></table></div>
            """);

        // A number that is not shown, or that has no end, stands where it would.
        bool StandsRight(string cell) => IsNumber(cell) || cell is "infinite" or "-infinite" || cell == texts.Phrase("page.notShown");
    }

    // Names of figures are long, and may be broken where a word ends.
    private static Html Breakable(string text) => Html.Join(text.Split('_').Select((part, i) => i == 0 ? Html.Of($"{part}") : Html.Of($"_<wbr>{part}")));

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] is '-' or '+') && cell.All(c => char.IsAsciiDigit(c) || c is '-' or '+' or '.' or ',' or '%' or ' ');
}
