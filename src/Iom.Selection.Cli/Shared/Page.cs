namespace Iom.Selection.Cli.Shared;

/// <summary>Where a text with headings, lists and tables goes: the terminal, or Markdown to paste into a paper for a panel.</summary>
internal abstract class Page
{
    /// <summary>The title of the whole.</summary>
    public abstract void Title(string text);

    /// <summary>The heading of a part, with space before it.</summary>
    public abstract void Heading(string text);

    /// <summary>A sentence or two of their own.</summary>
    public abstract void Paragraph(string text);

    /// <summary>A list, each item with lines below it.</summary>
    public abstract void List(IEnumerable<(string Item, IReadOnlyList<string> Below)> items);

    /// <summary>A table of words.</summary>
    public abstract void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows);
}
