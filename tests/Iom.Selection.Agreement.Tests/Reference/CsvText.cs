using System.Text;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>The cells of a CSV text, by RFC 4180 and nothing more: quotes, commas, either line end, a byte order mark or none.</summary>
internal static class CsvText
{
    public static List<string[]> ReadFile(string path) => Parse(Encoding.UTF8.GetString(File.ReadAllBytes(path)));

    public static List<string[]> Parse(string text) => [.. Rows(text, ',').Select(row => row.Cells)];

    /// <summary>The rows, each with the line on which it begins.</summary>
    public static List<(int Line, string[] Cells)> Rows(string text, char delimiter)
    {
        var rows = new List<(int, string[])>();
        var (line, begins) = (1, 1);
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        text = text.TrimStart('\uFEFF');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c == delimiter)
            {
                EndCell();
            }
            else if (!quoted && c == '\n')
            {
                line++;
                EndRow();
            }
            else if (!quoted && c == '\r')
            {
            }
            else
            {
                if (c == '\n') line++;
                cell.Append(c);
            }
        }

        if (cell.Length > 0 || row.Count > 0) EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add((begins, [.. row]));
            begins = line;
            row.Clear();
        }
    }
}
