using Iom.Selection.Policies;
using Iom.Selection.Runs.Comparisons;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Extracts.Tests.Runs;

public class RunComparisonTests
{
    [Fact]
    public void Exactly_a_threshold_is_never_above_it_and_the_next_count_always_is()
    {
        using var files = new RunFiles();
        var nothing = RunComparison.Create(files.Ranking("a", "2026-01-01"), files.Ranking("b", "2026-01-01"));
        for (var percent = 0; percent < 100; percent++)
        {
            var thresholds = new DriftThresholds(percent, percent, percent);
            Assert.Empty(With(percent).Warnings(thresholds));
            Assert.Equal(3, With(percent + 1).Warnings(thresholds).Count);
        }
        Assert.Empty(nothing.Warnings(new DriftThresholds(0, 0, 0)));

        RunComparison With(int count) => nothing with
        {
            Churn = new Proportion(count, 100),
            Shifts = [new FactorShift("one", new Proportion(count, 100))],
            IncompleteBefore = new Proportion(0, 37),
            IncompleteAfter = new Proportion(count, 100),
        };
    }

    [Fact]
    public void Factors_that_only_one_of_the_policies_has_are_told_of_and_shift_nothing()
    {
        using var files = new RunFiles();
        var before = files.Ranking("a", "2026-01-01", "1,SYNTHETIC-1,select,,no,no,no,no,7,7,no,3,4,above-entry");
        var after = RunFolder.Open(files.Run("b", "rank", "2026-01-01", ("explanations.jsonl", ""), ("ranking.csv",
            $"{RunFiles.RankingHeader.Replace("points:one", "points:three", StringComparison.Ordinal)}\r\n1,SYNTHETIC-1,select,,no,no,no,no,6,6,no,2,4,above-entry\r\n")));
        var comparison = RunComparison.Create(before, after);
        Assert.Equal(["three:->2", "one:3->"], Assert.Single(comparison.Moves).Factors.Select(factor => factor.ToString()));
        Assert.Equal([new FactorShift("two", new Proportion(0, 1))], comparison.Shifts.AsEnumerable());
    }

    [Fact]
    public void Points_that_a_run_does_not_show_are_no_change()
    {
        using var files = new RunFiles();
        var comparison = RunComparison.Create(
            files.Ranking("a", "2026-01-01", "1,SYNTHETIC-1,below_line,,no,no,no,no,,,,,,below-entry"), files.Ranking("b", "2026-01-01", "1,SYNTHETIC-1,select,,no,no,no,no,7,7,no,3,4,above-entry"));
        var move = Assert.Single(comparison.Moves);
        Assert.Equal((MoveKind.Recommended, 0), (move.Kind, move.Factors.Length));
        Assert.All(comparison.Shifts, shift => Assert.Equal(0, shift.Shifted.Of));
        Assert.Equal(new Proportion(1, 1), comparison.Churn);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"contributions\": [ {} ] }")]
    [InlineData("{ \"contributions\": [], \"offenderId\": 5 }")]
    [InlineData("{ \"contributions\": [ { \"factor\": null, \"records\": {} } ], \"offenderId\": \"SYNTHETIC-1\" }")]
    public void A_line_that_this_tool_did_not_write_is_refused_by_its_number_though_its_hash_is_right(string line)
    {
        using var files = new RunFiles();
        RunFolder Run(string name, string lines) => RunFolder.Open(files.Run(name, "rank", "2026-01-01",
            ("ranking.csv", $"\uFEFF{RunFiles.RankingHeader}\r\n1,SYNTHETIC-1,select,,no,no,no,no,6,6,no,2,4,above-entry\r\n"), ("explanations.jsonl", lines)));
        var refused = Assert.Throws<Problems.ExtractException>(() => RunComparison.Create(Run("before", "{}\n" + line + "\n"), Run("after", "")));
        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_on_two_lines_of_a_ranking_is_refused()
    {
        using var files = new RunFiles();
        const string row = "1,SYNTHETIC-1,select,,no,no,no,no,6,6,no,2,4,above-entry";
        Assert.Contains("line 3", Assert.Throws<Problems.ExtractException>(() => files.Ranking("twice", "2026-01-01", row, row).Ranking()).Message, StringComparison.Ordinal);
    }
}
