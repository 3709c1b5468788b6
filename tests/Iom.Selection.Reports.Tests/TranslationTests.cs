using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Iom.Selection.Explanations;

namespace Iom.Selection.Reports.Tests;

/// <summary>That the one file of texts translates the panel's pages as a whole: with every text marked, no words are left without a mark but those that are data.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(SampleRuns))]
public sealed partial class TranslationTests(SampleRuns runs)
{
    private const char Open = '\u27E6', Close = '\u27E7';

    private static readonly string File = SampleRuns.Repository("src", "Iom.Selection", "Explanations", "explanation-texts.json");

    [Theory]
    [InlineData("rank")]
    [InlineData("review")]
    [InlineData("compare")]
    [InlineData("rank", "--for", "statistics")]
    [InlineData("review", "--for", "statistics")]
    [InlineData("compare", "--for", "statistics")]
    [InlineData("rank", "--for", "person", "SYNTHETIC-000049")]
    public void Every_word_of_a_page_comes_from_the_file_of_texts(string command, params string[] more)
    {
        var texts = runs.Out("marked.json");
        System.IO.File.WriteAllText(texts, Marked());
        var folder = runs.Out($"marked {command} {string.Join(' ', more)}");
        string[] input = command == "compare" ? ["--before", runs.Out("april"), "--after", runs.Out("rank"), "--policy", SampleRuns.Policy] : runs.RankingArguments;
        Assert.Equal(0, SampleRuns.Run(command, [.. input, "--texts", texts, "--out", folder, .. more]));
        var page = new HtmlParser().ParseDocument(System.IO.File.ReadAllText(Path.Combine(folder, "report.html")));
        foreach (var part in page.QuerySelectorAll("script, style, code, [lang]:not(html)").ToArray()) part.Remove();

        var policy = Policies.Parsing.PolicyFile.Parse(System.IO.File.ReadAllBytes(SampleRuns.Policy));
        HashSet<string> data = new(StringComparer.Ordinal) { "SHA-256" };
        data.UnionWith(policy.Factors.SelectMany(factor => new[] { factor.Title, factor.Id, factor.Why }));
        data.UnionWith(policy.Cohorts.Select(cohort => cohort.Id));
        data.UnionWith(policy.Eligibility.Select(rule => rule.Why));
        data.UnionWith([policy.Title, policy.Id, policy.Version]);
        var marked = 0;
        foreach (var text in Texts(page))
        {
            if (text.Contains(Open, StringComparison.Ordinal)) marked++;
            // The words beside a bar may be cut.
            if (text.EndsWith('…') && data.Any(known => known.StartsWith(text[..^1], StringComparison.Ordinal))) continue;
            // What is between two marked texts may be a name of a file, an id, a number; never two words.
            var bare = data.OrderByDescending(known => known.Length).Aggregate(OutsideOfMarks(text), (rest, known) => rest.Replace(known, " ", StringComparison.Ordinal));
            foreach (Match word in Words().Matches(bare)) Assert.True(IsData(word.Value), $"Not from the file of texts: {word.Value} in {text}");
        }
        Assert.True(marked > 10);
    }

    [Fact]
    public void Every_text_of_a_page_is_used()
    {
        var source = string.Concat(Directory.GetFiles(SampleRuns.Repository("src", "Iom.Selection.Reports"), "*.cs", SearchOption.AllDirectories).Select(System.IO.File.ReadAllText));
        foreach (var key in Keys().Where(key => key.StartsWith("page.", StringComparison.Ordinal)))
        {
            // Whole, or made of a beginning and a name.
            var parts = key.Split('.');
            Assert.True(source.Contains($"\"{key}\"", StringComparison.Ordinal) || source.Contains($"$\"{parts[0]}.{parts[1]}.{{", StringComparison.Ordinal), $"Nothing says {key}.");
        }
    }

    [Fact]
    public void A_text_that_is_not_there_or_is_filled_otherwise_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ExplanationTexts.Standard.Phrase("page.nothing.of.the.kind"));
        Assert.Throws<ArgumentException>(() => ExplanationTexts.Standard.Phrase("page.range", "1"));
        Assert.Equal("1 to 2", ExplanationTexts.Standard.Phrase("page.range", "1", "2"));
        Assert.Equal("{from} to {to}", ExplanationTexts.Standard.Phrase("page.range"));
    }

    private static Dictionary<string, string>.KeyCollection Keys() => JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllBytes(File))!.Keys;

    // The language stays as it is: it is no text.
    private static string Marked() => JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllBytes(File))!
        .ToDictionary(text => text.Key, text => text.Key == "language" ? text.Value : $"{Open}{text.Value}{Close}"));

    // What is read: text, and what is said in its place.
    private static IEnumerable<string> Texts(IDocument page) =>
        page.Descendants<IText>().Select(text => text.Data).Concat(page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name is "aria-label" or "title" || (attribute.Name.StartsWith("data-", StringComparison.Ordinal) && attribute.Name is not ("data-v" or "data-r" or "data-m"))).Select(attribute => attribute.Value))
            .Where(text => text.Any(char.IsLetter));

    // Texts are filled with texts, so that marks stand in marks.
    private static string OutsideOfMarks(string text)
    {
        var (outside, depth) = (new StringBuilder(), 0);
        foreach (var c in text)
        {
            if (c == Open) depth++;
            if (depth == 0) outside.Append(c);
            else if (c == Close) depth--;
        }
        return outside.ToString();
    }

    // Ids, names of files and of factors, and sources hold a digit, a hyphen, a dot or an underscore, or are capitals.
    private static bool IsData(string word) => word.Any(c => char.IsAsciiDigit(c) || c is '-' or '.' or '_') || word.All(char.IsAsciiLetterUpper);

    [GeneratedRegex(@"[\p{L}][\p{L}\p{N}._-]*")]
    private static partial Regex Words();
}
