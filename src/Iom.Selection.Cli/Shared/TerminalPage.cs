namespace Iom.Selection.Cli.Shared;

/// <summary>A page on the terminal; plain lines where it is piped.</summary>
internal sealed class TerminalPage : Page
{
    public override void Title(string text) => Lines.Heading(text);

    public override void Heading(string text)
    {
        Lines.Line();
        Lines.Heading(text);
    }

    public override void Paragraph(string text) => Lines.Line($"  {text}");

    public override void List(IEnumerable<(string Item, IReadOnlyList<string> Below)> items)
    {
        foreach (var (item, below) in items)
        {
            Lines.Line($"  {item}");
            foreach (var line in below) Lines.Line($"    {line}");
        }
    }

    public override void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => Lines.Table(header, rows, ofWords: true);
}
