using System.Text;

namespace Iom.Selection.Unchanged;

/// <summary>CSV as the tools write it: commas, quotes doubled, LF or CRLF.</summary>
internal static class CsvText
{
    /// <summary>The rows of a text, the header among them.</summary>
    public static IEnumerable<string[]> Read(string text)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (c == '"') quoted = !quoted;
            else if (quoted) cell.Append(c);
            else if (c == ',') EndCell();
            else if (c == '\n') yield return EndRow();
            else if (c != '\r') cell.Append(c);
        }
        if (cell.Length > 0 || row.Count > 0) yield return EndRow();

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }

        string[] EndRow()
        {
            EndCell();
            string[] cells = [.. row];
            row.Clear();
            return cells;
        }
    }

    /// <summary>A cell, in quotes where it needs them.</summary>
    public static string Quoted(string cell, char delimiter = ',') =>
        cell.AsSpan().IndexOfAny("\"\r\n") >= 0 || cell.Contains(delimiter, StringComparison.Ordinal) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
