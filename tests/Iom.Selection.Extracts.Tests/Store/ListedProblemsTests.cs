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

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_problem_that_is_not_listed_is_counted_and_told_and_its_person_has_to_settle(int threads)
    {
        const int rows = 20_000, listed = 1000;
        using var folder = new Folder();
        folder.File("offences.csv", Folder.Offences + string.Concat(Enumerable.Range(0, rows).Select(i => i % 2 == 0 ? "x\n" : $"SYNTHETIC-2,F{i},046,05/01/2026,convicted\n")));
        var options = new ExtractOptions { Threads = threads }.ForStore() with { MaxListed = listed, BufferBytes = 1000 };
        var snapshot = new ExtractSnapshot(new ExtractStore(folder.Path, options, progress: null, CancellationToken.None), Folder.AsOf);
        var account = snapshot.Account;

        Assert.Equal(rows, account.RefusedCount);
        Assert.Equal(Enumerable.Range(2, listed), account.Problems.Select(problem => problem.Place.Line));
        Assert.Equal(["not-a-date 10000 3", "too-few-fields 10000 2"], snapshot.CountProblems().Select(count => $"{count.Kind.Word()} {count.CellCount} {count.FirstLine}").Order());
        Assert.Contains("offences.csv: 19000 more problems than refused.csv lists. iom check counts all of them by column.", ExtractChecks.Warnings(account).Select(warning => warning.Message));
        Assert.Equal([rows / 2], snapshot.ToSettle.Where(count => count > 0));
    }

    private static PackedProblem Problem(int file, int line, int column, ProblemKind kind) => PackedProblem.Pack(ExtractContract.Offences, file, line, column, kind, PackedProblem.Nobody);
}
