using System.Text;

namespace Iom.Selection.Cli.Tests;

public class PolicyTests
{
    [Theory]
    [InlineData("\"version\": \"2.0.0\",", "\"version\": \"2.0.0\", \"colour\": 1,", "colour")]
    [InlineData("\"id\": \"frequency\",", "\"id\": \"frequency\", \"weight\": 2,", "matrix.factors[0].weight")]
    [InlineData("{ \"from\": 1, \"points\": 5 }", "{ \"from\": 1, \"points\": 5, \"to\": 3 }", "matrix.factors[0].bands[1].to")]
    [InlineData("\"reserve\": 5", "\"reserve\": 5, \"lottery\": true", "ranking.lottery")]
    [InlineData("\"version\": \"2.0.0\",", "\"version\": \"2.0.0\", \"version\": \"2.0.0\",", "version: key written twice")]
    [InlineData("\"reserve\": 5", "\"reserve\": 5, \"reserve\": 6", "ranking.reserve: key written twice")]
    [InlineData("{ \"from\": 1, \"points\": 5 }", "{ \"from\": 4, \"points\": 5 }", "matrix.factors[0].bands[2].from")]
    [InlineData("{ \"from\": 1, \"points\": 5 }", "{ \"from\": 3, \"points\": 5 }", "matrix.factors[0].bands[2].from")]
    [InlineData("{ \"from\": 1, \"points\": 5 }", "{ \"from\": 1, \"points\": -5 }", "matrix.factors[0].bands[1].points")]
    [InlineData("{ \"from\": 1, \"points\": 5 }", "{ \"from\": 1, \"points\": 1e3 }", "matrix.factors[0].bands[1].points")]
    [InlineData("\"exitBelow\": 20", "\"exitBelow\": 31", "deselection.exitBelow")]
    [InlineData("\"entryFrom\": 30,", "", "ranking.entryFrom")]
    [InlineData("\"field\": \"deceased\"", "\"field\": \"area\"", "eligibility[0].when.field")]
    [InlineData("iom-selection-policy/1", "iom-selection-policy/2", "schema")]
    public void What_cannot_stand_in_a_policy_is_named_by_its_path(string old, string @new, string path)
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", Reference(old, @new));
        work.RankWith("--policy", policy).IsRefused(3, "policy", path);
        work.AssertNothingWritten();
    }

    [Fact]
    public void Check_lists_every_problem_on_standard_output()
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", Reference("\"reserve\": 5", "\"reserve\": -1, \"lottery\": true").Replace("\"from\": 1,", "\"from\": 100,", StringComparison.Ordinal));
        var outcome = Tool.Run("policy", "check", policy).IsRefused(3);
        var listed = outcome.Out.TrimEnd().Split('\n');
        Assert.Contains($"{listed.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)} errors to", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(listed, line => line.StartsWith("ranking.lottery", StringComparison.Ordinal));
        Assert.Contains(listed, line => line.StartsWith("ranking.reserve", StringComparison.Ordinal));
        Assert.Contains(listed, line => line.StartsWith("matrix.factors[0].bands[2].from", StringComparison.Ordinal));
        Assert.Contains(listed, line => line.StartsWith("matrix.factors[5].bands[2].from", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_of_a_good_policy_is_done_and_tells_the_hash_that_sha256sum_prints()
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Workspace.ReferencePolicy)));
        Assert.Contains(hash, Tool.Run("policy", "check", Workspace.ReferencePolicy).IsDone().Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{} {}")]
    [InlineData("{ \"id\": \"x\", }")]
    [InlineData("offender_id,area\nSYNTHETIC-SECRET-7,North\n")]
    public void What_is_no_policy_at_all_is_refused(string text)
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", text);
        work.RankWith("--policy", policy).IsRefused(3, "policy");
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [Trait("Category", "Slow")]
    public void Fifty_megabytes_of_opening_brackets_are_refused(string opening)
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", string.Concat(Enumerable.Repeat(opening, 50_000_000 / opening.Length)));
        Tool.RunProcess(work.RankArgsWith("--policy", policy)).IsRefused(3, "policy");
        work.AssertNothingWritten();
    }

    [Fact]
    public void A_condition_nested_10000_deep_is_refused()
    {
        using var work = new Workspace();
        const string Condition = "{ \"field\": \"deceased\", \"is\": [\"yes\"] }";
        var deep = new StringBuilder(Condition);
        deep.Insert(0, "{\"not\":", 10_000).Insert(deep.Length, "}", 10_000);
        var policy = work.File("policy.json", Reference($"\"when\": {Condition}", $"\"when\": {deep}"));
        Tool.RunProcess(work.RankArgsWith("--policy", policy)).IsRefused(3, "policy");
        work.AssertNothingWritten();
    }

    [Fact]
    public void Escape_sequences_in_the_keys_of_a_policy_do_not_reach_the_terminal()
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", Reference("\"version\":", "\"\\u001b]0;title\\u0007\\n\\u009b31m\\u202e\": 1, \"version\":"));
        work.RankWith("--policy", policy).IsRefused(3, "title");
        var check = Tool.Run("policy", "check", policy).IsRefused(3);
        Assert.DoesNotContain(check.Out.Replace("\n", "", StringComparison.Ordinal), c => char.IsControl(c) || c == '\u202E');
    }

    [Theory]
    [InlineData("\"\\ud800\": 1, \"version\":")]
    [InlineData("\"note\\ud800\": 1, \"version\":")]
    public void A_key_that_is_no_text_is_refused(string replacement)
    {
        using var work = new Workspace();
        work.RankWith("--policy", work.File("policy.json", Reference("\"version\":", replacement))).IsRefused(3, "policy");
        work.AssertNothingWritten();
    }

    [Fact]
    public void A_policy_that_is_not_UTF8_is_refused()
    {
        using var work = new Workspace();
        var policy = work.PathOf("policy.json");
        File.WriteAllBytes(policy, Encoding.Latin1.GetBytes(Reference("Reference policy (unsigned)", "R\u00E9f\u00E9rence")));
        work.RankWith("--policy", policy).IsRefused(3, "policy");
        work.AssertNothingWritten();
    }

    [Fact]
    public void A_missing_policy_is_named()
    {
        using var work = new Workspace();
        work.RankWith("--policy", work.PathOf("none.json")).IsRefused(3, "policy", "none.json");
        work.RankWith("--policy", work.Root).IsRefused(3, "policy");
        Tool.Run("policy", "check", work.PathOf("none.json")).IsRefused(3, "policy", "none.json");
        work.AssertNothingWritten();
    }

    private static string Reference(string old, string @new)
    {
        var text = File.ReadAllText(Workspace.ReferencePolicy);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The reference policy no longer holds {old}");
        return text[..at] + @new + text[(at + old.Length)..];
    }
}
