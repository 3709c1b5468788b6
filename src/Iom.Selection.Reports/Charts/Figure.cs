using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Charts;

/// <summary>A picture with its two titles (the finding, then what is shown), its key above, and its figures as a table beneath.</summary>
/// <param name="Finding">What is to be seen, in a sentence.</param>
/// <param name="Shown">What is shown: of whom, in which unit.</param>
/// <param name="Key">What stands for what; empty where one thing alone is shown.</param>
/// <param name="Picture">The picture; it holds no words that the table does not hold.</param>
/// <param name="Header">The table's header.</param>
/// <param name="Rows">The table's rows.</param>
internal sealed record Figure(string Finding, string Shown, IReadOnlyList<KeyEntry> Key, Html Picture, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    // More is for the files of the run.
    private const int MaxRows = 200;

    /// <summary>What the reader should know, beneath.</summary>
    public string? Note { get; init; }

    /// <summary>As markup.</summary>
    public Html Render(ExplanationTexts texts) => Html.Of($"""
        <figure><figcaption><strong>{Finding}</strong><span>{Shown}</span></figcaption>
        {RenderKey()}{Picture}
        <details open class="figures"><summary>{texts.Phrase("page.figures")}</summary>{FigureTable.Render(texts, Header, Rows.Take(MaxRows))}{(Rows.Count > MaxRows ? Html.Of($"<p>{texts.Phrase("page.moreRows", (Rows.Count - MaxRows).ToString(CultureInfo.InvariantCulture))}</p>") : Html.Empty)}</details>
        {(Note is null ? Html.Empty : Html.Of($"<p class=\"note\">{Note}</p>"))}</figure>
        """);

    private Html RenderKey() => Key.Count < 2 ? Html.Empty : Html.Of($"<ul class=\"key\">{Key.Select(entry => entry.Render())}</ul>");
}
