namespace Iom.Selection.Cli.Shared;

/// <summary>A page on the terminal; plain lines where it is piped.</summary>
internal sealed class TerminalPage : Page
{
    public override void Title(string text) => ConsoleOutput.Heading(text);

    public override void Heading(string text)
    {
        ConsoleOutput.Line();
        ConsoleOutput.Heading(text);
    }

    public override void Paragraph(string text) => ConsoleOutput.Line($"  {text}");

    public override void List(IEnumerable<(string Item, IReadOnlyList<string> Below)> items)
    {
        foreach (var (item, below) in items)
        {
            ConsoleOutput.Line($"  {item}");
            foreach (var line in below) ConsoleOutput.Line($"    {line}");
        }
    }

    public override void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => ConsoleOutput.Table(header, rows, ofWords: true);
}
