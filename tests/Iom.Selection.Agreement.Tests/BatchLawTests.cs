using FsCheck.Xunit;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Tests.Generation;
using Iom.Selection.Tests.Laws;

namespace Iom.Selection.Agreement.Tests;

/// <summary>The laws of a ranking on the road of the batch.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 30)]
public class BatchLawTests() : RankingLaws(new BatchRoad(Product.Shipped))
{
    /// <summary>Law 11.</summary>
    [SeededProperty(MaxTest = 80)]
    public void The_batch_ranks_as_the_library_does(Scenario scenario) => Holds(() => Assert.Equal(new LibraryRoad().Rank(scenario), new BatchRoad(Product.Shipped).Rank(scenario)));

    protected override void Holds(Action law)
    {
        try
        {
            base.Holds(law);
        }
        catch (ExtractException e) when (e.Message.Contains("Every record is dated after", StringComparison.Ordinal))
        {
            // On a date before all records the run stops.
        }
    }
}
