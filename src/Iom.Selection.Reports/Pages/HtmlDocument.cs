using Iom.Selection.Explanations;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Reports.Pages;

/// <summary>A text as the sections of a page: each heading of the second level begins one.</summary>
internal sealed class HtmlDocument : DocumentText
{
    private readonly List<(string Title, List<Html> Body)> _sections = [("", [])];

    /// <summary>What stood before the first section.</summary>
    public Html Introduction => Html.Join(_sections[0].Body);

    /// <summary>The sections.</summary>
    public IReadOnlyList<Section> Sections => [.. _sections.Skip(1).Select(section => new Section(section.Title, section.Body))];

    // The page has the title.
    public override void Heading(int level, string text)
    {
        if (level == 2) _sections.Add((text, []));
        else if (level > 2) Add(level == 3 ? Html.Of($"<h3>{text}</h3>") : Html.Of($"<h4>{text}</h4>"));
    }

    public override void Paragraph(string text) => Add(Html.Of($"<p>{text}</p>"));

    public override void Strong(string text) => Add(Html.Of($"<p class=\"say\">{text}</p>"));

    public override void List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length > 0) Add(RunParts.Sentences(all));
    }

    public override void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [.. rows];
        if (all.Length > 0) Add(FigureTable.Render(ExplanationTexts.Standard, header, all));
    }

    private void Add(Html piece) => _sections[^1].Body.Add(piece);
}
