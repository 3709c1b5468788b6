using FsCheck.Xunit;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Ranking;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Agreement.Tests;

/// <summary>Law 11 for a model's points: alone or among millions, from memory or from files, with any number of threads.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 25)]
public class BatchModelTests
{
    [SeededProperty]
    public void The_batch_gives_a_models_points_and_their_order_as_the_library_does(Scenario scenario, int pick) => AssertSame(scenario, pick);

    [Fact]
    public void And_some_of_them_are_ordered_by_it_or_in_disagreement()
    {
        var counts = Enumerable.Range(0, 20).Select(seed => AssertSame(new Maker(seed, orderly: false).Scenario(), seed)).ToArray();
        Assert.True(counts.Sum(count => count.Ordered) > 0 && counts.Sum(count => count.Disagreed) > 0);
    }

    private static (int Ordered, int Disagreed) AssertSame(Scenario scenario, int pick)
    {
        var modelled = Modelled.Create(scenario, pick % 4 == 0 ? ModelRole.Advisory : ModelRole.TieBreak, pick);
        var folder = Directory.CreateTempSubdirectory("iom-models-").FullName;
        try
        {
            BatchRoad.Write(modelled.Scenario, folder);
            var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv"));
            var ranking = ExtractFolder.Load(Path.Combine(folder, "extracts"), new ExtractOptions { Catalogue = catalogue.Catalogue, Threads = 2 }).AsOf(scenario.AsOf).Rank(modelled.Policy, modelled.Scenario.Capacity);
            var proposal = modelled.Propose();
            Assert.Equal(proposal.ToTable().Rows.Select(Said), ranking.ToTable().Rows.Select(Said));
            Assert.Equal(proposal.ModelDisagreements().Select(each => (each.Row.OffenderId, each.IsPlacedByModel)), ranking.Rows.ModelDisagreements().Select(each => (ranking.People().ElementAt(each.Row).OffenderId, each.IsPlacedByModel)));

            var explainer = new Explainer(modelled.Assessor(), proposal);
            foreach (var explanation in ranking.ExplainModelDisagreements().Concat(ranking.ExplainPanel(3, CancellationToken.None)).Where(explanation => explanation.Model is not null))
            {
                var own = explainer.Explain(modelled.Scenario.People.Single(file => file.Offender.Id == explanation.Row.OffenderId), proposal.Find(explanation.Row.OffenderId)!);
                Assert.Equal(own.Model!.Steps.Select(step => (step.Factor.Id, step.Reading, step.Level, step.Points, step.Next)), explanation.Model!.Steps.Select(step => (step.Factor.Id, step.Reading, step.Level, step.Points, step.Next)));
                Assert.Equal(own.Factors.Select(factor => factor.Change), explanation.Factors.Select(factor => factor.Change));
            }
            AssertFiles(ranking, catalogue, modelled, folder);
            return (proposal.Rows.Count(row => row.IsOrderedByModel), proposal.ModelDisagreements().Count);
        }
        catch (ExtractException e) when (e.Message.Contains("Every record is dated after", StringComparison.Ordinal))
        {
            // On a date before all records the run stops.
            return default;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What is read back of the files is what was ranked, the column only where points are shown.
    private static void AssertFiles(BatchRanking ranking, CatalogueFile catalogue, Modelled modelled, string folder)
    {
        var output = Path.Combine(folder, "run");
        RankingFiles.Write(
            new RankingRun { ToolVersion = "test", PolicyFile = new HashedFile("policy.json", ranking.Policy.Sha256), CatalogueFile = catalogue.File, Ranking = ranking, Warnings = [], AllPoints = true }, output, overwrite: false);
        var read = RunFolder.Open(output).Ranking();
        Assert.Equal(ranking.ToTable().Rows.Select(Said), read.Rows.Select(Said));
        Assert.Contains(",model_points,reason", File.ReadLines(Path.Combine(output, "ranking.csv")).First(), StringComparison.Ordinal);
        Assert.Equal(ranking.Rows.ModelDisagreements().Count, File.ReadLines(Path.Combine(output, "model-disagreements.csv")).Count() - 1);
        Assert.Equal(ranking.Rows.ModelDisagreements().Count, File.ReadLines(Path.Combine(output, "model-disagreements.jsonl")).Count());
        Assert.Contains(modelled.Model.Sha256, File.ReadAllText(Path.Combine(output, "run.json")), StringComparison.Ordinal);
    }

    private static string Said(RankingRow row) =>
        FormattableString.Invariant($"{row.OffenderId.Value} {row.Rank} {row.Recommendation} {row.IsTied} {row.IsOrderedByModel} {row.IsForPanel} {row.IsProvisional} {row.Total} {row.Most} {row.ModelPoints} {string.Join(';', row.Reasons)}");
}
