using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Panels;
using Iom.Selection.Records;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Extracts.Tests.Runs;

public class ExitFilesTests
{
    [Fact]
    public void Decisions_before_the_review_and_about_people_who_are_not_in_it_make_no_record()
    {
        using var files = new RunFiles();
        var run = RunFolder.Open(files.Run("review", "review", "2026-01-05", ("explanations.jsonl", Line("SYNTHETIC-1") + Line("SYNTHETIC-2") + Line("SYNTHETIC-3"))));
        RecordedDecision[] decisions =
        [
            Decision("SYNTHETIC-1", PanelDecision.Deselect, 4), Decision("SYNTHETIC-2", PanelDecision.Deselect, 5), Decision("SYNTHETIC-3", PanelDecision.Deselect, 5), Decision("SYNTHETIC-3", PanelDecision.Defer, 6),
            Decision("SYNTHETIC-4", PanelDecision.Deselect, 5),
        ];
        var log = decisions.Aggregate(DecisionLog.Empty, (log, decision) => log.Append(decision, new byte[16]));
        Assert.Equal(1, ExitFiles.Write(log, run, files.PathOf("exits")));
        Assert.Contains("\"offenderId\":\"SYNTHETIC-2\"", Assert.Single(File.ReadAllLines(Path.Combine(files.PathOf("exits"), "exits.jsonl"))), StringComparison.Ordinal);
        var exits = RunFolder.Open(files.PathOf("exits"));
        Assert.Equal(("exits", run.AsOf, "review/run.json"), (exits.Kind, exits.AsOf, Assert.Single(exits.Inputs).Name));
        Assert.Null(exits.FindOtherInput([new Account.HashedFile("review/run.json", run.ManifestSha256)]));
        Assert.Equal("review/run.json", exits.FindOtherInput([new Account.HashedFile("review/run.json", new string('0', 64))]));
        Assert.NotEmpty(exits.Read("exits.html"));
        Assert.Throws<OutputException>(() => ExitFiles.Write(log, run, files.PathOf("exits")));
        Assert.Throws<ExtractException>(() => ExitFiles.Write(log, files.Ranking("ranking", "2026-01-05"), files.PathOf("more")));
    }

    [Theory]
    [InlineData("deceased", 0)]
    [InlineData("support_complete;duplicate_record", 0)]
    [InlineData("left_the_area", 1)]
    [InlineData("", 1)]
    public void Nobody_is_asked_for_the_own_view_of_somebody_who_has_died_or_stood_twice(string grounds, int forms)
    {
        using var files = new RunFiles();
        var run = RunFolder.Open(files.Run("review", "review", "2026-01-05", ("explanations.jsonl", Line("SYNTHETIC-1"))));
        var decision = Decision("SYNTHETIC-1", PanelDecision.Deselect, 5) with { Grounds = [.. grounds.Split(';', StringSplitOptions.RemoveEmptyEntries)] };
        Assert.Equal(1, ExitFiles.Write(DecisionLog.Empty.Append(decision, new byte[16]), run, files.PathOf("exits")));
        Assert.Single(File.ReadAllLines(Path.Combine(files.PathOf("exits"), "exits.jsonl")));
        Assert.Equal(forms, File.ReadAllText(Path.Combine(files.PathOf("exits"), "exits.html")).Split("<section>").Length - 1);
    }

    private static string Line(string id) => $$$"""
        {"schema":"iom-selection-review/1","offenderId":"{{{id}}}","memberSince":"2025-01-01","engagement":{"required":{"kept":1,"of":2},"voluntary":{"kept":3,"of":4}},"support":[],"supervisions":[]}

        """;

    private static RecordedDecision Decision(string id, PanelDecision decision, int day) => new(new OffenderId(id), "consider_deselection", decision, new DateOnly(2026, 1, day)) { By = "A", Role = "b", Agency = "c" };
}
