using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Explanations;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Pages;

/// <summary>A page of its own: one file, which asks for nothing, runs no script but its own, and reads the same without it.</summary>
internal sealed record Page
{
    /// <summary>The language of what a policy and its checks say.</summary>
    public const string English = "en-GB";

    private static readonly Lazy<string> Css = new(() => Resource("report.css"));
    private static readonly Lazy<string> Script = new(() => Resource("report.js"));

    /// <summary>Its texts.</summary>
    public required ExplanationTexts Texts { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What stands under the title.</summary>
    public Html Introduction { get; init; }

    /// <summary>Its sections.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>What stands at its end.</summary>
    public Html Foot { get; init; }

    /// <summary>Whether it has a line of links to its sections.</summary>
    public bool HasNavigation { get; init; } = true;

    /// <summary>What the browser may do with the page: nothing but show it and run its own script.</summary>
    internal static string Policy =>
        $"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script.Value)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>Writes the page, piece by piece.</summary>
    public void Write(Stream stream, CancellationToken cancellationToken = default)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.Write($"<!DOCTYPE html>\n<html lang=\"{Language(Texts)}\">\n<head><meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n<meta charset=\"utf-8\">");
        writer.Write(Html.Of($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\"><meta name=\"robots\" content=\"noindex\"><title>{Title}</title>"));
        writer.Write($"<link rel=\"icon\" href=\"data:,\"><style>{Css.Value}</style><script>{Script.Value}</script></head>\n<body>");
        writer.Write(Html.Of($"""
            <a class="skip" href="#main">{Texts.Phrase("page.skip")}</a><header><h1>{Title}</h1>{Introduction}
            {(HasNavigation ? Html.Of($"<nav aria-label=\"{Texts.Phrase("page.sections")}\"><ul>{Sections.Select((section, i) => Html.Of($"<li><a href=\"#s{i + 1}\">{Named(section)}</a></li>"))}</ul></nav>") : Html.Empty)}</header>
            <main id="main" tabindex="-1">
            """));
        for (var i = 0; i < Sections.Count; i++)
        {
            writer.Write(Html.Of($"<section aria-labelledby=\"s{i + 1}\">{Heading(i)}"));
            foreach (var piece in Sections[i].Body)
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.Write(piece);
            }
            writer.Write("</section>\n");
        }
        writer.Write(Html.Of($"</main><footer>{Foot}</footer>"));
        writer.Write("</body></html>\n");
    }

    /// <summary>What is in English on a page of any language, marked where the page is in another.</summary>
    public static Html InEnglish(ExplanationTexts texts, Html html) => texts.Language == English || html.IsEmpty ? html : Html.Of($"<div lang=\"{English}\">{html}</div>\n");

    // What a file of texts says of itself is data.
    private static string Language(ExplanationTexts texts) => texts.Language.Length > 0 && texts.Language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? texts.Language : English;

    private Html Heading(int i) => Sections[i].Title.Length == 0 ? Html.Of($"<span id=\"s{i + 1}\" hidden>{Title}</span>") : Html.Of($"<h2 id=\"s{i + 1}\">{Named(Sections[i])}</h2>\n");

    private Html Named(Section section) => section.IsEnglish && Texts.Language != English ? Html.Of($"<span lang=\"{English}\">{section.Title}</span>") : Html.Of($"{section.Title}");

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream($"Iom.Selection.Reports.{name}") ?? throw new InvalidOperationException("A part of the page is missing from the assembly."));
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
