using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies;

namespace Iom.Selection.Agreement.Tests;

/// <summary>Two readings of the design, one plain and one fast, give the same ranking.</summary>
public class AgreementTests
{
    [FolderProperty]
    public Property Product_and_reference_agree_on_every_cell() =>
        Prop.ForAll(MessyFolders.Arbitrary, folder =>
        {
            var difference = DifferenceIn(folder);
            return (difference.Length == 0).Label(difference);
        });

    private static string DifferenceIn(MessyFolder messy)
    {
        var folder = messy.Write();
        try
        {
            var reference = new ReferenceRanking(
                Path.Combine(folder, "extracts"), Path.Combine(folder, "policy.json"), Path.Combine(folder, "catalogue.csv"), messy.AsOf, messy.Capacity);
            try
            {
                var answer = Product.Shipped.Answer(Question.Of(folder, messy.AsOf, messy.Capacity));
                // Each asking writes all files.
                var (files, minimised) = (answer.Files(allPoints: true), answer.Files());
                var inAll = Difference.Between(CsvText.Parse(files["ranking.csv"]), reference.Rows(allPoints: true));
                var inMinimised = inAll.Length > 0 ? "" : Difference.Between(CsvText.Parse(minimised["ranking.csv"]), reference.Rows(allPoints: false));
                var inCohort = inAll.Length > 0 ? "" : Difference.Between(CsvText.Parse(minimised["cohort.csv"]), reference.CohortRows(allPoints: false));
                return string.Join('\n', new[] { inAll, inMinimised, inCohort, DifferenceInAccount(answer, files, reference) }.Where(difference => difference.Length > 0));
            }
            catch (ExtractException) when (reference.Folder is { People.Count: 0 } or { UsedDatedRows: 0, LaterRows: > 0 })
            {
                // With nobody to rank, or on a date before all records, the product stops.
                return "";
            }
            catch (Exception e) when (e is ExtractException or PolicyException)
            {
                return "the product stopped: " + e.Message;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string DifferenceInAccount(Answer answer, SortedDictionary<string, string> files, ReferenceRanking reference)
    {
        var counts = Difference.Of("row counts", answer.Counts.Select(file => file.ToString()), reference.Folder.Account.Counts
            .Select(file => new FileCounts(file.File, file.Read, file.Used, file.Later, file.Duplicate, file.Refused).ToString()));
        var lists = new[] { "refused.csv", "duplicates.csv", "conflicts.csv", "possible-people.csv" }
            .Select(name => Difference.Of(name, CsvText.Parse(files[name]).Skip(1).Select(Joined), reference.List(name).Select(Joined)));
        return string.Concat(lists.Prepend(counts));

        static string Joined(string[] cells) => string.Join(" | ", cells);
    }
}
