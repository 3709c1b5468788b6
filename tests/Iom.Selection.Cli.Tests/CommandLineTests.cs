namespace Iom.Selection.Cli.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("nonsense")]
    [InlineData("policy")]
    [InlineData("policy", "nonsense")]
    [InlineData("policy", "check")]
    [InlineData("policy", "check", "")]
    [InlineData("policy", "check", "a.json", "b.json")]
    public void A_verb_that_is_missing_unknown_or_incomplete_is_2(params string[] args) => Tool.Run(args).IsRefused(2);

    [Theory]
    [InlineData("--bogus")]
    [InlineData("stray")]
    [InlineData("--quiet", "maybe")]
    public void An_unknown_option_or_argument_is_2(params string[] more)
    {
        using var work = new Workspace();
        work.Rank(more).IsRefused(2, more[^1]);
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("--extracts")]
    [InlineData("--policy")]
    [InlineData("--as-of")]
    [InlineData("--capacity")]
    [InlineData("--out")]
    public void A_missing_option_is_2_and_named(string option)
    {
        using var work = new Workspace();
        work.RankWith(option, null).IsRefused(2, option);
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("--as-of", "01/01/2026")]
    [InlineData("--as-of", "2026-02-30")]
    [InlineData("--as-of", "2026-1-1")]
    [InlineData("--as-of", " 2026-01-01")]
    [InlineData("--as-of", "today")]
    [InlineData("--as-of", "٢٠٢٦-٠١-٠١")]
    [InlineData("--as-of", "")]
    [InlineData("--capacity", "-1")]
    [InlineData("--capacity", "1.5")]
    [InlineData("--capacity", "1e3")]
    [InlineData("--capacity", "1,000")]
    [InlineData("--capacity", "99999999999")]
    [InlineData("--capacity", "")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "-2")]
    [InlineData("--max-refused", "-1")]
    [InlineData("--max-refused", "100.1")]
    [InlineData("--max-refused", "5%")]
    [InlineData("--extracts", "")]
    [InlineData("--policy", "")]
    [InlineData("--out", "")]
    [InlineData("--catalogue", "")]
    [InlineData("--log", "")]
    public void A_value_that_cannot_be_read_is_2_and_its_option_is_named(string option, string value)
    {
        using var work = new Workspace();
        work.RankWith(option, value).IsRefused(2, option);
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("--capacity", "3")]
    [InlineData("--out", "elsewhere")]
    [InlineData("--as-of", "2026-01-01")]
    public void An_option_given_twice_is_2_and_named(string option, string value)
    {
        using var work = new Workspace();
        work.Rank(option, value).IsRefused(2, option);
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("rank", "--help")]
    [InlineData("policy", "check", "--help")]
    [InlineData("--version")]
    public void Help_and_version_are_told_on_standard_output(params string[] args) => Assert.NotEmpty(Tool.RunProcess(args).IsDone().Out);

    [Fact]
    public void The_help_of_rank_names_every_option()
    {
        var help = Tool.Run("rank", "--help").Out;
        string[] options =
            ["--extracts", "--policy", "--as-of", "--capacity", "--out", "--catalogue", "--threads", "--max-refused", "--all-points", "--log", "--overwrite", "--quiet"];
        Assert.All(options, option => Assert.Contains(option, help, StringComparison.Ordinal));
    }

    [Fact]
    public void An_argument_that_begins_with_at_is_not_read_as_a_file_of_arguments()
    {
        using var work = new Workspace();
        var file = work.File("rows.csv", $"{Outcome.Secret} 1990-01-01\n");
        work.Rank($"@{file}").IsRefused(2);
        work.AssertNothingWritten();
    }

    [Fact]
    public void Escape_sequences_and_line_ends_on_the_command_line_do_not_reach_the_terminal()
    {
        using var work = new Workspace();
        work.Rank("--\u001B[31mred\nblue\u009B0m").IsRefused(2, "red");
        work.RankWith("--policy", work.PathOf("\u001B]0;title\u0007\nnone.json")).IsRefused(3, "none.json");
        work.AssertNothingWritten();
    }

    [Fact]
    public void Capacity_0_selects_nobody_and_is_done()
    {
        using var work = new Workspace();
        work.RankWith("--capacity", "0").IsDone();
        Assert.DoesNotContain(work.AssertWhole().Rows("ranking.csv"), row => row.Contains(",select,", StringComparison.Ordinal));
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        using var work = new Workspace();
        Assert.Equal("", work.Rank("--quiet").IsDone().Out);
        work.AssertWhole();
    }
}
