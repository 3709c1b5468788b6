using System.Text.RegularExpressions;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Reports.Governance;

namespace Iom.Selection.Reports.Tests;

[Collection(nameof(SampleRuns))]
public sealed class GovernanceTests(SampleRuns runs)
{
    [Fact]
    public void The_drafts_are_written_with_the_figures_of_the_run_and_say_what_a_person_must_write()
    {
        Assert.Equal(0, SampleRuns.Run("policy", "record", "--policy", SampleRuns.Policy, "--run", runs.Out("rank"), "--out", runs.Out("record")));
        Assert.Equal(["committee-pack.md", "dpia-starter.md", "eqia-starter.md", "model-card.md", "transparency-record.md"], Directory.GetFiles(runs.Out("record")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        var record = runs.Text("record", "transparency-record.md");
        Assert.Contains("300 people read", record, StringComparison.Ordinal);
        Assert.Contains(PolicyFile.Parse(File.ReadAllBytes(SampleRuns.Policy)).Sha256, record, StringComparison.Ordinal);
        Assert.Contains("police has not signed this policy.", record, StringComparison.Ordinal);
        foreach (var draft in Directory.GetFiles(runs.Out("record")))
        {
            Assert.Contains(PolicyRecord.Mark, File.ReadAllText(draft), StringComparison.Ordinal);
            Assert.DoesNotContain("SYNTHETIC-", File.ReadAllText(draft), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_audits_evaluations_and_backtests_found_stands_in_the_drafts_and_no_figure_of_few()
    {
        string[] found = ["--run", runs.Out("audit"), "--run", runs.Out("evaluate"), "--run", runs.Out("backtest")];
        Assert.Equal(0, SampleRuns.Run("policy", ["record", "--policy", SampleRuns.Policy, "--run", runs.Out("rank"), .. found, "--out", runs.Out("found")]));
        string record = runs.Text("found", "transparency-record.md"), card = runs.Text("found", "model-card.md"), pack = runs.Text("found", "committee-pack.md"), equality = runs.Text("found", "eqia-starter.md");
        var own = runs.Text("backtest", "backtest.csv").Split("\r\n").Select(line => line.Split(',')).Single(cells => cells.Length > 8 && cells[2].StartsWith("policy:", StringComparison.Ordinal));
        var captured = double.Parse(own[8], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var text in new[] { record, card })
            Assert.Contains(FormattableString.Invariant($"account for {100 * captured:0} per cent of later proven offences"), text, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{100 * (1 - captured):0} per cent of the proven offences of the 12 months after were of people not taken"), pack, StringComparison.Ordinal);
        Assert.Matches("iom audit as of 2026-10-31 made [0-9]+ comparisons between groups", pack);
        Assert.Matches("By sex: [0-9]+ comparisons", equality);
        Assert.Matches("By ethnicity: [0-9]+ comparisons", equality);
        Assert.Matches("iom evaluate as of 2026-10-31", card);
        // Of 23 people taken fewer than ten did nothing, and of them nothing is said.
        Assert.DoesNotContain("of those first in order had no proven offence", pack, StringComparison.Ordinal);
        foreach (var text in new[] { record, card, pack, equality }) Assert.DoesNotContain("SYN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_without_figures_for_a_record_and_two_rankings_are_refused()
    {
        Assert.Equal(3, SampleRuns.Run("policy", "record", "--policy", SampleRuns.Policy, "--run", runs.Out("compare"), "--out", runs.Out("none")));
        Assert.Equal(3, SampleRuns.Run("policy", "record", "--policy", SampleRuns.Policy, "--run", runs.Out("rank"), "--run", runs.Out("april"), "--out", runs.Out("none")));
        Assert.False(Directory.Exists(runs.Out("none")));
    }

    // The fields of version 4 as they were checked, in their order.
    [Theory]
    [InlineData("0.1", "0.2", "0.3", "0.4", "0.5", "1.1", "1.2", "1.3", "1.4", "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.2.1", "2.3.1", "2.3.2", "2.4.1.2", "2.4.1.3", "2.4.1.5", "2.4.2.2", "2.4.3.1", "2.4.3.4", "2.5.1", "2.5.2")]
    public void The_fields_of_the_standard_stand_in_its_order(params string[] fields)
    {
        var text = Draft("transparency-record.md", earlier: null);
        var places = fields.Select(field => text.IndexOf($"| {field} ", StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void What_changed_since_last_time_is_said()
    {
        var text = File.ReadAllText(SampleRuns.Policy);
        var earlier = Regex.Replace(text, "\"version\": *\"2.0.0\"", "\"version\": \"1.9.0\"");
        Assert.NotEqual(text, earlier);
        Assert.Contains("version: was 1.9.0; is 2.0.0", Draft("committee-pack.md", earlier).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("No earlier policy was given", Draft("committee-pack.md", earlier: null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_by_another_policy_is_refused()
    {
        var other = runs.Out("other.json");
        File.WriteAllText(other, File.ReadAllText(SampleRuns.Policy) + "\n");
        Assert.Equal(3, SampleRuns.Run("policy", "record", "--policy", other, "--run", runs.Out("rank"), "--out", runs.Out("other")));
        Assert.False(Directory.Exists(runs.Out("other")));
    }

    private static string Draft(string name, string? earlier) => PolicyRecord.Draft(new RecordInput
    {
        Policy = PolicyFile.Parse(File.ReadAllBytes(SampleRuns.Policy)),
        Signatures = [],
        Catalogue = Offences.OffenceCatalogue.BuiltIn,
        Warnings = [],
        Earlier = earlier is null ? null : PolicyFile.Parse(System.Text.Encoding.UTF8.GetBytes(earlier)),
    }).Single(draft => draft.Name == name).Text;
}
