namespace Iom.Selection.Cli.Shared;

/// <summary>A page as Markdown on standard output.</summary>
internal sealed class MarkdownPage : Page
{
    // What stands in a policy is text, not mark-up: none of it may become a link, a tag or another column.
    private const string Special = @"\`*_[]<>|#~&";

    public override void Title(string text) => ConsoleOutput.Line($"# {Escaped(text)}");

    public override void Heading(string text)
    {
        ConsoleOutput.Line();
        ConsoleOutput.Line($"## {Escaped(text)}");
    }

    public override void Paragraph(string text)
    {
        ConsoleOutput.Line();
        ConsoleOutput.Line(Escaped(text));
    }

    public override void List(IEnumerable<(string Item, IReadOnlyList<string> Below)> items)
    {
        ConsoleOutput.Line();
        foreach (var (item, below) in items)
        {
            ConsoleOutput.Line($"- {Escaped(item)}");
            foreach (var line in below) ConsoleOutput.Line($"  - {Escaped(line)}");
        }
    }

    public override void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        ConsoleOutput.Line();
        Row(header.Select(Escaped));
        Row(header.Select(_ => "---"));
        foreach (var row in rows) Row(row.Select(Escaped));
    }

    private static void Row(IEnumerable<string> cells) => ConsoleOutput.Line($"| {string.Join(" | ", cells)} |");

    private static string Escaped(string text) => string.Concat(text.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
}
