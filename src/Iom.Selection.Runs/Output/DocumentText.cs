namespace Iom.Selection.Runs.Output;

/// <summary>A text of headings, paragraphs, lists and tables, of which what comes from outside becomes no mark-up: written as Markdown, or as a page.</summary>
public abstract class DocumentText
{
    /// <summary>Adds a heading.</summary>
    /// <param name="level">1 for the title, then 2, 3, 4.</param>
    /// <param name="text">The text.</param>
    public abstract void Heading(int level, string text);

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">The text.</param>
    public abstract void Paragraph(string text);

    /// <summary>Adds a paragraph that nobody should miss.</summary>
    /// <param name="text">The text.</param>
    public abstract void Strong(string text);

    /// <summary>Adds a list; nothing where it would have no item.</summary>
    /// <param name="items">Its items.</param>
    public abstract void List(IEnumerable<string> items);

    /// <summary>Adds a table; nothing where it would have no row.</summary>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">As many cells each.</param>
    public abstract void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows);
}
