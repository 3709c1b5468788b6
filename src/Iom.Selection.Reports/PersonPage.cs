using Iom.Selection.Explanations;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports;

/// <summary>A page to hand to the person concerned.</summary>
public static class PersonPage
{
    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="text">What it says: the text of an explanation or a review for the person. Its first line is the title; a line that begins with <c>- </c> is an item of a list.</param>
    /// <param name="texts">The texts that it was written with.</param>
    public static void Write(Stream stream, string text, ExplanationTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.TrimEnd('\n').Split('\n');
        new Page
        {
            Texts = texts,
            Title = lines[0],
            HasNavigation = false,
            Sections = [new Section("", Html.Of($"<div class=\"letter\">{Blocks(lines[1..])}</div>"))],
        }.Write(stream);
    }

    private static IEnumerable<Html> Blocks(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0) continue;
            if (!lines[i].StartsWith("- ", StringComparison.Ordinal))
            {
                yield return Html.Of($"<p>{lines[i].Trim()}</p>\n");
                continue;
            }
            // Lines that are moved to the right belong to the item above.
            var items = new List<Html>();
            for (; i < lines.Length && lines[i].StartsWith("- ", StringComparison.Ordinal); i++)
            {
                var item = People.Short(lines[i][2..]);
                if (i + 1 < lines.Length && lines[i + 1].StartsWith("  ", StringComparison.Ordinal)) item += " " + lines[++i].Trim();
                items.Add(Html.Of($"<li>{item}</li>\n"));
            }
            i--;
            yield return Html.Of($"<ul>{items}</ul>\n");
        }
    }
}
