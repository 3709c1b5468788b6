using System.Text.Json;
using System.Text.Json.Nodes;

namespace Iom.Selection.Cli.Tests;

/// <summary><c>iom audit</c> and the blindness that it rests on, from the outside.</summary>
public class AuditTests
{
    private static readonly string[] Files = ["audit.csv", "audit.json", "audit.md", "report.html", "run.json", "run.key"];

    [Fact]
    public void An_audit_is_written_whole_and_says_what_it_was_made_from()
    {
        using var work = new AuditWorkspace();
        var outcome = work.Audit("--cross", "sex,group").IsDone();
        Assert.Contains("By sex,group", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(Files, Directory.GetFiles(work.AuditOut).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var manifest = JsonNode.Parse(File.ReadAllText(work.AuditFile("run.json")))!;
        foreach (var output in manifest["outputs"]!.AsArray()) Assert.Equal(output!["hmacSha256"]!.GetValue<string>(), RunFolder.Hidden(work.AuditOut, File.ReadAllBytes(work.AuditFile(output["name"]!.GetValue<string>()))));
        Assert.Contains("UNSUPPRESSED", File.ReadAllText(work.AuditFile("audit.md")), StringComparison.Ordinal);
        Assert.Contains("partnership_unsuppressed", File.ReadAllLines(work.AuditFile("audit.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public void People_who_are_not_recorded_are_a_group_and_everybody_is_counted()
    {
        using var work = new AuditWorkspace();
        work.Audit().IsDone();
        var groups = Figures(work).Where(figure => figure["table"]!.GetValue<string>() == "people" && figure["column"]!.GetValue<string>() == "sex").ToArray();
        Assert.Equal(["F", "M", "not recorded"], groups.Select(figure => figure["group"]!.GetValue<string>()));
        Assert.Equal(ExtractsFolder.OffenderCount, groups.Sum(figure => figure["count"]!.GetValue<int>()));
    }

    [Fact]
    public void Any_permutation_of_characteristics_changes_no_byte_of_a_run()
    {
        using var work = new AuditWorkspace();
        var run = work.Work.Hashes();
        var figures = string.Join('\n', Figures(work.Audited()).Select(figure => figure.ToJsonString()));
        // In the folder of the extracts too, where rank could find it; and with everybody's values given to somebody else.
        var header = work.Characteristics[0];
        foreach (var rows in new[] { work.Characteristics.Skip(1).Reverse(), work.Characteristics.Skip(1).Select((row, i) => ExtractsFolder.Id(i + 1) + row[row.IndexOf(',', StringComparison.Ordinal)..]) })
        {
            File.WriteAllLines(Path.Combine(work.Work.Extracts.Path, "characteristics.csv"), rows.Prepend(header));
            work.Work.DeleteOut();
            work.Work.Rank().IsDone();
            Assert.Equal(run, work.Work.Hashes());
        }
        // The order of its rows changes no figure of an audit either.
        File.WriteAllLines(work.CharacteristicsPath, work.Characteristics.Skip(1).Reverse().Prepend(header));
        Assert.Equal(figures, string.Join('\n', Figures(work.Audited()).Select(figure => figure.ToJsonString())));
    }

    [Theory]
    [InlineData("offenders.csv")]
    [InlineData("offences.csv")]
    [InlineData("memberships.csv")]
    [InlineData("drug_tests.csv")]
    [InlineData("risk_scores.csv")]
    [InlineData("custody.csv")]
    [InlineData("nominations.csv")]
    public void A_characteristic_put_into_an_extract_changes_nothing_but_the_word_that_it_was_ignored(string file)
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var (before, manifest) = (work.Hashes(), JsonNode.Parse(File.ReadAllText(Path.Combine(work.Out, "run.json")))!);
        var path = Path.Combine(work.Extracts.Path, file);
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, lines.Select((line, i) => i == 0 ? line + ",sex,ethnicity" : line + (i % 2 == 0 ? ",F,A" : ",M,B")));
        work.DeleteOut();
        work.Rank().IsDone();

        // The manifest, and the key by which it names the files.
        foreach (var name in new[] { "run.json", "run.key" }) before.Remove(name);
        Assert.Equal(before, new SortedDictionary<string, string>(work.Hashes().Where(pair => pair.Key is not ("run.json" or "run.key")).ToDictionary(), StringComparer.Ordinal));
        var after = JsonNode.Parse(File.ReadAllText(Path.Combine(work.Out, "run.json")))!;
        var report = after["files"]!.AsArray().Single(entry => entry!["file"]!.GetValue<string>() == file)!;
        Assert.Equal(2, report["ignoredColumnCount"]!.GetValue<int>());
        report["ignoredColumnCount"] = 0;
        Assert.Equal(Unwarned(manifest), Unwarned(after));

        // That columns were ignored stands among the warnings too.
        static string Unwarned(JsonNode json)
        {
            foreach (var file in json["inputs"]!.AsArray().Concat(json["outputs"]!.AsArray())) file!["hmacSha256"] = "";
            var warnings = json["warnings"]!.AsArray();
            foreach (var warning in warnings.Where(warning => warning!["code"]!.GetValue<string>().Contains("ignored", StringComparison.Ordinal)).ToArray()) warnings.Remove(warning);
            return json.ToJsonString();
        }
    }

    [Fact]
    public void The_same_inputs_give_the_same_bytes_whatever_the_threads()
    {
        using var work = new AuditWorkspace();
        var once = Bytes(work.Audited("--threads", "1"));
        Assert.Equal(once, Bytes(work.Audited("--threads", "7")));

        static string[] Bytes(AuditWorkspace work) => [.. Files.Select(file => AuditWorkspace.Hash(work.AuditFile(file)))];
    }

    [Fact]
    public void Statistics_are_the_tables_of_the_policy_and_nothing_else_of_the_audit()
    {
        using var work = new AuditWorkspace().Enlarged();
        var policy = work.Policy(Published);
        var outcome = work.Publish(policy, Key(work)).IsDone();
        Assert.Contains("may be published ONCE", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(Files, Directory.GetFiles(work.AuditOut).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        // The page says what audit.md says, and draws nothing: a picture of the road would show all figures of the audit.
        Assert.DoesNotContain("<figure>", File.ReadAllText(work.AuditFile("report.html")), StringComparison.Ordinal);
        // Two women are a small cell, nine men are none.
        var shown = Assert.Single(Figures(work), figure => figure["table"]!.GetValue<string>() == "statistics");
        Assert.Equal("M", shown["group"]!.GetValue<string>());
        Assert.Contains(shown["count"]!.GetValue<int>(), new[] { 5, 10 });
        foreach (var file in new[] { "audit.json", "audit.csv", "audit.md" })
        {
            var text = File.ReadAllText(work.AuditFile(file));
            foreach (var word in new[] { "SYNTHETIC", "above_line", "page_p", "gap", "holm" }) Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("not shown", File.ReadAllText(work.AuditFile("audit.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_holds_what_was_published_and_refuses_what_comes_too_soon_or_was_touched()
    {
        using var work = new AuditWorkspace().Enlarged();
        var (policy, key, ledger) = (work.Policy(Published), Key(work), work.Work.PathOf("ledger.jsonl"));
        Assert.DoesNotContain("ONCE", work.Publish(policy, key, "--ledger", ledger).IsDone().Out, StringComparison.Ordinal);
        var line = File.ReadAllText(ledger);
        Assert.DoesNotContain("SYNTHETIC", line, StringComparison.Ordinal);
        Assert.Contains(new string('0', 64), line, StringComparison.Ordinal);
        work.Publish(policy, key, "--ledger", ledger, "--overwrite").IsRefused(3, "3 months later");
        Assert.Equal(line, File.ReadAllText(ledger));
        work.Publish(policy, Key(work, 2), "--ledger", ledger, "--overwrite").IsRefused(3, "another rounding key");
        File.WriteAllText(ledger, line.Replace("\"number\":1", "\"number\":2", StringComparison.Ordinal));
        work.Publish(policy, key, "--ledger", ledger, "--overwrite").IsRefused(3, "not what was written");
    }

    [Fact]
    public void Statistics_without_tables_in_the_policy_or_with_a_short_key_are_refused()
    {
        using var work = new AuditWorkspace();
        work.Audit("--for", "statistics", "--rounding-key", Key(work)).IsRefused(3, "fixes no tables");
        work.Audit("--for", "statistics").IsRefused(2, "--rounding-key");
        work.Audit("--for", "statistics", "--rounding-key", Key(work), "--cross", "sex,group").IsRefused(2, "--cross");
        work.Audit("--ledger", "ledger.jsonl").IsRefused(2, "--for statistics");
        work.Publish(work.Policy(Published), work.Work.File("short.key", "0123456789")).IsRefused(3, "at least 32 bytes");
        work.Publish(work.Policy(Published), "missing.key").IsRefused(3, "cannot be opened");
        Assert.False(Directory.Exists(work.AuditOut));
    }

    private const string ByArea = """{ "smallestCell": 5, "equalRecords": { "strata": [ { "column": "area" } ] }, "statistics": { "tables": [ { "columns": ["sex"], "step": "in_scope" } ] } }""";

    [Fact]
    public void The_area_of_the_audits_own_file_makes_strata_and_is_no_characteristic()
    {
        using var work = new AuditWorkspace().WithAreas();
        var policy = work.Policy(ByArea);
        var run = work.Work.Hashes();
        var outcome = work.AuditBy(policy, "--reference", "sex=M").IsDone();
        Assert.DoesNotContain("By area", outcome.Out, StringComparison.Ordinal);
        var figures = Figures(work);
        Assert.DoesNotContain(figures, figure => figure["column"]!.GetValue<string>() == "area");
        // North and its other spelling are one; the two of whom it is not recorded are left out, and counted.
        Assert.Equal(["North", "South"], figures.Where(figure => figure["table"]!.GetValue<string>() == "equal_records_strata" && figure["column"]!.GetValue<string>() == "sex" && figure["group"]!.GetValue<string>() == "M")
            .Select(figure => figure["item"]!.GetValue<string>()).Where(item => item.StartsWith("selection", StringComparison.Ordinal)).Select(item => item[(item.LastIndexOf(' ') + 1)..]));
        Assert.Equal(2, figures.Where(figure => figure["table"]!.GetValue<string>() == "equal_records" && figure["column"]!.GetValue<string>() == "sex" && figure["item"]!.GetValue<string>() == "everybody_proposed within area"
            && figure["figure"]!.GetValue<string>() == "left_out").Sum(figure => figure["count"]!.GetValue<int>()));
        Assert.Contains("### Within area", File.ReadAllText(work.AuditFile("audit.md")), StringComparison.Ordinal);
        Assert.Contains("Within area", File.ReadAllText(work.AuditFile("report.html")), StringComparison.Ordinal);
        // The run knows nothing of it.
        Assert.Equal(run, work.Work.Hashes());

        // Where the policy says so, it is both.
        var both = work.Policy(ByArea.Replace("\"area\" }", "\"area\", \"audited\": true }", StringComparison.Ordinal));
        Directory.Delete(work.AuditOut, recursive: true);
        Assert.Contains("By area", work.AuditBy(both, "--reference", "sex=M").IsDone().Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--reference", "area=North", "makes strata")]
    [InlineData("--cross", "sex,area", "makes strata")]
    [InlineData("--characteristics", "offender_id,sex\nSYNTHETIC-001,M\n", "has no column area, within which the policy has people compared")]
    [InlineData("--characteristics", "offender_id,sex,Area\nSYNTHETIC-001,M,North\n", "has no column area")]
    [InlineData("--characteristics", "offender_id,area\nSYNTHETIC-001,North\n", "no column to audit by")]
    [InlineData("--characteristics", "offender_id,sex,area\nSYNTHETIC-001,M,\n", "Column area of other.csv is empty for everyone")]
    public void What_strata_can_not_be_made_of_stops_the_audit_with_one_line(string option, string value, string says)
    {
        using var work = new AuditWorkspace().WithAreas();
        var policy = work.Policy(ByArea);
        if (option == "--characteristics") work.AuditWithBoth(policy, work.Work.File("other.csv", value)).IsRefused(3, says);
        else work.AuditBy(policy, option, value).IsRefused(3, says);
        Assert.False(Directory.Exists(work.AuditOut));
    }

    [Fact]
    public void A_register_of_places_makes_no_strata()
    {
        using var work = new AuditWorkspace();
        var rows = Enumerable.Range(1, 1100).Select(i => $"{ExtractsFolder.Id(i)},{(i % 2 == 0 ? "M" : "F")},{Outcome.Secret}{i}");
        var register = work.Work.File("register.csv", string.Join('\n', rows.Prepend("offender_id,sex,area")) + "\n");
        work.AuditWithBoth(work.Policy(ByArea), register).IsRefused(3, "more than 1000 different values");
    }

    [Fact]
    public void Statistics_for_the_public_have_nothing_of_areas_and_do_not_ask_for_them()
    {
        using var work = new AuditWorkspace().Enlarged();
        var policy = work.Policy(ByArea);
        // Without the column, and with it: the same tables, and no word of it.
        work.Publish(policy, Key(work)).IsDone();
        string[] shown = [.. new[] { "audit.csv", "audit.json", "audit.md" }.Select(file => File.ReadAllText(work.AuditFile(file)))];
        Directory.Delete(work.AuditOut, recursive: true);
        File.WriteAllLines(work.CharacteristicsPath, File.ReadAllLines(work.CharacteristicsPath).Select((line, i) => line + (i == 0 ? ",area" : i % 2 == 0 ? ",North" : ",South")));
        work.Publish(policy, Key(work)).IsDone();
        Assert.Equal(shown, new[] { "audit.csv", "audit.json", "audit.md" }.Select(file => File.ReadAllText(work.AuditFile(file))));
        foreach (var file in Files)
        {
            foreach (var word in new[] { "North", "South", "equal_records", "within area", "strata" }) Assert.DoesNotContain(word, File.ReadAllText(work.AuditFile(file)), StringComparison.Ordinal);
        }
        // A table by area would be one of a characteristic that the policy says is none.
        var check = Tool.Run("policy", "check", work.Work.File("by-area.json", File.ReadAllText(policy).Replace("[\"sex\"]", "[\"area\"]", StringComparison.Ordinal)));
        Assert.Contains("fairness.statistics.tables[0].columns[0]: makes strata in equalRecords and is no characteristic", check.Out, StringComparison.Ordinal);
        Assert.Equal(3, check.ExitCode);
    }

    [Fact]
    public void A_smallest_cell_under_5_is_refused()
    {
        using var work = new AuditWorkspace();
        var policy = work.Work.File("small.json", File.ReadAllText(Workspace.ReferencePolicy).Replace("\"smallestCell\": 10", "\"smallestCell\": 4", StringComparison.Ordinal));
        work.AuditWith("--policy", policy).IsRefused(3, "smallestCell");
    }

    [Theory]
    [InlineData("sex=f", 0)]
    [InlineData("sex= F ", 0)]
    [InlineData("sex=not recorded", 3)]
    public void A_reference_is_read_like_a_label_and_is_never_those_not_recorded(string reference, int exitCode)
    {
        using var work = new AuditWorkspace();
        var outcome = work.Audit("--reference", reference);
        if (exitCode > 0) outcome.IsRefused(exitCode, "not recorded");
        else Assert.Contains("By sex, compared with F", outcome.IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_that_a_whole_interval_crosses_exits_with_5_and_is_named()
    {
        using var work = new AuditWorkspace();
        // Everybody of one group is at or above the line, nobody of the other: five people a side are enough at this level.
        var policy = work.Policy("""{ "level": 0.5, "thresholds": [ { "step": "in_scope", "differenceAtMost": 0.1 } ] }""");
        var outcome = work.AuditBy(policy, "--reference", "scope=in").IsDone(5);
        Assert.Contains("Threshold crossed: scope: out: In scope", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("\"thresholdsCrossed\": [\n    {", File.ReadAllText(work.AuditFile("audit.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_of_a_step_that_is_not_known_is_said_not_to_have_been_looked_at()
    {
        using var work = new AuditWorkspace();
        var policy = work.Policy("""{ "thresholds": [ { "step": "decided", "ratioAtLeast": 0.8 } ] }""");
        var outcome = work.AuditBy(policy, "--reference", "scope=in").IsDone();
        Assert.Contains("Threshold not checked: Selected by the panel, of those proposed, by sex; group; scope", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("Threshold not checked: Selected by the panel", File.ReadAllText(work.AuditFile("audit.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_the_runs_own_is_refused()
    {
        using var work = new AuditWorkspace();
        work.AuditWith("--policy", work.Work.File("other.json", File.ReadAllText(Workspace.ReferencePolicy) + "\n")).IsRefused(3, "another policy");
        work.AuditWith("--catalogue", work.Work.File("catalogue.csv", "code,title,group\n028,Burglary,burglary\n")).IsRefused(3, "another catalogue");
        var ranking = Path.Combine(work.Work.Out, "ranking.csv");
        var bytes = File.ReadAllBytes(ranking);
        File.WriteAllText(ranking, File.ReadAllText(ranking).Replace("below_line", "select", StringComparison.Ordinal));
        work.Audit().IsRefused(3, "ranking.csv");
        File.WriteAllBytes(ranking, bytes);
        File.AppendAllText(Path.Combine(work.Work.Extracts.Path, "custody.csv"), $"{ExtractsFolder.Id(1)},2025-01-01,2025-01-02\n");
        work.Audit().IsRefused(3, "custody.csv");
        Assert.False(Directory.Exists(work.AuditOut));
    }

    [Theory]
    [InlineData(2, "--cross", "sex")]
    [InlineData(2, "--cross", "sex,sex")]
    [InlineData(2, "--reference", "sex")]
    [InlineData(2, "--for", "everybody")]
    [InlineData(3, "--cross", "sex,shoe size")]
    [InlineData(3, "--reference", "sex=SYNTHETIC-SECRET-7")]
    [InlineData(3, "--decisions", "missing.jsonl")]
    [InlineData(3, "--outcomes", "missing")]
    public void An_option_that_can_not_stand_is_refused(int exitCode, string option, string value)
    {
        using var work = new AuditWorkspace();
        work.Audit(option, value).IsRefused(exitCode);
        Assert.False(Directory.Exists(work.AuditOut));
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("sex,group\nM,A\n", "offender_id")]
    [InlineData("offender_id\nSYNTHETIC-001\n", "header")]
    [InlineData("offender_id,sex,sex\nSYNTHETIC-001,M,F\n", "twice")]
    [InlineData("offender_id,sex\nSYNTHETIC-SECRET-7,M\n", "empty for everyone")]
    public void Characteristics_that_can_not_be_used_are_refused_in_one_line(string text, string says)
    {
        using var work = new AuditWorkspace();
        File.WriteAllText(work.CharacteristicsPath, text);
        work.Audit().IsRefused(3, says);
    }

    [Fact]
    public void Rows_that_can_not_be_used_and_contradictions_are_counted_and_a_register_of_people_is_no_grouping()
    {
        using var work = new AuditWorkspace();
        var rows = Enumerable.Range(1, 60).Select(i => $"{ExtractsFolder.Id(i)},{(i % 2 == 0 ? "M" : "F")},{Outcome.Secret}{i}");
        File.WriteAllLines(work.CharacteristicsPath, ["offender_id,sex,name", .. rows, $"{ExtractsFolder.Id(1)},M,", "too,many,cells,here", ",M,x"]);
        var outcome = work.Audit().IsDone();
        Assert.Contains("2 of 63 rows in", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("1 characteristic, counted as not recorded", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("were not audited: name", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Outcome.Secret, File.ReadAllText(work.AuditFile("audit.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_go_on_where_the_proposal_ends_and_runs_are_pooled_by_person()
    {
        using var work = new AuditWorkspace();
        work.Audit().IsDone();
        Assert.DoesNotContain(Figures(work), figure => figure["item"]?.GetValue<string>() == "decided");
        var log = work.Work.File("decisions.jsonl", "");
        work.Audited("--decisions", log);
        Assert.Contains(Figures(work), figure => figure["item"]?.GetValue<string>() == "decided");

        var later = Path.Combine(work.Work.Outputs, "later");
        Tool.Run(work.Work.RankArgsWith("--as-of", "2026-02-01").Select(word => word == work.Work.Out ? later : word).ToArray()).IsDone();
        work.Audited("--run", later);
        var people = Figures(work).Where(figure => figure["table"]!.GetValue<string>() == "people" && figure["column"]!.GetValue<string>() == "sex").Sum(figure => figure["count"]!.GetValue<int>());
        Assert.Equal(ExtractsFolder.OffenderCount, people);
        work.Audit("--run", later, "--for", "statistics", "--rounding-key", "key").IsRefused(2, "one run");
        Directory.Delete(work.AuditOut, recursive: true);
        work.Audit("--run", work.Work.Out).IsRefused(3, "the same date");
    }

    [Fact]
    public void Later_extracts_give_outcomes()
    {
        using var work = new AuditWorkspace();
        var earlier = Path.Combine(work.Work.Outputs, "earlier");
        Tool.Run(work.Work.RankArgsWith("--as-of", "2025-06-01").Select(word => word == work.Work.Out ? earlier : word).ToArray()).IsDone();
        work.AuditWith("--run", earlier, "--outcomes", work.Work.Extracts.Path).IsDone();
        var rates = Figures(work).Where(figure => figure["table"]!.GetValue<string>() == "outcome_above_line" && figure["item"]!.GetValue<string>() == "base_rate" && figure["group"]!.GetValue<string>() == "(all)").ToArray();
        Assert.NotEmpty(rates);
        // A run with nothing after it has no outcomes.
        work.Audit("--outcomes", work.Work.Extracts.Path, "--overwrite").IsDone();
    }

    private const string Published = """{ "smallestCell": 5, "statistics": { "tables": [ { "columns": ["sex"], "step": "in_scope" } ] } }""";

    private static string Key(AuditWorkspace work, int seed = 1) => work.Work.File(FormattableString.Invariant($"rounding-{seed}.key"), string.Concat(Enumerable.Range(0, 40).Select(i => (char)('a' + ((i * seed) % 26)))));

    private static JsonNode[] Figures(AuditWorkspace work)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(work.AuditFile("audit.json")));
        return [.. JsonNode.Parse(document.RootElement.GetProperty("figures").GetRawText())!.AsArray().Select(figure => figure!)];
    }
}
