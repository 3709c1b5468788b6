using System.Text;

namespace Iom.Selection.Runs.Output;

/// <summary>A text in Markdown, in which nothing that comes from outside becomes mark-up.</summary>
public sealed class MarkdownText : DocumentText
{
    private const string Special = @"\`*_[]<>|#~&";

    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public override void Heading(int level, string text) => Block($"{new string('#', level)} {Escaped(text)}");

    /// <inheritdoc/>
    public override void Paragraph(string text) => Block(Escaped(text));

    /// <inheritdoc/>
    public override void Strong(string text) => Block($"**{Escaped(text)}**");

    /// <inheritdoc/>
    public override void List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(item => $"- {Escaped(item)}")));

    /// <inheritdoc/>
    public override void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[] lines = [.. rows.Select(Row)];
        if (lines.Length > 0) Block(string.Join('\n', [Row(header), Row([.. header.Select(_ => "---")]), .. lines]));

        static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Escaped))} |";
    }

    /// <summary>The text.</summary>
    /// <returns>Markdown.</returns>
    public override string ToString() => _text.ToString();

    private void Block(string text)
    {
        if (text.Length == 0) return;
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(text).Append('\n');
    }

    // What could steer a terminal or break a line becomes a sign that something stood there.
    private static string Escaped(string text) =>
        string.Concat(text.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? "\uFFFD" : $"{c}"));
}
