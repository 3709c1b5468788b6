using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Charts;

/// <summary>Plain tables.</summary>
internal static class FigureTable
{
    /// <summary>A table: the first column heads its row; cells that are numbers stand to the right.</summary>
    public static Html Render(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => Html.Of($"""
        <div class="wide" tabindex="0" role="group" aria-label="Table"><table><thead><tr>{header.Select(cell => Html.Of($"<th scope=\"col\">{cell}</th>"))}</tr></thead>
        <tbody>{rows.Select(row => Html.Of($"<tr><th scope=\"row\">{row[0]}</th>{row.Skip(1).Select(Cell)}</tr>\n"))}</tbody></table></div>
        """);

    private static Html Cell(string cell) => IsNumber(cell) ? Html.Of($"<td class=\"n\">{cell}</td>") : Html.Of($"<td>{cell}</td>");

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] is '-' or '+') && cell.All(c => char.IsAsciiDigit(c) || c is '-' or '+' or '.' or ',' or '%' or ' ');
}
