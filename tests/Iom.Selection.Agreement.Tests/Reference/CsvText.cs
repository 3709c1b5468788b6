using System.Text;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>The cells of a CSV text, by RFC 4180 and nothing more: quotes, commas, either line end, a byte order mark or none.</summary>
internal static class CsvText
{
    public static List<string[]> ReadFile(string path) => Parse(Encoding.UTF8.GetString(File.ReadAllBytes(path)));

    public static List<string[]> Parse(string text)
    {
        var rows = new List<string[]>();
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
            else if (!quoted && c == ',')
            {
                EndCell();
            }
            else if (!quoted && c == '\n')
            {
                EndRow();
            }
            else if (!quoted && c == '\r')
            {
            }
            else
            {
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
            rows.Add([.. row]);
            row.Clear();
        }
    }
}
