using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Pages;

/// <summary>A section of a page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Body">What stands in it, in pieces, made when they are written.</param>
internal sealed record Section(string Title, IEnumerable<Html> Body)
{
    /// <summary>A section of one piece.</summary>
    public Section(string title, Html body)
        : this(title, [body])
    {
    }

    /// <summary>Whether its heading is in English, whatever the page is in.</summary>
    public bool IsEnglish { get; init; }
}
