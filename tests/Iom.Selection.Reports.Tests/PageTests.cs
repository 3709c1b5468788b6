using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Iom.Selection.Reports.Tests;

/// <summary>What stands in the pages, and what does not.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(SampleRuns))]
public sealed partial class PageTests(SampleRuns runs)
{
    private static readonly string[] Followed = ["href", "src", "srcset", "action", "formaction", "data", "xlink:href", "background", "poster"];

    [Fact]
    public void The_run_is_the_same_to_the_byte_with_the_page_and_without()
    {
        foreach (var file in Directory.GetFiles(runs.Out("without"))) Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(runs.Out("rank"), Path.GetFileName(file))));
        Assert.Equal(["meeting.xlsx", "report.html"], Files("rank").Except(Files("without")).Order(StringComparer.Ordinal));
        Assert.Equal(["report.html"], Files("statistics").Except(Files("without")));
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("meeting.xlsx")]
    public void The_same_run_writes_the_same_bytes_again_with_other_threads(string file) =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(runs.Out("rank"), file)), File.ReadAllBytes(Path.Combine(runs.Out("again"), file)));

    [Theory]
    [InlineData("rank")]
    [InlineData("review")]
    [InlineData("statistics")]
    public void The_policy_is_the_first_of_the_head_and_nothing_leads_out(string run)
    {
        var page = Parse(runs.Text(run, "report.html"));
        var first = page.Head!.Children[0];
        Assert.Equal("Content-Security-Policy", first.GetAttribute("http-equiv"));
        var script = Assert.Single(page.Scripts).TextContent;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)));
        Assert.Equal($"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", first.GetAttribute("content"));
        Assert.All(page.All.SelectMany(element => element.Attributes).Where(attribute => Followed.Contains(attribute.Name)), attribute => Assert.True(attribute.Value == "data:," || Anchor().IsMatch(attribute.Value)));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.Empty(page.QuerySelectorAll("iframe, object, embed, form, base, meta[http-equiv=refresh]"));
    }

    [Fact]
    public void Every_link_leads_to_a_row_or_a_section_that_is_there()
    {
        var page = Parse(runs.Text("rank", "report.html"));
        Assert.All(page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")![1..]), id => Assert.NotNull(page.GetElementById(id)));
    }

    [Fact]
    public void Everybody_of_the_panels_list_is_on_the_page_in_the_same_order_with_the_same_points()
    {
        var page = Parse(runs.Text("rank", "report.html"));
        var shown = page.QuerySelectorAll("table.list > tbody.p > tr:first-child").Select(row => (Id: row.Children[1].TextContent, Points: row.Children[4].GetAttribute("data-v"))).ToArray();
        var listed = runs.Text("rank", "cohort.csv").Split("\r\n")[1..^1].Select(line => line.Split(',')).Select(cells => (Id: cells[1], Points: cells[8])).ToArray();
        Assert.True(listed.Length > 50);
        Assert.Equal(listed.Select(row => row.Id), shown.Select(row => row.Id));
        // Who was nominated and is below the line is explained, as in explanations.jsonl, though cohort.csv leaves the cells empty.
        Assert.All(listed.Zip(shown).Where(pair => pair.First.Points.Length > 0), pair => Assert.Equal(pair.First.Points, pair.Second.Points));
    }

    [Fact]
    public void Every_picture_has_two_titles_and_its_figures_beneath()
    {
        foreach (var run in new[] { "rank", "review" })
        {
            var figures = Parse(runs.Text(run, "report.html")).QuerySelectorAll("figure");
            Assert.True(figures.Length >= 2);
            Assert.All(figures, figure =>
            {
                Assert.NotEqual("", figure.QuerySelector("figcaption > strong")!.TextContent);
                Assert.NotEqual("", figure.QuerySelector("figcaption > span")!.TextContent);
                Assert.NotEmpty(figure.QuerySelectorAll("table tbody tr"));
            });
        }
    }

    // Of an evaluation the column of how many stands behind a figure; of the others every whole number in a table.
    [Theory]
    [InlineData("statistics", "td.n", 7)]
    [InlineData("statistics of review", "td.n", 5)]
    [InlineData("statistics of compare", "td.n", 8)]
    [InlineData("statistics of evaluate", "section:not(:first-of-type) td:nth-child(2)", 10)]
    [InlineData("statistics of backtest", "td.n", 1)]
    public void Statistics_name_nobody_and_show_no_small_or_exact_count(string run, string cells, int least)
    {
        var text = runs.Text(run, "report.html");
        Assert.DoesNotContain("SYN", text, StringComparison.Ordinal);
        var page = Parse(text);
        Assert.Empty(page.QuerySelectorAll("table.list, tbody[id]"));
        var counts = page.QuerySelectorAll(cells).Select(cell => cell.TextContent.Replace(",", "", StringComparison.Ordinal)).Where(cell => cell.All(char.IsAsciiDigit)).Select(cell => int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.True(counts.Length >= least, $"{counts.Length} counts");
        Assert.All(counts, count => Assert.True(count >= 10 && count % 5 == 0, $"{count}"));
        // Neither when the first and the last row were, which are of one person each, nor what is said of single rows.
        Assert.DoesNotMatch("[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}", text.Replace("2025-10-31", "", StringComparison.Ordinal).Replace("/2026-10-31</code>", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_of_statistics_leaves_the_files_of_the_run_as_they_are()
    {
        foreach (var (run, other) in new[] { ("evaluate", "statistics of evaluate"), ("compare", "statistics of compare") })
        {
            foreach (var file in Directory.GetFiles(runs.Out(run)).Select(path => Path.GetFileName(path)).Where(file => file is not "report.html"))
                Assert.Equal(File.ReadAllBytes(Path.Combine(runs.Out(run), file)), File.ReadAllBytes(Path.Combine(runs.Out(other), file)));
        }
    }

    [Fact]
    public void Statistics_of_an_audit_are_the_page_of_what_was_released()
    {
        var policy = runs.Out("publishing.json");
        var text = File.ReadAllText(SampleRuns.Policy);
        File.WriteAllText(policy, text.Insert(text.IndexOf("\"fairness\": {", StringComparison.Ordinal) + "\"fairness\": {".Length, " \"statistics\": { \"tables\": [{ \"columns\": [\"sex\"], \"step\": \"in_scope\" }] },"));
        var key = runs.Out("rounding.key");
        File.WriteAllBytes(key, [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 7))]);
        string[] input = ["--extracts", SampleRuns.Repository("samples", "extracts"), "--policy", policy, "--quiet"];
        Assert.Equal(0, SampleRuns.Run("rank", [.. input, "--as-of", "2026-10-31", "--capacity", "40", "--no-report", "--out", runs.Out("published")]));
        Assert.Equal(0, SampleRuns.Run("audit", ["--run", runs.Out("published"), .. input, "--characteristics", SampleRuns.Repository("samples", "extracts", "characteristics.csv"), "--for", "statistics", "--rounding-key", key, "--out", runs.Out("release")]));
        var page = Parse(runs.Text("release", "report.html"));
        var shown = page.QuerySelectorAll("td.n").Select(cell => cell.TextContent).Where(cell => cell.All(char.IsAsciiDigit)).ToArray();
        Assert.NotEmpty(shown);
        var released = runs.Text("release", "audit.csv");
        Assert.All(shown, count => Assert.Contains($",{count},", released, StringComparison.Ordinal));
        Assert.DoesNotContain("SYN", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_counts_are_joined_until_no_sum_of_them_is_small()
    {
        Assert.Equal([("a", 40), ("b / c", 10)], Pages.SmallCounts.Join([("a", 40), ("b", 3), ("c", 9)], 10));
        Assert.Equal([("c", 60), ("a / b", 45)], Pages.SmallCounts.Join([("a", 40), ("b", 3), ("c", 59)], 10));
        Assert.Equal([("a / b", null)], Pages.SmallCounts.Join([("a", 1), ("b", 3)], 10));
        Assert.Equal([("a", 10), ("b", 10)], Pages.SmallCounts.Join([("a", 10), ("b", 11)], 10));
    }

    [Fact]
    public void The_persons_page_has_nobody_else_no_nomination_no_flag_and_no_rank()
    {
        // Nominated and flagged people and the tied among them, as long as they are alive.
        var ids = runs.Text("rank", "cohort.csv").Split("\r\n")[1..^1].Select(line => line.Split(',')).Where(cells => cells[5] == "yes" || cells[6] == "yes").Select(cells => cells[1]).Take(6).ToArray();
        Assert.True(ids.Length >= 4);
        var policy = Policies.Parsing.PolicyFile.Parse(File.ReadAllBytes(SampleRuns.Policy));
        string[] hidden = ["nominat", "flag", "rank ", "council", "probation", "found by", "synthetic-", .. policy.Eligibility.Where(rule => rule.Then == Policies.EligibilityEffect.Flag).Select(rule => rule.Why)];
        foreach (var id in ids)
        {
            var folder = runs.Out($"person-{id}");
            Assert.Equal(0, SampleRuns.Run("rank", [.. runs.RankingArguments, "--out", folder, "--for", "person", id]));
            var page = Parse(File.ReadAllText(Path.Combine(folder, "report.html")));
            foreach (var script in page.QuerySelectorAll("script, style, meta")) script.Remove();
            var text = page.DocumentElement.TextContent;
            Assert.DoesNotContain("SYNTHETIC-", text, StringComparison.Ordinal);
            foreach (var word in hidden) Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("You can ask for this to be explained.", text, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(folder, "meeting.xlsx")));
        }
    }

    [Fact]
    public void A_members_page_has_the_reviews_words_and_no_view_of_the_panel()
    {
        foreach (var id in runs.Text("review", "review.csv").Split("\r\n")[1..^1].Select(line => line.Split(',')).GroupBy(cells => cells[1]).Select(group => group.First()[0]))
        {
            var folder = runs.Out($"member-{id}");
            Assert.Equal(0, SampleRuns.Run("review", [.. runs.RankingArguments, "--out", folder, "--for", "person", id]));
            var page = Parse(File.ReadAllText(Path.Combine(folder, "report.html")));
            var text = page.QuerySelector("main")!.TextContent;
            Assert.Contains("What happens next:", text, StringComparison.Ordinal);
            Assert.Equal("Your review, and what it means for you", page.Title);
            foreach (var hidden in new[] { "SYNTHETIC-", "deselect", "voted", "view of the panel", "catch", "red:", "amber:" }) Assert.DoesNotContain(hidden, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Names_stand_on_the_page_that_was_asked_for_and_in_no_file_of_the_run()
    {
        Assert.Contains("Invented Person &lt;b&gt;", File.ReadAllText(runs.NamedPage), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(runs.Out("rank"))) Assert.DoesNotContain("Invented Person", File.ReadAllText(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(runs.NamedPage));
    }

    [Fact]
    public void Names_never_go_into_the_folder_of_a_run()
    {
        string[] arguments = [.. runs.RankingArguments, "--names", runs.Names];
        Assert.Equal(3, SampleRuns.Run("rank", [.. arguments, "--out", runs.Out("new"), "--out-names", Path.Combine(runs.Out("new"), "named.html")]));
        Assert.Equal(3, SampleRuns.Run("rank", [.. arguments, "--out", runs.Out("new"), "--out-names", Path.Combine(runs.Out("rank"), "named.html")]));
        Assert.Equal(2, SampleRuns.Run("rank", [.. arguments, "--out", runs.Out("new")]));
        Assert.False(Directory.Exists(runs.Out("new")));
    }

    [Theory]
    [InlineData(2, "--for", "nobody")]
    [InlineData(2, "--for", "person")]
    [InlineData(3, "--for", "person", "SYNTHETIC-NOBODY")]
    [InlineData(2, "--no-report", "--for", "statistics")]
    public void A_page_for_nobody_is_refused(int exitCode, params string[] more)
    {
        Assert.Equal(exitCode, SampleRuns.Run("rank", [.. runs.RankingArguments, "--out", runs.Out("refused"), .. more]));
        Assert.False(Directory.Exists(runs.Out("refused")));
    }

    [Theory]
    [InlineData("compare", "--for", "person", "SYNTHETIC-000049")]
    [InlineData("compare", "--for", "statistics")]
    [InlineData("evaluate", "--for", "person", "SYNTHETIC-000049")]
    [InlineData("evaluate", "--for", "everybody")]
    [InlineData("backtest", "--for", "data-lab")]
    [InlineData("backtest", "--no-report", "--for", "statistics")]
    public void What_a_command_has_no_page_for_is_refused(string command, params string[] more)
    {
        string[] arguments = command switch
        {
            "compare" => ["--before", runs.Out("april"), "--after", runs.Out("rank")],
            "evaluate" => [.. runs.RankingArguments[..5], "--as-of", "2026-10-31"],
            _ => [.. runs.RankingArguments[..5], "--as-of", "2025-10-31", "--horizon", "12", "--top", "10"],
        };
        Assert.Equal(2, SampleRuns.Run(command, [.. arguments, "--out", runs.Out("refused"), .. more]));
        Assert.False(Directory.Exists(runs.Out("refused")));
    }

    [Fact]
    public void Who_moved_is_shown_by_name_outside_of_the_run_alone()
    {
        var page = runs.Out("named/moves.html");
        Assert.Equal(0, SampleRuns.Run("compare", "--before", runs.Out("april"), "--after", runs.Out("rank"), "--policy", SampleRuns.Policy, "--out", runs.Out("compare again"), "--names", runs.Names, "--out-names", page));
        Assert.Contains("Invented Person", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Invented Person", runs.Text("compare again", "report.html"), StringComparison.Ordinal);
        Assert.Equal(runs.Text("compare", "report.html"), runs.Text("compare again", "report.html"));
    }

    [Fact]
    public void Nobody_who_has_died_is_written_to()
    {
        var id = File.ReadLines(SampleRuns.Repository("samples", "extracts", "offenders.csv")).Select(line => line.Split(',')).First(cells => cells.Length > 8 && cells[8] == "yes")[0];
        Assert.Equal(3, SampleRuns.Run("rank", [.. runs.RankingArguments, "--out", runs.Out("died"), "--for", "person", id]));
        Assert.Equal(3, SampleRuns.Run("explain", [.. runs.RankingArguments, "--offender", id, "--audience", "person"]));
        Assert.Equal(0, SampleRuns.Run("explain", [.. runs.RankingArguments, "--offender", id, "--audience", "panel"]));
    }

    private IEnumerable<string> Files(string run) => Directory.GetFiles(runs.Out(run)).Select(path => Path.GetFileName(path));

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    [GeneratedRegex("^#(main|lines|[sp][0-9]+)$")]
    private static partial Regex Anchor();
}
