namespace Iom.Selection.Cli.Tests;

public class HostileTextTests
{
    private const int MaxCellLength = 64 * 1024;

    [Fact]
    public void An_ignored_column_is_named_once_in_the_summary()
    {
        using var work = new Workspace();
        var header = File.ReadLines(work.Extracts.PathOf("custody.csv")).First();
        work.Extracts.Write("custody.csv", header + ",Prison Wing", ["SYNTHETIC-005,2025-03-01,2025-05-01,SYNTHETIC-SECRET-7"]);
        var lines = work.Rank().IsDone().Out.Split('\n').Where(line => line.Contains("Prison Wing", StringComparison.Ordinal));
        Assert.Contains("custody.csv", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_sequences_line_ends_and_turned_text_in_header_names_do_not_reach_the_terminal()
    {
        using var work = new Workspace();
        work.Extracts.Write("custody.csv", "offender_id,from,to,\u001B]0;title\u0007,\"two\nlines\r\u009B31m\",\u202Eturned\u2028", ["SYNTHETIC-005,2025-03-01,2025-05-01,,,"]);
        var outcome = work.Rank().IsDone();
        Assert.Contains("(column 4), (column 5), turned", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Out.Replace(Environment.NewLine, "", StringComparison.Ordinal), c => char.IsControl(c) || c is '\u202E' or '\u2028');
        work.AssertWhole();
    }

    [Fact]
    public void Ids_with_escape_sequences_line_ends_or_turned_text_are_refused()
    {
        using var work = new Workspace();
        var line = work.Extracts.Append("offenders.csv", "SYNTHETIC-\u001B[31m,,,,,,,,,");
        var next = work.Extracts.Append("offenders.csv", "\"SYNTHETIC-two\nlines\",,,,,,,,,");
        File.AppendAllText(work.Extracts.PathOf("offenders.csv"), "SYNTHETIC\u202Ex\u200By,,,,,,,,,\n");
        var turned = File.ReadAllLines(work.Extracts.PathOf("offenders.csv")).Length;
        var outcome = work.Rank().IsDone();
        Assert.DoesNotContain(outcome.Out.Replace(Environment.NewLine, "", StringComparison.Ordinal), char.IsControl);
        Assert.DoesNotContain("two", outcome.Out, StringComparison.Ordinal);
        var run = work.AssertWhole();
        run.AssertRefused([.. new[] { line, next, turned }.Select(refused => FormattableString.Invariant($"offenders.csv,{refused},offender_id,control-character"))]);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("'quoted", "''quoted")]
    [InlineData("\tTAB", "TAB")]
    [InlineData("\"\rCR\"", "CR")]
    [InlineData("\"=1,2\"", "\"'=1,2\"")]
    [InlineData("\"\n=1\"", "'=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0")]
    [InlineData("\"a;=1,2\"", "\"a;'=1,2\"")]
    [InlineData("a;1", "a;1")]
    [InlineData("SELECT\u00A0", null)]
    public void An_id_that_a_spreadsheet_would_run_is_written_with_one_apostrophe(string cell, string? written)
    {
        using var work = new Workspace();
        work.Extracts.Append("offenders.csv", $"{cell},,,,,,,,,");
        work.Extracts.Append("offences.csv", $"{cell},X1,046,2025-12-03,convicted,2025-12-04,,");
        work.Extracts.Append("offences.csv", $"{cell},X1,046,2025-12-03,convicted,2025-12-04,,");
        work.Rank("--max-refused", "100").IsDone();
        var run = work.AssertWhole();
        if (written is null)
        {
            // U+00A0 came as a single byte.
            Assert.Equal(3, run.Rows("refused.csv").Length);
            return;
        }
        Assert.Contains($",{written},", run.Text("ranking.csv"), StringComparison.Ordinal);
        Assert.Contains($",{written},X1\r\n", run.Text("duplicates.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void An_id_of_64_KiB_is_used_and_one_byte_more_is_too_long(string quote)
    {
        using var work = new Workspace();
        var longest = new string('x', MaxCellLength);
        work.Extracts.Append("offenders.csv", $"{quote}{longest}{quote},,,,,,,,,");
        work.Extracts.Append("offences.csv", $"{quote}{longest}{quote},{quote}{longest}{quote},046,2025-12-03,convicted,2025-12-04,,");
        var line = work.Extracts.Append("offenders.csv", $"{quote}{longest}y{quote},,,,,,,,,");
        work.Rank().IsDone();
        var run = work.AssertWhole();
        run.AssertRefused(FormattableString.Invariant($"offenders.csv,{line},offender_id,too-long"));
        Assert.Contains($",{longest},", run.Text("ranking.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_look_alike_are_different_people()
    {
        using var work = new Workspace();
        string[] ids = ["caf\u00E9", "cafe\u0301", "\u0130", "i", "I", "\uFF21", "A", "a ", "x\U0001F600"];
        File.AppendAllLines(work.Extracts.PathOf("offenders.csv"), ids.Select(id => $"{id},,,,,,,,,"));
        work.Rank().IsDone();
        var run = work.AssertWhole();
        Assert.Equal(ExtractsFolder.OffenderCount + ids.Length, run.Rows("ranking.csv").Length);
        foreach (var id in ids) Assert.Contains($",{id.Trim()},", run.Text("ranking.csv"), StringComparison.Ordinal);
    }

    [FactWith(Needed.Unix)]
    public void A_file_that_is_not_opened_is_named_without_steering_the_terminal()
    {
        using var work = new Workspace();
        work.Extracts.Write("offence\u001B[31m\n.csv", "SYNTHETIC-SECRET-7", []);
        var outcome = work.Rank().IsDone();
        Assert.Contains("offence", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Out.Replace("\n", "", StringComparison.Ordinal), char.IsControl);
        work.AssertWhole();
    }

    [Theory]
    [InlineData("\uFF1D1+1", true)]
    [InlineData("\uFF0B1", true)]
    [InlineData("\uFF0D1", true)]
    [InlineData("\uFF20A1", true)]
    [InlineData("\uFE661", true)]
    [InlineData("\u00E9=1", false)]
    [InlineData("\u4E2D=1", false)]
    public void Wide_signs_of_a_formula_get_an_apostrophe_too(string id, bool isProtected)
    {
        using var work = new Workspace();
        File.AppendAllText(work.Extracts.PathOf("offenders.csv"), $"{id},,,,,,,,,\n");
        File.AppendAllText(work.Extracts.PathOf("offences.csv"), string.Concat(Enumerable.Repeat($"{id},X1,046,2025-12-03,convicted,2025-12-04,,\n", 2)));
        work.Rank().IsDone();
        var run = work.AssertWhole();
        Assert.Contains($",{(isProtected ? "'" : "")}{id},", run.Text("ranking.csv"), StringComparison.Ordinal);
        Assert.Contains($",{(isProtected ? "'" : "")}{id},X1\r\n", run.Text("duplicates.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("panel", "text")]
    [InlineData("person", "text")]
    [InlineData("panel", "json")]
    public void Texts_of_a_policy_do_not_steer_the_terminal_that_explains_by_them(string audience, string format)
    {
        using var work = new Workspace();
        var policy = Policies.With(work, "policy.json", policy =>
        {
            foreach (var factor in policy["matrix"]!["factors"]!.AsArray()) factor!["title"] = $"\u202Ea\u2066b\u200B{factor["title"]}";
        });
        var outcome = Tool.Run(["explain", .. work.RankArgsWith("--policy", policy)[1..^2], "--offender", ExtractsFolder.Id(8), "--audience", audience, "--format", format, "--quiet"]).IsDone();
        Assert.DoesNotContain(outcome.Out.ReplaceLineEndings(""), c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);
        Assert.Contains(format == "json" ? "\\u202ea\\u2066b\\u200b" : "\uFFFDa\uFFFDb\uFFFD", outcome.Out, StringComparison.Ordinal);
    }
}
