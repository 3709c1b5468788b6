using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
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
    [InlineData("audit")]
    [InlineData("evaluate")]
    [InlineData("evaluate", "--for", "statistics")]
    [InlineData("backtest")]
    [InlineData("backtest", "--for", "statistics")]
    public void Every_word_of_a_page_comes_from_the_file_of_texts(string command, params string[] more)
    {
        var texts = runs.Out("marked.json");
        System.IO.File.WriteAllText(texts, Marked());
        var folder = runs.Out($"marked {command} {string.Join(' ', more)}");
        string[] input = command switch
        {
            "compare" => ["--before", runs.Out("april"), "--after", runs.Out("rank"), "--policy", SampleRuns.Policy],
            "audit" => ["--run", runs.Out("rank"), .. runs.RankingArguments[..5], "--characteristics", SampleRuns.Repository("samples", "extracts", "characteristics.csv"), "--no-what-ifs"],
            "evaluate" => [.. runs.RankingArguments[..5], "--as-of", "2026-10-31", "--runs", Archive()],
            "backtest" => [.. runs.RankingArguments[..5], "--as-of", "2025-10-31", "--horizon", "12", "--top", "10"],
            _ => runs.RankingArguments,
        };
        // The sample crosses a threshold, which an audit says by its exit code.
        Assert.Equal(command == "audit" ? 5 : 0, SampleRuns.Run(command, [.. input, "--texts", texts, "--out", folder, .. more]));
        var page = new HtmlParser().ParseDocument(System.IO.File.ReadAllText(Path.Combine(folder, "report.html")));
        foreach (var part in page.QuerySelectorAll("script, style, code, [lang]:not(html), wbr").ToArray()) part.Remove();
        page.DocumentElement.Normalize();

        var policy = Policies.Parsing.PolicyFile.Parse(System.IO.File.ReadAllBytes(SampleRuns.Policy));
        HashSet<string> data = new(StringComparer.Ordinal) { "SHA-256" };
        data.UnionWith(policy.Factors.SelectMany(factor => new[] { factor.Title, factor.Id, factor.Why }));
        data.UnionWith(policy.Cohorts.Select(cohort => cohort.Id));
        data.UnionWith(policy.Eligibility.Select(rule => rule.Why));
        data.UnionWith([policy.Title, policy.Id, policy.Version]);
        // Names of measures, of orders and of columns are those of the files.
        if (command == "evaluate") data.UnionWith(FirstColumn(folder, "evaluation.csv", 0));
        if (command == "backtest") data.UnionWith(FirstColumn(folder, "backtest.csv", 2));
        if (command == "audit") data.UnionWith(["sex", "ethnicity", "age_group"]);
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

    [Theory]
    [InlineData("rank")]
    [InlineData("review")]
    public void Every_sheet_and_column_of_the_workbook_but_those_that_are_read_back_is_named_by_the_file_of_texts(string command)
    {
        var texts = runs.Out("marked sheets.json");
        System.IO.File.WriteAllText(texts, Marked());
        var folder = runs.Out($"marked workbook {command}");
        Assert.Equal(0, SampleRuns.Run(command, [.. runs.RankingArguments, "--texts", texts, "--out", folder]));
        using var document = SpreadsheetDocument.Open(Path.Combine(folder, "meeting.xlsx"), isEditable: false);
        var titles = Policies.Parsing.PolicyFile.Parse(System.IO.File.ReadAllBytes(SampleRuns.Policy)).Factors.Select(factor => factor.Title).ToHashSet(StringComparer.Ordinal);
        var heads = 0;
        foreach (var sheet in document.WorkbookPart!.Workbook!.Descendants<Sheet>().Where(sheet => sheet.Name!.Value is not ("Decide" or "Lists")))
        {
            Assert.StartsWith($"{Open}", sheet.Name!.Value, StringComparison.Ordinal);
            var rows = ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!)).Worksheet!.Descendants<Row>();
            foreach (var head in rows.First().Elements<Cell>().Select(cell => cell.InnerText).Where(head => !titles.Contains(head)))
            {
                Assert.True(head is "offender_id" or "record_id" || head.StartsWith(Open), $"Not from the file of texts: {head}");
                heads++;
            }
        }
        Assert.True(heads > 10);
    }

    [Fact]
    public void The_titles_of_steps_on_the_page_are_those_of_the_audit()
    {
        var steps = Keys().Where(key => key.StartsWith("page.stepTitle.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(8, steps.Length);
        foreach (var key in steps)
        {
            var step = Enum.GetValues<Policies.PipelineStage>().Single(step => key["page.stepTitle.".Length..].Replace("_", "", StringComparison.Ordinal).Equals(step.ToString(), StringComparison.OrdinalIgnoreCase));
            Assert.Equal(Runs.Audits.AuditFiles.Title(step), ExplanationTexts.Standard.Phrase(key));
        }
    }

    [Fact]
    public void No_sentence_stands_in_the_program_of_the_pages()
    {
        var root = SampleRuns.Repository("src", "Iom.Selection.Reports");
        // What a browser or a workbook reads.
        string[] others = ["default-src 'none'; "];
        var (pieces, sentences) = (0, new List<string>());
        foreach (var path in Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            // Drafts of records are in English, as the standard is that they follow.
            && !path.Contains($"{Path.DirectorySeparatorChar}Governance{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            foreach (var (piece, line) in SourceTexts.Of(System.IO.File.ReadAllText(path)))
            {
                pieces++;
                // What somebody who wrote a wrong template is told is for programmers.
                if (line.Contains("Exception(", StringComparison.Ordinal)) continue;
                if (TwoWords().IsMatch(SourceTexts.WithoutMarkup(piece)) && !others.Any(other => piece.StartsWith(other, StringComparison.Ordinal))) sentences.Add($"{Path.GetFileName(path)}: {piece.Trim()}");
            }
        }
        Assert.True(sentences.Count == 0, $"Put it into explanation-texts.json. {string.Join("; ", sentences)}");
        Assert.True(pieces > 800, $"{pieces} pieces");
    }

    [Theory]
    [InlineData("x = \"Two words\";", "Two words")]
    [InlineData("x = $\"<p>Seen {n} times</p>\";", "Seen |times")]
    [InlineData("x = $\"<p>{F(\"Two words\")} and {Html.Of($\"<b>{y}or so</b>\")}</p>\";", "Two words|and|or so")]
    [InlineData("x = Of($\"\"\"\n  <td class=\"n m\">{F(\"a b\")} c d</td>\n  \"\"\");", "a b|c d")]
    [InlineData("// no text \"at all\"\n/* \"nor here\" */ c = '\"'; d = \"this one\";", "this one")]
    [InlineData("x = @\"a \"\"b\"\" c\" + \"d \\\" e\";", "a \"b\" c|d \" e")]
    public void Texts_of_a_program_are_found(string source, string expected) =>
        Assert.Equal(expected.Split('|').Select(text => text.Trim()), SourceTexts.Of(source).Select(found => SourceTexts.WithoutMarkup(found.Text).Trim()).Where(text => text.Length > 0));

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

    // The language is no text; as it is another, what is in English on any page is marked as that.
    private static string Marked() => JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllBytes(File))!
        .ToDictionary(text => text.Key, text => text.Key == "language" ? "en-x-marked" : $"{Open}{text.Value}{Close}"));

    private static IEnumerable<string> FirstColumn(string folder, string file, int column) =>
        System.IO.File.ReadAllLines(Path.Combine(folder, file)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[column]).Where(name => name.Length > 0);

    // A folder with runs that are old enough to be followed up.
    private string Archive()
    {
        var archive = runs.Out("archive");
        if (Directory.Exists(archive)) return archive;
        foreach (var date in new[] { "2024-10-31", "2025-04-30" })
            Assert.Equal(0, SampleRuns.Run("rank", [.. runs.RankingArguments[..5], "--as-of", date, "--capacity", "40", "--no-report", "--out", Path.Combine(archive, date)]));
        return archive;
    }

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

    [GeneratedRegex(@"\p{L}{2,},? \p{L}{2,}")]
    private static partial Regex TwoWords();

    [GeneratedRegex(@"[\p{L}][\p{L}\p{N}._-]*")]
    private static partial Regex Words();
}
