using System.Collections.Concurrent;
using System.Collections.Immutable;
using Iom.Selection.Extracts.Audits;
using Iom.Selection.Extracts.Samples;
using Iom.Selection.Extracts.Tests.Samples;
using Iom.Selection.Fairness;
using Iom.Selection.Offenders;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;
using Xunit.Abstractions;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>What an audit finds in synthetic extracts, of which it is known what was planted, and what it claims where nothing was.</summary>
public class PlantedDifferenceTests(ITestOutputHelper output)
{
    private const string Column = "ethnicity";
    private const string Group = "B";

    private static readonly Policy Policy = PolicyFile.Parse(File.ReadAllBytes(ReferencePolicy()));

    [Fact]
    public void The_planted_difference_is_found_and_its_factor_named()
    {
        var (folders, people) = (100, 7_500);
        var seen = new ConcurrentBag<(bool Found, bool Named)>();
        Parallel.For(0, folders, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var audited = Audit(new SampleOptions { Offenders = people, Seed = 1000 + seed });
            seen.Add((audited.Shows(Group), audited.Leading(Group) == "frequency"));
        });
        output.WriteLine($"found {seen.Count(s => s.Found)} named {seen.Count(s => s.Named)} both {seen.Count(s => s.Found && s.Named)}");
    }

    private static Audited Audit(SampleOptions options)
    {
        using var folder = new SampleFolder(options);
        var collation = folder.Collate();
        var assessor = new Assessor(new Scorer(Policy, OffenceCatalogue.BuiltIn, options.AsOf, collation.Supplied));
        var run = AuditedRun.Of(assessor, folder.Truth.MemberCount + (options.Offenders / 20), collation.People);
        var values = Characteristics.Read(Path.Combine(folder.Path, "characteristics.csv")).ValuesOf(Column);
        var grouping = Grouping.Of(Column, [.. collation.People.Select(file => file.Offender.Id)], values);
        var road = new Road([run], decisions: null);
        var auditor = new ColumnAuditor([run], road, outcomes: null, AuditAudience.Partnership);
        return new Audited(auditor.Road(grouping, [FairnessStep.AboveLine, FairnessStep.Selection]), auditor.Gaps(grouping));
    }

    private static string ReferencePolicy()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        return Path.Combine(root.FullName, "samples", "reference", "policy.json");
    }

    private sealed record Audited(ImmutableArray<StepAudit> Road, ImmutableArray<FactorGap> Gaps)
    {
        public bool Shows(string group) => Road.Any(step => step.Table.Find(group, ComparedWith.Rest)!.Verdict == Verdict.DifferenceShown);

        public string? Leading(string group) => Gaps.First(gap => gap.Group == group && gap.With == ComparedWith.Rest).LeadingFactor;
    }
}
