using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Agreement.Tests.Reference;
using Xunit.Abstractions;

namespace Iom.Selection.Agreement.Tests;

/// <summary>Agreement on folders that never reach the hard cases would prove nothing.</summary>
[Trait("Category", "Slow")]
public class CoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void The_generated_folders_reach_every_hard_class()
    {
        var coverage = new Coverage();
        foreach (var messy in MessyFolders.Any.Sample(250, new Rnd(20261031, 7), 50))
        {
            var folder = messy.Write();
            try
            {
                coverage.Add(messy, new ReferenceRanking(
                    Path.Combine(folder, "extracts"), Path.Combine(folder, "policy.json"), Path.Combine(folder, "catalogue.csv"), messy.AsOf, messy.Capacity));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        output.WriteLine(coverage.ToString());
        Assert.Empty(coverage.Empty);
    }
}
