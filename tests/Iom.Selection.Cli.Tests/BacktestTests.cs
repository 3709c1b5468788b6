using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

/// <summary><c>iom backtest</c>, from its arguments to its files.</summary>
public class BacktestTests
{
    private const string Header =
        "as_of,horizon_months,method,people,k,later,captured_worst,captured_best,captured_expected,precision_expected,lift,auc,auc_lower,auc_upper,harm_captured_expected";

    private static readonly string[] Files = ["backtest.csv", "backtest.json", "backtest.md", "missed.csv", "report.html", "run.json", "run.key"];

    [Fact]
    public void It_writes_a_row_for_each_date_and_method_and_names_nobody_but_in_missed()
    {
        using var work = new Workspace();
        var outcome = Tool.Run(Args(work, "--top", "25")).IsDone();
        Assert.Contains("offences-24m", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(Files, Directory.GetFiles(work.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var lines = File.ReadAllText(Path.Combine(work.Out, "backtest.csv")).Split("\r\n")[..^1];
        Assert.Equal(Header, lines[0]);
        Assert.Equal(
            [.. from date in new[] { "2025-05-01", "2025-07-01" } from method in new[] { "policy:reference@2.0.0", "random", "offences-ever", "offences-12m", "offences-24m", "decayed", "oracle" } select (date, method)],
            lines[1..].Select(line => (line.Split(',')[0], line.Split(',')[2])));
        Assert.All(lines[1..], line => Assert.All(line.Split(',')[6..], cell => Assert.Matches(@"^(-?\d+\.\d{6})?$", cell)));
        foreach (var name in new[] { "backtest.csv", "backtest.json", "backtest.md" })
            Assert.DoesNotContain("SYNTHETIC", File.ReadAllText(Path.Combine(work.Out, name)), StringComparison.OrdinalIgnoreCase);
        var missed = File.ReadAllLines(Path.Combine(work.Out, "missed.csv"));
        Assert.Equal("audience,as_of,method,offender_id,later,first_on,position", missed[0]);
        Assert.NotEmpty(missed[1..]);
        Assert.All(missed[1..], row => Assert.StartsWith("partnership_only,", row, StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(work.Out), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public void What_was_missed_and_what_was_captured_add_up()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--top", "25")).IsDone();
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(work.Out, "backtest.json")));
        foreach (var date in json.RootElement.GetProperty("dates").EnumerateArray())
        {
            var asOf = date.GetProperty("asOf").GetString()!;
            var missed = File.ReadAllLines(Path.Combine(work.Out, "missed.csv"))[1..].Select(line => line.Split(',')).Where(cells => cells[1] == asOf).ToArray();
            var policy = date.GetProperty("methods")[0];
            Assert.Equal(date.GetProperty("offended").GetInt32(), missed.Length + policy.GetProperty("drawn").GetProperty("offended").GetInt32());
            Assert.True(missed.Sum(cells => int.Parse(cells[4], System.Globalization.CultureInfo.InvariantCulture)) <= date.GetProperty("later").GetInt32());
            Assert.All(missed, cells => Assert.True(int.Parse(cells[6], System.Globalization.CultureInfo.InvariantCulture) > date.GetProperty("k").GetInt32()));
        }
    }

    [Fact]
    public void The_json_is_as_its_schema_says()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--top", "25", "--what-if", "severity")).IsDone();
        Schema.AssertFollows("backtest.schema.json", Path.Combine(work.Out, "backtest.json"));
    }

    [Fact]
    public void The_same_inputs_give_the_same_bytes_in_any_order_of_rows_and_on_any_number_of_threads()
    {
        using var work = new Workspace();
        work.Extracts.Grow(3000, 9000);
        Tool.Run(Args(work, "--top", "10", "--threads", "1")).IsDone();
        var once = work.Hashes();
        work.DeleteOut();
        Tool.Run(Args(work, "--top", "10", "--threads", "5")).IsDone();
        Assert.Equal(once, work.Hashes());
        work.DeleteOut();
        work.Extracts.Shuffle(3);
        Tool.Run(Args(work, "--top", "10", "--threads", "3")).IsDone();
        // The manifest holds the hashes of the inputs, and the key is made from them.
        Assert.Equal(once.Where(pair => pair.Key is not ("run.json" or "run.key")), work.Hashes().Where(pair => pair.Key is not ("run.json" or "run.key")));
    }

    [Fact]
    public void A_horizon_that_ends_after_the_extract_is_refused_unless_it_is_allowed_and_then_told()
    {
        using var work = new Workspace();
        var args = Args(work, "--top", "25");
        args[Array.IndexOf(args, "--horizon") + 1] = "9";
        Tool.Run(args).IsRefused(3, "2025-07-01", "2026-04-01", "2026-03-02", "--allow-short");
        work.AssertNothingWritten();
        var outcome = Tool.Run([.. args, "--allow-short"]).IsDone();
        Assert.Contains("2026-04-01", outcome.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(work.Out, "backtest.json")));
        Assert.Equal([null, "2026-03-02"], json.RootElement.GetProperty("dates").EnumerateArray().Select(date => date.GetProperty("cutOffOn").GetString()));
    }

    [Fact]
    public void The_map_says_up_to_when_the_extract_is_complete()
    {
        using var work = new Workspace();
        work.Extracts.Write("extract-map.json", """{ "offences": { "covers": { "from": "2020-01-01", "to": "2025-12-31" } } }"""u8.ToArray());
        Tool.Run(Args(work, "--top", "25")).IsRefused(3, "2025-07-01", "2026-01-01", "2025-12-31");
    }

    [Theory]
    [InlineData("--as-of", "2025-13-01")]
    [InlineData("--as-of", "2025-05-01,")]
    [InlineData("--as-of", "2025-05-01,2025-05-01")]
    [InlineData("--horizon", "0")]
    [InlineData("--horizon", "1.5")]
    [InlineData("--top", "0")]
    [InlineData("--top", "100.5")]
    [InlineData("--top", "10%")]
    [InlineData("--policy", "")]
    public void A_wrong_option_is_refused(string option, string value)
    {
        using var work = new Workspace();
        var args = Args(work, "--top", "25");
        args[Array.IndexOf(args, option) + 1] = value;
        Tool.Run(args).IsRefused(2, option);
        work.AssertNothingWritten();
    }

    [Fact]
    public void Either_a_share_or_a_number_of_people_is_taken()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--top", "25", "--capacity", "3")).IsRefused(2, "--top", "--capacity");
        Tool.Run(Args(work)).IsRefused(2, "--top", "--capacity");
        Tool.Run(Args(work, "--capacity", "3")).IsDone();
        Assert.All(File.ReadAllLines(Path.Combine(work.Out, "backtest.csv"))[1..], line => Assert.Equal("3", line.Split(',')[4]));
    }

