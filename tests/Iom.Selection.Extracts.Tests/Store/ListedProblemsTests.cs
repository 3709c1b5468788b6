using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class ListedProblemsTests
{
    [SeededProperty]
    public void The_first_ones_are_listed_and_all_counted_in_whatever_order_they_come(int seed, byte size, byte max)
    {
        var random = new Random(seed);
        var most = (max % 40) + 1;
        PackedProblem[] all = [.. Enumerable.Range(0, size * 2).Select(_ => Problem(random.Next(3), random.Next(1, 100), random.Next(5), random.Next(2) == 0 ? ProblemKind.NotADate : ProblemKind.Empty))
            .DistinctBy(problem => problem.Place)];
        var listed = new ListedProblems(most);
        foreach (var problem in all) listed.Add(problem);

        Assert.Equal(all.OrderBy(problem => problem.Place).Take(most), listed.InOrder().ToArray());
        Assert.Equal(Math.Max(0, all.Length - most), listed.UnlistedCount);
        Assert.Equal(
            all.GroupBy(problem => (problem.File, problem.Column, problem.Kind)).ToDictionary(same => same.Key, same => (same.Count(), same.Min(problem => problem.Line))),
            listed.Counts.ToDictionary());
    }

    // Six million rows of two bytes: what is kept of them does not grow with them, and nothing is lost from the counts.
    [Fact]
    [Trait("Category", "Slow")]
    public void A_row_that_is_refused_and_not_listed_is_counted()
    {
        const int rows = 6_000_000;
        using var folder = new Folder();
        folder.File("offences.csv", Folder.Offences + string.Concat(Enumerable.Repeat("x\n", rows)));
        var account = ExtractFolder.Load(folder.Path).AsOf(Folder.AsOf).Account;
        Assert.Equal(rows, account.RefusedCount);
        Assert.Equal(LoadingAccount.MaxListed, account.Problems.Count);
        Assert.Equal(LoadingAccount.MaxListed + 1, account.Problems[^1].Place.Line);
        Assert.Equal(rows, Assert.Single(account.ProblemCounts).CellCount);
        Assert.Contains("offences.csv: 1000000 more problems than refused.csv lists. iom check counts all of them by column.", ExtractChecks.Warnings(account).Select(warning => warning.Message));
    }

    private static PackedProblem Problem(int file, int line, int column, ProblemKind kind) => PackedProblem.Pack(ExtractContract.Offences, file, line, column, kind, PackedProblem.Nobody);
}
