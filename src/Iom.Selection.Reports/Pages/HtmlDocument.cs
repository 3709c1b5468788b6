using Iom.Selection.Explanations;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Reports.Pages;

/// <summary>A text, which is in English, as the sections of a page: each heading of the second level begins one.</summary>
/// <param name="texts">The texts of the page.</param>
internal sealed class HtmlDocument(ExplanationTexts texts) : DocumentText
{
    private readonly List<(string Title, List<Html> Body)> _sections = [("", [])];

    /// <summary>What stood before the first section.</summary>
    public Html Introduction => Page.InEnglish(texts, Html.Join(_sections[0].Body));

    /// <summary>The sections.</summary>
    public IReadOnlyList<Section> Sections => [.. _sections.Skip(1).Select(section => new Section(section.Title, section.Body.Select(piece => Page.InEnglish(texts, piece))) { IsEnglish = true })];

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
