using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Extracts.Tests.Samples;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Runs.Audits;
using Iom.Selection.Samples;
using Iom.Selection.Scoring;
using Xunit.Abstractions;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>What an audit finds in synthetic extracts, of which it is known what was planted, and what it claims where nothing was.</summary>
[Trait("Category", "Slow")]
public class PlantedDifferenceTests(ITestOutputHelper output)
{
    private const string Column = "ethnicity";
    private const string Group = "B";
    private const int Folders = 100;

    private static readonly ImmutableArray<PipelineStage> Steps = [PipelineStage.AboveLine, PipelineStage.Selection];

    private static readonly Policy Policy = PolicyFile.Parse(WithOdds(2));

    [Fact]
    public void The_planted_difference_is_found_and_its_factor_named()
    {
        // Which factor carries it is known because the same people can be made without it.
        var (with, without) = (Audit(new SampleOptions { Offenders = 4000, Seed = 7 }), Audit(new SampleOptions { Offenders = 4000, Seed = 7, HasDifference = false }));
        var carrier = with.Gap(Group).Shares.Zip(without.Gap(Group).Shares)
            .MaxBy(pair => with.Gap(Group).PointsOf(pair.First) - without.Gap(Group).PointsOf(pair.Second)).First.FactorId;

        var audits = AuditAll(Folders, seed => new SampleOptions { Offenders = 9000, Seed = 1000 + seed });
        var found = audits.Count(audit => audit.Comparisons(Group).Any(comparison => comparison is { Verdict: Verdict.DifferenceShown, Difference: > 0 }) && audit.Gap(Group).LeadingFactor == carrier);
        output.WriteLine($"{found} of {Folders}");
        Assert.True(found >= 90, $"The planted difference was found, and {carrier} named, in {found} of {Folders} folders.");
    }

    [Fact]
    public void Where_none_is_planted_one_is_claimed_no_more_often_than_the_level_allows_and_mid_p_is_uniform()
    {
        const int Empty = 150;
        var audits = AuditAll(Empty, seed => new SampleOptions { Offenders = 1500, Seed = 5000 + seed, HasDifference = false });
        foreach (var step in Steps)
        {
            // One step and one kind of comparison is one family: Holm keeps the chance of one false finding in it at the level.
            foreach (var with in Enum.GetValues<ComparedWith>())
            {
                var claimed = audits.Count(audit => audit.Stages.Single(other => other.Step == step).Table.Comparisons.Any(comparison => comparison.With == with && comparison.Verdict == Verdict.DifferenceShown));
                var most = 0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Empty));
                output.WriteLine($"{step} {with}: claimed in {claimed} of {Empty}, at most {most * Empty:0.0}");
                Assert.True(claimed <= most * Empty);
            }
            double[] values = [.. audits.Select(audit => audit.Stages.Single(other => other.Step == step).Table.Find(Group, ComparedWith.Rest)!.MidP!.Value).Order()];
            var farthest = values.Select((value, i) => Math.Max(Math.Abs(value - ((double)i / Empty)), Math.Abs(value - ((double)(i + 1) / Empty)))).Max();
            // The bound of Kolmogorov at one in a hundred.
            output.WriteLine($"{step}: farthest from uniform {farthest:0.000}, at most {1.628 / Math.Sqrt(Empty):0.000}");
            Assert.True(farthest <= 1.628 / Math.Sqrt(Empty));
        }
    }

    private static Audited[] AuditAll(int count, Func<int, SampleOptions> options)
    {
        var audits = new Audited[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => audits[i] = Audit(options(i)));
        return audits;
    }

    private static Audited Audit(SampleOptions options)
    {
        using var folder = new SampleFolder(options);
        var loaded = folder.Load();
        var assessor = new Assessor(new Scorer(Policy, OffenceCatalogue.BuiltIn, options.AsOf, loaded.Supplied));
        var run = AuditedRun.Create(assessor, folder.Truth.MemberCount + (options.Offenders / 20), loaded.People);
        var values = Characteristics.Read(Path.Combine(folder.Path, "characteristics.csv"), Policy.Fairness).ValuesOf(Column);
        var grouping = GroupAssignment.Create(Column, [.. loaded.People.Select(file => file.Offender.Id)], values);
        var road = new SelectionPipeline([run], decisions: null);
        var auditor = new ColumnAuditor([run], road, outcomes: null, withWhatIfs: true, []);
        return new Audited(auditor.StagesOf(grouping, Steps), auditor.Gaps(grouping));
    }

    // Who is not recorded is planted evenly. Without a range for them, verdicts must hold whatever they all are, and that takes more people than these.
    private static byte[] WithOdds(double odds)
    {
        var policy = JsonNode.Parse(File.ReadAllBytes(ReferencePolicy()), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        policy["fairness"]!["notRecorded"] = new JsonObject { ["odds"] = odds };
        return Encoding.UTF8.GetBytes(policy.ToJsonString());
    }

    private static string ReferencePolicy()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        return Path.Combine(root.FullName, "samples", "reference", "policy.json");
    }

    private sealed record Audited(ImmutableArray<StepAudit> Stages, ImmutableArray<FactorGap> Gaps)
    {
        public IEnumerable<Comparison> Comparisons(string group) => Stages.Select(step => step.Table.Find(group, ComparedWith.Rest)!);

        public FactorGap Gap(string group) => Gaps.First(gap => gap.Group == group && gap.With == ComparedWith.Rest);
    }
}
