using System.Text;

namespace Iom.Selection.Cli.Tests;

/// <summary>The way from an agency's own files to a ranking: <c>iom map</c>, <c>iom check</c>, and what stops a run.</summary>
public class MapTests
{
    private const string Secret = Outcome.Secret;

    [Fact]
    public void A_map_is_drafted_checked_answered_and_ranked_by()
    {
        using var work = new Workspace();
        work.Extracts.Delete("offences.csv");
        work.Extracts.Write("CRIMES_20250131.csv", "Nominal Ref;Crime Ref;HO Code;DateComm;Disposal", ["SYNTHETIC-001;F1;046;25/02/2025;Dealt with"]);
        var map = work.Extracts.PathOf("extract-map.json");
        var drafted = Tool.Run("map", "--extracts", work.Extracts.Path, "--out", map).IsDone();
        Assert.Contains("CRIMES_20250131.csv: offences.csv", drafted.Out, StringComparison.Ordinal);
        Assert.Contains("open: values.outcome (1 word)", drafted.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Dealt with", drafted.Out, StringComparison.Ordinal);
        Tool.Run("map", "--extracts", work.Extracts.Path, "--out", map).IsRefused(3, "already exists");

        var check = Tool.Run("check", "--extracts", work.Extracts.Path, "--out", work.PathOf("lists"));
        Assert.Contains("offences (CRIMES_20250131.csv): values.outcome (1 word)", check.Out, StringComparison.Ordinal);
        check.IsRefused(3, "leaves 1 thing open");
        Assert.False(Directory.Exists(work.PathOf("lists")));
        work.Rank().IsRefused(3, "leaves 1 thing open", "values.outcome");

        var answered = File.ReadAllText(map, Encoding.UTF8).Replace("\"Dealt with\": \"?\"", "\"Dealt with\": \"convicted\"", StringComparison.Ordinal);
        File.WriteAllText(map, answered);
        work.Rank().IsDone();
        Assert.Equal(1, work.AssertWhole().Count("offences.csv", "used"));
    }

    [Fact]
    public void A_check_of_offenders_of_whom_no_row_can_be_used_says_why_writes_its_lists_and_is_4()
    {
        using var work = new Workspace();
        work.Extracts.Write("offenders.csv", "offender_id", [$"{Secret},{Secret}", " "]);
        work.Rank().IsRefused(3, "None of the rows in offenders.csv can be used: ", "1 too-many-fields", "1 empty in offender_id", "iom check");
        var check = Tool.Run("check", "--extracts", work.Extracts.Path, "--out", work.PathOf("lists")).IsDone(4);
        Assert.Contains("None of the rows in offenders.csv can be used", check.Error, StringComparison.Ordinal);
        Assert.Contains("every row was refused (", check.Out, StringComparison.Ordinal);
        Assert.Contains("offenders.csv,offenders.csv,2,,,too-many-fields", File.ReadAllText(Path.Combine(work.PathOf("lists"), "refused.csv")), StringComparison.Ordinal);
        Tool.Run("check", "--extracts", work.Extracts.Path, "--out", work.PathOf("lists")).IsRefused(3, "already exists");
    }

    [Fact]
    public void A_check_is_4_where_no_row_of_some_file_can_be_used_however_many_may_be_refused()
    {
        using var work = new Workspace();
        work.Extracts.Write("nominations.csv", "offender_id,agency,nominated_on", [$"{Secret},police,2025-02-03"]);
        var check = Tool.Run("check", "--extracts", work.Extracts.Path, "--max-refused", "100").IsDone(4);
        Assert.Contains("None of the rows in nominations.csv can be used.", check.Error, StringComparison.Ordinal);
        work.Rank().IsDone();
    }

    [Fact]
    public void A_check_is_4_above_max_refused_and_says_what_cells_look_like()
    {
        using var work = new Workspace();
        for (var i = 0; i < 10; i++) work.Extracts.Append("offences.csv", $"SYNTHETIC-001,X{i},046,03/02/2025,{Secret},,,");
        var check = Tool.Run("check", "--extracts", work.Extracts.Path).IsDone(4);
        Assert.Contains("offences.csv, offence_date: 99/99/9999 (10)", check.Out, StringComparison.Ordinal);
        Assert.Contains("takes: convicted, ", check.Out, StringComparison.Ordinal);
        Tool.Run("check", "--extracts", work.Extracts.Path, "--max-refused", "100").IsDone();
    }

    [Fact]
    public void Words_are_shown_on_a_terminal_only_and_that_is_said()
    {
        using var work = new Workspace();
        work.Extracts.Append("offences.csv", $"SYNTHETIC-001,X,046,2025-02-03,{Secret},,,");
        var check = Tool.Run("check", "--extracts", work.Extracts.Path, "--show-values", "--max-refused", "100").IsDone();
        Assert.Contains("--show-values shows words on a terminal only", check.Out, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Secret} (1)", check.Out, StringComparison.Ordinal);
    }

    [FactWith(Needed.Terminal)]
    public void On_a_terminal_words_are_shown()
    {
        using var work = new Workspace();
        work.Extracts.Append("offences.csv", $"SYNTHETIC-001,X,046,2025-02-03,{Secret},,,");
        var shown = Tool.RunOnTerminal("check", "--extracts", work.Extracts.Path, "--show-values", "--max-refused", "100");
        Assert.Contains($"{Secret} (1)", shown, StringComparison.Ordinal);
        Assert.Contains("are in no file or log", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_people_are_not_known_is_told()
    {
        using var work = new Workspace();
        work.Extracts.Append("offences.csv", "synthetic-001,X,046,2025-02-03,convicted,,,");
        Assert.Contains("offences.csv: of 1 such row looked at, 1: they would be known without case: give \"idCase\": \"ignore\" in the map.",
            Tool.Run("check", "--extracts", work.Extracts.Path, "--max-refused", "100").IsDone().Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offender_id,offence_id,offence_code,offence_date,outcome")]
    [InlineData(null)]
    public void An_extract_that_must_have_rows_stops_the_run_without_them(string? header)
    {
        using var work = new Workspace();
        // Headers alone are a warning where the policy does not ask.
        work.Extracts.Write("nominations.csv", "offender_id,agency,nominated_on", []);
        Assert.Contains("nominations.csv has a header but no rows", work.Rank().IsDone().Out, StringComparison.Ordinal);
        Directory.Delete(work.Out, recursive: true);
        var kind = header is null ? "risk_scores" : "offences";
        if (header is null) work.Extracts.Delete("risk_scores.csv");
        else work.Extracts.Write("offences.csv", header, []);
        var policy = work.File("policy.json", File.ReadAllText(Workspace.ReferencePolicy).Replace("\"ranking\":", $"\"extracts\": {{ \"mustHaveRows\": [\"{kind}\"] }}, \"ranking\":", StringComparison.Ordinal));
        Tool.Run([.. work.RankArgsWith("--policy", policy), "--quiet"]).IsRefused(3, $"{kind}.csv has no rows", "extracts");
        Assert.False(Directory.Exists(work.Out));
    }

    [Fact]
    public void Rows_that_a_map_does_not_choose_are_in_the_summary_and_the_manifest()
    {
        using var work = new Workspace();
        work.Extracts.Write("nominations.csv", "offender_id,agency,nominated_on,ROLE", ["SYNTHETIC-001,police,2025-02-03,Offender", "SYNTHETIC-002,police,2025-02-03,Victim"]);
        work.Extracts.Write("extract-map.json", Encoding.UTF8.GetBytes("""{ "nominations": { "rows": { "ROLE": ["Offender"] } } }"""));
        Assert.Contains("not chosen", work.Rank().IsDone().Out, StringComparison.Ordinal);
        var run = work.AssertWhole();
        Assert.Equal((2, 1, 0, 1), (run.Count("nominations.csv", "read"), run.Count("nominations.csv", "used"), run.Count("nominations.csv", "refused"), run.Count("nominations.csv", "notChosen")));
    }
}
