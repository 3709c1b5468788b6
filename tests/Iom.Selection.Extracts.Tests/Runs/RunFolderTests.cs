using System.Text;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Extracts.Tests.Runs;

public class RunFolderTests
{
    [Fact]
    public void A_ranking_is_read_as_it_was_written()
    {
        using var files = new RunFiles();
        var run = files.Ranking("run", "2026-01-31",
            "1,'=SYNTHETIC-1,select,fixed,no,yes,no,yes,34,40,yes,30,4,above-entry;tie:1/2;incomplete", ",\"SYNTHETIC,2\",refer,,yes,no,yes,no,,,,,,eligibility:2");
        Assert.Equal((RunFolder.Rank, new DateOnly(2026, 1, 31), "p", "1", 3), (run.Kind, run.AsOf, run.PolicyId, run.PolicyVersion, run.Capacity));
        var table = run.Ranking();
        Assert.Equal(["one", "two"], table.FactorIds.AsEnumerable());
        var (first, second) = (table.Rows[0], table.Rows[1]);
        Assert.Equal(("=SYNTHETIC-1", Recommendation.Select, "fixed", 1, 34, 40), (first.OffenderId.Value, first.Recommendation, first.Cohort, first.Rank, first.Total, first.Most));
        Assert.Equal((false, true, false, true, true), (first.IsMember, first.IsNominated, first.IsFlagged, first.IsTied, first.IsProvisional));
        Assert.Equal([30, 4], first.Points.AsEnumerable());
        Assert.Equal(["above-entry", "tie:1/2", "incomplete"], first.Reasons.AsEnumerable());
        Assert.Equal(("SYNTHETIC,2", Recommendation.Refer, null, null, null, null), (second.OffenderId.Value, second.Recommendation, second.Rank, second.Total, second.Most, second.IsProvisional));
        Assert.Empty(second.Points);
        Assert.Equal([new KeyValuePair<OffenderId, Recommendation>(second.OffenderId, Recommendation.Refer)], run.Members());
    }

    [Fact]
    public void The_members_of_a_review_are_all_its_rows_with_what_the_ranking_said()
    {
        using var files = new RunFiles();
        var run = RunFolder.Open(files.Run("run", "review", "2026-01-31", ("review.csv", "offender_id,recommendation,ranking\r\nSYNTHETIC-1,retain,below_exit\r\nSYNTHETIC-2,confirm_exit,not_eligible\r\n")));
        Assert.Equal([("SYNTHETIC-1", Recommendation.BelowExit), ("SYNTHETIC-2", Recommendation.NotEligible)], run.Members().Select(member => (member.Key.Value, member.Value)));
    }

    [Theory]
    [InlineData("1,,select,,no,no,no,no,1,1,no,1,0,", "offender_id")]
    [InlineData("1,SECRET,SECRET,,no,no,no,no,1,1,no,1,0,", "recommendation")]
    [InlineData("SECRET,X,select,,no,no,no,no,1,1,no,1,0,", "rank")]
    [InlineData("1,X,select,,no,no,no,no,-1,1,no,1,0,", "total_points")]
    [InlineData("1,X,select,,no,no,no,no,1,1,no,1,,", "factor")]
    [InlineData("1,X,select,,no,no,no,no,1,1,no,1,0", "cells")]
    public void A_row_that_no_run_wrote_is_refused_with_its_line_and_without_its_values(string row, string mentioned)
    {
        using var files = new RunFiles();
        var e = Assert.Throws<ExtractException>(() => files.Ranking("run", "2026-01-31", row).Ranking());
        Assert.Contains("line 2", e.Message, StringComparison.Ordinal);
        Assert.Contains(mentioned, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_who_stands_twice_among_the_members_is_refused()
    {
        using var files = new RunFiles();
        var run = RunFolder.Open(files.Run("run", "review", "2026-01-31", ("review.csv", "offender_id,ranking\r\nSYNTHETIC-1,retain\r\nSYNTHETIC-1,retain\r\n")));
        Assert.Contains("line 3", Assert.Throws<ExtractException>(run.Members).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_byte_changed_of_any_file_is_refused()
    {
        using var files = new RunFiles();
        const string text = "offender_id,ranking\r\nSYNTHETIC-1,retain\r\n";
        var folder = files.Run("run", "review", "2026-01-31", ("review.csv", text));
        var path = Path.Combine(folder, "review.csv");
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var at = 0; at < bytes.Length; at++)
        {
            File.WriteAllBytes(path, [.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]]);
            Assert.Throws<ExtractException>(() => RunFolder.Open(folder).Read("review.csv"));
        }
        File.WriteAllBytes(path, bytes);
        Assert.Equal(bytes, RunFolder.Open(folder).Read("review.csv"));
        Assert.Throws<ExtractException>(() => RunFolder.Open(folder).Read("ranking.csv"));
        Assert.Throws<ExtractException>(() => RunFolder.Open(folder).Read("run.json"));
    }

    [Fact]
    public void A_manifest_with_anything_left_out_is_refused_and_never_a_fault()
    {
        using var files = new RunFiles();
        var folder = files.Run("run", "review", "2026-01-31", ("review.csv", "x"));
        var path = Path.Combine(folder, "run.json");
        var whole = File.ReadAllText(path);
        RunFolder.Open(folder);
        foreach (var key in new[] { "tool", "kind", "asOf", "policy", "catalogue", "sha256", "capacity", "inputs", "outputs", "name" })
        {
            foreach (var other in new[] { whole.Replace($"\"{key}\":", $"\"x{key}\":", StringComparison.Ordinal), whole.Replace($"\"{key}\":", $"\"{key}\":7,\"x\":", StringComparison.Ordinal) })
            {
                if (key == "capacity" && other.Contains("\"capacity\":7", StringComparison.Ordinal)) continue;
                File.WriteAllText(path, other);
                Assert.Throws<ExtractException>(() => RunFolder.Open(folder));
            }
        }
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllText(path, whole[..length]);
            Assert.Throws<ExtractException>(() => RunFolder.Open(folder));
        }
    }
}