    [Fact]
    public void Two_methods_of_one_name_stop_the_run_and_so_does_a_variant_that_no_policy_has()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--top", "25", "--policy", Workspace.ReferencePolicy)).IsRefused(3, "policy:reference@2.0.0");
        Tool.Run(Args(work, "--top", "25", "--what-if", "severity", "--what-if", "severity")).IsRefused(3, "policy:reference@2.0.0+severity");
        Tool.Run(Args(work, "--top", "25", "--what-if", "none-such")).IsRefused(3, "none-such", "--what-if");
        work.AssertNothingWritten();
        var other = Policies.With(work, "other.json", policy => policy["version"] = "3.0.0");
        Tool.Run(Args(work, "--top", "25", "--policy", other, "--what-if", "severity")).IsDone();
        Assert.Equal(
            ["policy:reference@2.0.0", "policy:reference@2.0.0+severity", "policy:reference@3.0.0", "policy:reference@3.0.0+severity"],
            File.ReadAllLines(Path.Combine(work.Out, "backtest.csv"))[1..5].Select(line => line.Split(',')[2]));
    }

    [Fact]
    public void An_output_that_exists_is_refused_and_one_of_ours_is_replaced_if_told()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--top", "25")).IsDone();
        Tool.Run(Args(work, "--top", "25")).IsRefused(3, "already exists");
        Tool.Run(Args(work, "--top", "25", "--overwrite", "--quiet")).IsDone();
        File.WriteAllText(Path.Combine(work.Out, "mine.txt"), "");
        Tool.Run(Args(work, "--top", "25", "--overwrite")).IsRefused(3, "other files");
    }

    [Fact]
    public void Too_many_refused_rows_are_told_and_a_log_gets_its_line()
    {
        using var work = new Workspace();
        for (var i = 0; i < 20; i++) work.Extracts.Append("offences.csv", $"{ExtractsFolder.Id(1)},BAD{i},046,not-a-date,convicted,,,");
        var log = work.PathOf("runs.log");
        Tool.Run(Args(work, "--top", "25", "--log", log)).IsDone(4);
        Assert.Contains("\"command\":\"backtest\"", File.ReadAllText(log), StringComparison.Ordinal);
    }

    [Fact]
    public void A_purge_takes_it_with_the_runs()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--top", "25")).IsDone();
        Tool.Run("purge", "--yes", "--runs", work.Outputs, "--before", "2040-01-01", "--policy", Workspace.ReferencePolicy).IsDone();
        Assert.Equal(["run.json"], Directory.GetFiles(work.Out).Select(Path.GetFileName));
    }

    private static string[] Args(Workspace work, params string[] more) =>
        ["backtest", "--extracts", work.Extracts.Path, "--policy", Workspace.ReferencePolicy, "--as-of", "2025-07-01,2025-05-01", "--horizon", "6", "--out", work.Out, .. more];
}
