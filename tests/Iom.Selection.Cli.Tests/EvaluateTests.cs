using System.Text.Json.Nodes;

namespace Iom.Selection.Cli.Tests;

/// <summary><c>iom evaluate</c>, from its arguments to its files.</summary>
public class EvaluateTests
{
    private static readonly string[] Files = ["evaluation.csv", "evaluation.json", "evaluation.md", "report.html", "run.json", "run.key"];

    [Fact]
    public void It_writes_figures_by_section_and_names_nobody()
    {
        using var work = new Workspace();
        var outcome = Tool.Run(Args(work)).IsDone();
        Assert.Contains("the strongest first", outcome.Out, StringComparison.Ordinal);
        Assert.True(outcome.Out.IndexOf("Lots", StringComparison.Ordinal) < outcome.Out.IndexOf("Expected", StringComparison.Ordinal));
        Assert.True(outcome.Out.IndexOf("Expected", StringComparison.Ordinal) < outcome.Out.IndexOf("Before and during", StringComparison.Ordinal));
        Assert.Equal(Files, Directory.GetFiles(work.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var name in Files[..3]) Assert.DoesNotContain("SYNTHETIC", File.ReadAllText(Path.Combine(work.Out, name)), StringComparison.OrdinalIgnoreCase);
        var lines = File.ReadAllLines(Path.Combine(work.Out, "evaluation.csv"));
        Assert.Equal("measure,group,n,value,lower,upper,method", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("offences_per_year_during,cohort:fixed,2,", StringComparison.Ordinal));
        Assert.Equal(lines.Length - 1, lines[1..].Select(line => string.Join(',', line.Split(',')[..2])).Distinct().Count());
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(work.Out, "evaluation.json")))!;
        Assert.Equal("lots", json["sections"]![0]!["section"]!.GetValue<string>());
        Assert.Equal("before_after", json["sections"]!.AsArray()[^1]!["section"]!.GetValue<string>());
        Assert.Equal(lines.Length - 1, json["sections"]!.AsArray().Sum(section => section!["figures"]!.AsArray().Count));
        Assert.Contains(json["notes"]!.AsArray(), note => note!.GetValue<string>().Contains("decisions were not given", StringComparison.Ordinal));
    }

    [Fact]
    public void The_json_is_as_its_schema_says()
    {
        using var work = new Workspace();
        Tool.Run(Args(work)).IsDone();
        Schema.AssertFollows("evaluation.schema.json", Path.Combine(work.Out, "evaluation.json"));
    }

    [Fact]
    public void The_same_inputs_give_the_same_bytes_on_any_number_of_threads_and_in_any_order_of_rows()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--threads", "1")).IsDone();
        var once = work.Hashes();
        work.DeleteOut();
        Tool.Run(Args(work, "--threads", "4")).IsDone();
        Assert.Equal(once, work.Hashes());
        work.DeleteOut();
        work.Extracts.Shuffle(5);
        Tool.Run(Args(work)).IsDone();
        Assert.Equal(once.Where(pair => pair.Key is not ("run.json" or "run.key")), work.Hashes().Where(pair => pair.Key is not ("run.json" or "run.key")));
    }

    [Fact]
    public void Archived_runs_are_ranked_again_and_left_out_and_told_where_they_come_out_otherwise()
    {
        using var work = new Workspace();
        var runs = work.PathOf("runs");
        Directory.CreateDirectory(runs);
        Rank(work, runs, "2025-03-31");
        Rank(work, runs, "2025-04-30");
        var other = Policies.With(work, "other.json", policy => policy["version"] = "3.0.0");
        Rank(work, runs, "2025-05-31", other);
        Tool.Run([.. Args(work, "--runs", runs)]).IsDone();
        var notes = Notes(work);
        Assert.Contains(notes, note => note.StartsWith("The run of 2025-05-31 is left out: none of the policies", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.StartsWith("2 runs are less than 12 months old", StringComparison.Ordinal));
        Assert.Contains(File.ReadAllLines(Path.Combine(work.Out, "evaluation.csv")), line => line.StartsWith("bunching_p_bend_0.0,all,", StringComparison.Ordinal));
        work.DeleteOut();
        Tool.Run([.. Args(work, "--runs", runs, "--policy", other)]).IsDone();
        Assert.DoesNotContain(Notes(work), note => note.Contains("2025-05-31", StringComparison.Ordinal));
        work.DeleteOut();
        // Somebody's offences of that time have come since.
        for (var i = 0; i < 9; i++) work.Extracts.Append("offences.csv", $"{ExtractsFolder.Id(9)},NEW{i},028/03,2025-04-{10 + i},convicted,2025-04-{10 + i},public,synthetic");
        Tool.Run([.. Args(work, "--runs", runs)]).IsDone();
        Assert.Contains(Notes(work), note => note.StartsWith("The run of 2025-04-30 is left out: from these extracts it comes out otherwise", StringComparison.Ordinal));
        Assert.DoesNotContain(Notes(work), note => note.StartsWith("The run of 2025-03-31 is left out", StringComparison.Ordinal));
    }

    [Fact]
    public void The_export_for_the_data_lab_has_everybody_who_was_in_the_cohort_and_names_joined_last()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--for", "data-lab")).IsDone();
        var lines = File.ReadAllLines(Path.Combine(work.Out, "data-lab.csv"));
        Assert.Equal("audience,offender_id,surname,forename,date_of_birth,gender,pnc_id,prison_number,intervention_start,intervention_end,cohort", lines[0]);
        Assert.Equal([$"justice_data_lab_only,{ExtractsFolder.Id(2)},,,,,,,2025-02-01,,fixed", $"justice_data_lab_only,{ExtractsFolder.Id(11)},,,,,,,2025-02-01,,fixed"], lines[1..]);
        work.DeleteOut();
        var names = work.File("names.csv", $"offender_id,pnc_id,surname\n{ExtractsFolder.Id(11)},SYNTHETIC/1,SYNTHETIC-NAME\n");
        Tool.Run(Args(work, "--for", "data-lab", "--names", names)).IsDone();
        Assert.Contains($"justice_data_lab_only,{ExtractsFolder.Id(11)},SYNTHETIC-NAME,,,,SYNTHETIC/1,,2025-02-01,,fixed", File.ReadAllLines(Path.Combine(work.Out, "data-lab.csv")));
        foreach (var name in Files) Assert.DoesNotContain("SYNTHETIC-NAME", File.ReadAllText(Path.Combine(work.Out, name)), StringComparison.Ordinal);
        Tool.Run(Args(work, "--names", names)).IsRefused(2, "--names", "--for data-lab");
        work.DeleteOut();
        Tool.Run(Args(work, "--for", "data-lab", "--names", work.PathOf("none.csv"))).IsRefused(3, "names");
        work.AssertNothingWritten();
    }

    [Fact]
    public void What_it_cannot_use_stops_it_before_anything_is_written()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--runs", work.PathOf("none"))).IsRefused(3, "folder of runs");
        Tool.Run(Args(work, "--policy", Workspace.ReferencePolicy)).IsRefused(3, "same file");
        Tool.Run(Args(work, "--decisions", work.PathOf("none"))).IsRefused(3, "decisions");
        Tool.Run(Args(work, "--for", "everybody")).IsRefused(2);
        work.AssertNothingWritten();
        Tool.Run(Args(work)).IsDone();
        Tool.Run(Args(work)).IsRefused(3, "already exists");
        Tool.Run(Args(work, "--overwrite", "--quiet")).IsDone();
        Tool.Run("purge", "--yes", "--runs", work.Outputs, "--before", "2040-01-01", "--policy", Workspace.ReferencePolicy).IsDone();
        Assert.Equal(["run.json"], Directory.GetFiles(work.Out).Select(Path.GetFileName));
    }

    [Fact]
    public void A_planted_effect_takes_so_many_offences_of_members_and_none_of_others()
    {
        using var work = new Workspace();
        string[] Sample(string name, params string[] more) => ["sample", "--offenders", "3000", "--seed", "2", "--no-difference", "--quiet", "--out", work.PathOf(name), .. more];
        Tool.Run(Sample("without")).IsDone();
        Tool.Run(Sample("with", "--effect", "40")).IsDone();
        Tool.Run(Sample("wrong", "--effect", "101")).IsRefused(2, "--effect");
        Assert.Equal(File.ReadAllText(Path.Combine(work.PathOf("without"), "memberships.csv")), File.ReadAllText(Path.Combine(work.PathOf("with"), "memberships.csv")));
        double During(string name)
        {
            var output = work.PathOf($"out-{name}");
            Tool.Run("evaluate", "--extracts", work.PathOf(name), "--policy", Workspace.ReferencePolicy, "--as-of", "2026-10-31", "--out", output, "--quiet").IsDone();
            return double.Parse(File.ReadAllLines(Path.Combine(output, "evaluation.csv")).Single(line => line.StartsWith("offences_ratio_during_to_before,all,", StringComparison.Ordinal)).Split(',')[3], System.Globalization.CultureInfo.InvariantCulture);
        }
        // Six in ten are left, of the same people in the same time.
        Assert.InRange(During("with") / During("without"), 0.5, 0.7);
        var truth = JsonNode.Parse(File.ReadAllText(Path.Combine(work.PathOf("with"), "truth.json")))!;
        Assert.Equal(40, truth["planted"]!["effect"]!["percent"]!.GetValue<int>());
        Assert.True(truth["planted"]!["effect"]!["offencesPrevented"]!.GetValue<int>() > 300);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void An_effect_on_those_whom_runs_recommended_is_found_beside_what_was_to_be_expected()
    {
        using var work = new Workspace();
        // Without a tie-break more people are equal at the line.
        var policy = Policies.With(work, "lots.json", each => each["ranking"]!.AsObject().Remove("tieBreak"));
        string[] dates = ["2024-06-30", "2024-10-31", "2025-02-28", "2025-06-30", "2025-10-31"];
        Dictionary<string, string[]> Evaluate(int effect)
        {
            var (runs, name) = (work.PathOf($"runs-{effect}"), $"sample-{effect}-");
            Directory.CreateDirectory(runs);
            // As time goes: each run sees what the effect of those before it has left.
            for (var i = 0; i <= dates.Length; i++)
            {
                Tool.Run("sample", "--offenders", "4000", "--seed", "7", "--no-difference", "--quiet", "--effect", $"{effect}", "--effect-runs", runs, "--out", work.PathOf($"{name}{i}")).IsDone();
                if (i == dates.Length) break;
                Tool.Run("rank", "--extracts", work.PathOf($"{name}{i}"), "--policy", policy, "--as-of", dates[i], "--capacity", "420", "--out", Path.Combine(runs, dates[i]), "--quiet").IsDone();
            }
            var output = work.PathOf($"out-{effect}");
            Tool.Run("evaluate", "--extracts", work.PathOf($"{name}{dates.Length}"), "--policy", policy, "--as-of", "2026-10-31", "--runs", runs, "--out", output, "--quiet").IsDone();
            Assert.DoesNotContain("left out: from these extracts", File.ReadAllText(Path.Combine(output, "evaluation.json")), StringComparison.Ordinal);
            return File.ReadAllLines(Path.Combine(output, "evaluation.csv"))[1..].Select(line => line.Split(',')).ToDictionary(cells => $"{cells[0]}/{cells[1]}");
        }
        static double Number(string[] cells, int cell = 3) => double.Parse(cells[cell], System.Globalization.CultureInfo.InvariantCulture);
        var (without, with) = (Evaluate(0), Evaluate(80));
        // Two in ten of their offences are left.
        Assert.InRange(Number(with["observed_to_expected/all"]) / Number(without["observed_to_expected/all"]), 0.15, 0.3);
        Assert.True(Number(with["observed_to_expected/all"], 5) < Number(without["observed_to_expected/all"], 4));
        // Few stand at the line, they offend little, and many of those drawn out come in at the next run: five lots are too few, and where nothing was done they find nothing.
        var (lots, noLots) = (with["lots_difference/not proven random"], without["lots_difference/not proven random"]);
        Assert.True(Number(noLots, 4) < 0 && Number(noLots, 5) > 0 && Number(without["lots_p/not proven random"]) > 0.05, string.Join(',', noLots));
        Assert.True(Number(lots, 2) > 100 && Number(lots) < 0, string.Join(',', lots));
        Assert.Contains("as they were drawn, so the difference shows less", File.ReadAllText(Path.Combine(work.PathOf("out-80"), "evaluation.json")), StringComparison.Ordinal);
    }

    private static string[] Args(Workspace work, params string[] more) =>
        ["evaluate", "--extracts", work.Extracts.Path, "--policy", Workspace.ReferencePolicy, "--as-of", "2026-03-01", "--out", work.Out, .. more];

    private static void Rank(Workspace work, string runs, string asOf, string? policy = null) =>
        Tool.Run("rank", "--extracts", work.Extracts.Path, "--policy", policy ?? Workspace.ReferencePolicy, "--as-of", asOf, "--capacity", "4", "--out", Path.Combine(runs, asOf), "--quiet").IsDone();

    private static string[] Notes(Workspace work) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(work.Out, "evaluation.json")))!["notes"]!.AsArray().Select(note => note!.GetValue<string>())];
}
