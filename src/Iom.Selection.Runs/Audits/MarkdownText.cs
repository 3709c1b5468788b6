using System.Text;

namespace Iom.Selection.Runs.Audits;

/// <summary>A text in Markdown, in which nothing that comes from outside becomes mark-up.</summary>
internal sealed class MarkdownText
{
    private const string Special = @"\`*_[]<>|#~&";

    private readonly StringBuilder _text = new();

    public MarkdownText Heading(int level, string text) => Block($"{new string('#', level)} {Escaped(text)}");

    public MarkdownText Paragraph(string text) => Block(Escaped(text));

    public MarkdownText Strong(string text) => Block($"**{Escaped(text)}**");

    public MarkdownText List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(item => $"- {Escaped(item)}")));

    /// <summary>A table; nothing where it would have no row.</summary>
    public MarkdownText Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[] lines = [.. rows.Select(Row)];
        return lines.Length == 0 ? this : Block(string.Join('\n', [Row(header), Row([.. header.Select(_ => "---")]), .. lines]));

        static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Escaped))} |";
    }

    public override string ToString() => _text.ToString();

    private MarkdownText Block(string text)
    {
        if (text.Length == 0) return this;
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(text).Append('\n');
        return this;
    }

    // What could steer a terminal or break a line becomes a sign that something stood there.
    private static string Escaped(string text) =>
        string.Concat(text.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? "\uFFFD" : $"{c}"));
}
