using System.Text;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>A row as it stands in a file.</summary>
/// <param name="Line">The line on which it begins; 1 is the file's first.</param>
/// <param name="Cells">Its cells, as written but for their quotes.</param>
/// <param name="Broken">What is wrong with it as a whole; null if nothing. Its cells then are those before the quote that is not closed.</param>
internal sealed record CsvRow(int Line, string[] Cells, string? Broken);

/// <summary>The cells of a CSV text, by RFC 4180 and nothing more: quotes, a delimiter, either line end, a byte order mark or none.</summary>
internal static class CsvText
{
    private const int LongestCell = 64 * 1024;
    private const int MostLines = 100;

    public static List<string[]> ReadFile(string path) => Parse(Encoding.UTF8.GetString(File.ReadAllBytes(path)));

    public static List<string[]> Parse(string text) => [.. Rows(text, ',').Select(row => row.Cells)];

    /// <summary>The rows from a line on; lines with nothing on them are none.</summary>
    public static List<CsvRow> Rows(string text, char delimiter, int skipLines = 0)
    {
        var rows = new List<CsvRow>();
        var at = text.StartsWith('\uFEFF') ? 1 : 0;
        var line = 1;
        for (; line <= skipLines && at < text.Length; line++) at = NextLine(text, at);
        while (at < text.Length)
        {
            if (IsLineEnd(text, at, out var next))
            {
                (at, line) = (next, line + 1);
            }
            else if (Row(text, at, delimiter, out next, out var cells))
            {
                rows.Add(new CsvRow(line, [.. cells], null));
                line += text[at..next].Count(c => c == '\n');
                at = next;
            }
            else
            {
                // "Refuses its first line alone, and reading goes on with the next line."
                rows.Add(new CsvRow(line, [.. cells], "quote-not-closed"));
                (at, line) = (NextLine(text, at), line + 1);
            }
        }
        return rows;
    }

    private static bool Row(string text, int at, char delimiter, out int next, out List<string> cells)
    {
        cells = [];
        while (true)
        {
            if (at < text.Length && text[at] == '"')
            {
                if (Quoted(text, at, out at) is not { } cell || (at < text.Length && text[at] != delimiter && !IsLineEnd(text, at, out _)))
                {
                    next = at;
                    return false;
                }
                cells.Add(cell);
            }
            else
            {
                var from = at;
                while (at < text.Length && text[at] != delimiter && !IsLineEnd(text, at, out _)) at++;
                cells.Add(text[from..at]);
            }

            next = at;
            if (at >= text.Length || IsLineEnd(text, at, out next)) return true;
            at++;
        }
    }

    private static string? Quoted(string text, int at, out int next)
    {
        var cell = new StringBuilder();
        var lines = 1;
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                at++;
            }
            else if (text[at] == '"')
            {
                next = at + 1;
                return cell.ToString();
            }

            if (text[at] == '\n') lines++;
            cell.Append(text[at]);
            if (lines > MostLines || cell.Length > LongestCell) break;
        }
        next = at;
        return null;
    }

    private static bool IsLineEnd(string text, int at, out int next)
    {
        next = at + (text[at] == '\n' ? 1 : text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 0);
        return next > at;
    }

    private static int NextLine(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;
}
