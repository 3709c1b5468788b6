using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Extracts;
using Iom.Selection.Policies;

namespace Iom.Selection.Agreement.Tests;

/// <summary>Two readings of the design, one plain and one fast, give the same ranking.</summary>
public class AgreementTests
{
    [SeededProperty(MaxTest = 250)]
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
                var inAll = Difference.Between(answer.Cells("ranking.csv"), reference.Rows(allPoints: true));
                return inAll.Length > 0 ? inAll : Difference.Between(answer.Cells("ranking.csv", allPoints: false), reference.Rows(allPoints: false));
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
}
