using System.Globalization;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Xunit.Abstractions;

namespace Iom.Selection.Tests.Fairness;

/// <summary>What a whole page claims where nothing was planted, how often its intervals hold, and what it finds where something was. The table in docs/audit.md is printed with IOM_PAGES=2000.</summary>
public class PageSimulationTests(ITestOutputHelper output)
{
    private const double Level = 0.95;

    private static readonly Policy Policy = PolicyText.Parse(PolicyText.With("[]", """[ { "id": "all" } ]"""));

    private static int Pages => int.TryParse(Environment.GetEnvironmentVariable("IOM_PAGES"), CultureInfo.InvariantCulture, out var pages) ? pages : 120;

    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    public void A_page_of_a_blind_process_claims_a_difference_no_more_often_than_the_level_allows(int people)
    {
        var (claimed, singly, comparisons) = (0, 0.0, 0.0);
        var (covered, intervals, all) = (0, 0, 0);
        for (var seed = 0; seed < Pages; seed++)
        {
            var audit = Made(people, 10_000 + seed, 1);
            var found = audit.Columns.SelectMany(column => column.JudgedTables()).SelectMany(pair => pair.Table.Comparisons).Where(comparison => comparison.P is not null).ToArray();
            if (found.Any(comparison => comparison.Verdict == Verdict.DifferenceShown)) claimed++;
            singly += audit.Page.SinglyCount;
            comparisons += audit.Page.ComparisonCount;
            // Nothing differs, so 0 is the truth of each.
            covered += found.Count(comparison => comparison.DifferenceInterval!.Value.Contains(0));
            intervals += found.Length;
            if (found.All(comparison => comparison.PageInterval!.Value.Contains(0))) all++;
        }
        output.WriteLine(FormattableString.Invariant(
            $"blind, {people} people: {Pages} pages of {comparisons / Pages:0} comparisons; {singly / Pages:0.0} shown singly a page; a difference shown on {claimed} pages ({100.0 * claimed / Pages:0.0} %); intervals hold {100.0 * covered / intervals:0.0} %; all intervals of a page hold on {100.0 * all / Pages:0.0} % of pages"));
        var most = 1 - Level + (3 * Math.Sqrt(Level * (1 - Level) / Pages));
        Assert.True(claimed <= most * Pages, $"{claimed} of {Pages} pages");
        Assert.True(covered >= (Level - 0.02) * intervals, $"{covered} of {intervals}");
        Assert.True(singly > 0, "Nothing was shown singly, so nothing was tried.");
    }

    [Theory]
    [InlineData(300, 3, 0.0)]
    [InlineData(1000, 3, 0.5)]
    [InlineData(3000, 3, 0.95)]
    [InlineData(3000, 1.5, 0.0)]
    public void What_is_planted_is_found_the_more_often_the_more_people_there_are(int people, double times, double least)
    {
        var pages = Math.Max(20, Pages / 4);
        var (found, wrong) = (0, 0);
        for (var seed = 0; seed < pages; seed++)
        {
            var audit = Made(people, 50_000 + seed, times);
            if (Shown(audit.Columns[0], "B") is { } comparison && comparison.Difference > 0) found++;
            if (audit.Columns.Skip(1).SelectMany(column => column.Stages).Any(stage => stage.Table.Comparisons.Any(each => each.Verdict == Verdict.DifferenceShown))) wrong++;
        }
        output.WriteLine(FormattableString.Invariant($"B (a fifth) proposed {times} times as often, {people} people: found on {100.0 * found / pages:0.0} % of {pages} pages; another characteristic named on {100.0 * wrong / pages:0.0} %"));
        Assert.True(found >= least * pages, $"{found} of {pages}");

        static Comparison? Shown(ColumnAudit column, string group) =>
            column.Stages.Single(stage => stage.Step == PipelineStage.EverybodyProposed).Table.Find(group, ComparedWith.Reference) is { Verdict: Verdict.DifferenceShown } comparison ? comparison : null;
    }

    [Theory]
    [InlineData(300, 1)]
    [InlineData(300, 12)]
    [InlineData(1000, 4)]
    public void Within_areas_that_differ_a_blind_process_is_claimed_to_differ_no_more_often_than_the_level_allows(int people, int areas)
    {
        // Areas propose between 5 and 60 of a hundred, and B lives where more are: over everybody there is a gap, within an area none.
        var rules = """{ "equalRecords": { "strata": [ { "column": "area" }, { "column": "area", "totals": [2, 4] } ] } }""";
        var policy = PolicyText.Parse(PolicyText.With("[]", """[ { "id": "all" } ]""").Replace("\"version\"", $"\"fairness\": {rules}, \"version\"", StringComparison.Ordinal));
        var (claimed, overEverybody, covered, intervals) = (0, 0, 0, 0);
        for (var seed = 0; seed < Pages; seed++)
        {
            var audit = MadeByArea(policy, people, areas, 90_000 + seed);
            var found = audit.Columns[0].EqualRecords.SelectMany(equal => equal.Table.Comparisons).Where(comparison => comparison.P is not null).ToArray();
            if (found.Any(comparison => comparison.Verdict == Verdict.DifferenceShown)) claimed++;
            if (audit.Columns[0].Stages.Any(stage => stage.Table.Comparisons.Any(comparison => comparison.Verdict == Verdict.DifferenceShown))) overEverybody++;
            covered += found.Count(comparison => comparison.DifferenceInterval!.Value.Contains(0));
            intervals += found.Length;
        }
        output.WriteLine(FormattableString.Invariant(
            $"within {areas} areas, {people} people: a difference shown within on {100.0 * claimed / Pages:0.0} % of {Pages} pages, over everybody on {100.0 * overEverybody / Pages:0.0} %; intervals within hold {100.0 * covered / intervals:0.0} %"));
        Assert.True(claimed <= (1 - Level + (3 * Math.Sqrt(Level * (1 - Level) / Pages))) * Pages, $"{claimed} of {Pages} pages");
        Assert.True(covered >= (Level - 0.03) * intervals, $"{covered} of {intervals}");
        Assert.True(areas == 1 || overEverybody > Pages / 2, "Over everybody there was no gap, so nothing was tried.");
    }

    private static FairnessAudit MadeByArea(Policy policy, int people, int areas, int seed)
    {
        var random = new Random(seed);
        var (groups, places, rows) = (new string[people], new string[people], new RankingRow[people]);
        for (var i = 0; i < people; i++)
        {
            var area = random.Next(areas);
            var share = areas == 1 ? 0.5 : (double)area / (areas - 1);
            groups[i] = random.NextDouble() < 0.1 + (0.8 * share) ? "B" : "A";
            places[i] = $"{area}";
            var recommendation = random.NextDouble() < 0.05 + (0.55 * share) ? Recommendation.Select : Recommendation.BelowLine;
            var points = random.Next(6);
            rows[i] = new RankingRow(new OffenderId($"SYNTHETIC-{i}"), recommendation) { Rank = i + 1, Total = points, Most = points, Points = [.. policy.Factors.Select((_, factor) => factor == 0 ? points : 0)] };
        }
        var run = new AuditedRun(new Assessor(new Scorer(policy, OffenceCatalogue.BuiltIn, new DateOnly(2026, 1, 31), SuppliedExtracts.All)), 0, [], rows, "seed", rows.Count(row => row.Recommendation == Recommendation.Select));
        OffenderId[] ids = [.. rows.Select(row => row.OffenderId)];
        GroupAssignment Column(string name, string[] own) => GroupAssignment.Create(name, ids, ids.Zip(own).ToDictionary(pair => pair.First, pair => pair.Second));
        return FairnessAudit.Create([run], [Column("group", groups)], [], withWhatIfs: false, strata: [Column("area", places)]);
    }

    // Everybody is in scope, ranked, above the line and proposed by chance alone, but that B is proposed some times as often. Three characteristics by chance.
    private static FairnessAudit Made(int people, int seed, double times)
    {
        var random = new Random(seed);
        var labels = new string[3][];
        for (var column = 0; column < labels.Length; column++) labels[column] = new string[people];
        var rows = new RankingRow[people];
        for (var i = 0; i < people; i++)
        {
            labels[0][i] = random.Next(5) == 0 ? "B" : "A";
            labels[1][i] = random.Next(10) switch { < 5 => "C", < 8 => "D", 8 => "E", _ => "F" };
            labels[2][i] = $"{random.Next(6)}";
            var chance = 0.1 * (labels[0][i] == "B" ? times : 1);
            var recommendation = random.Next(10) == 0 ? Recommendation.NotInScope : random.Next(10) == 0 ? Recommendation.Withheld
                : random.NextDouble() < chance ? Recommendation.Select : random.Next(8) == 0 ? Recommendation.NoPlace : Recommendation.BelowLine;
            var isRanked = recommendation is Recommendation.Select or Recommendation.NoPlace or Recommendation.BelowLine;
            var points = random.Next(6);
            rows[i] = new RankingRow(new OffenderId($"SYNTHETIC-{i}"), recommendation)
            {
                Rank = isRanked ? i + 1 : null,
                Total = isRanked ? points : null,
                Most = isRanked ? points + random.Next(2) : null,
                Points = isRanked ? [.. Policy.Factors.Select((_, factor) => factor == 0 ? points : 0)] : [],
            };
        }
        var run = new AuditedRun(new Assessor(new Scorer(Policy, OffenceCatalogue.BuiltIn, new DateOnly(2026, 1, 31), SuppliedExtracts.All)), 0, [], rows, "seed", rows.Count(row => row.Recommendation == Recommendation.Select));
        OffenderId[] ids = [.. rows.Select(row => row.OffenderId)];
        return FairnessAudit.Create([run], [.. labels.Select((own, column) => GroupAssignment.Create($"{column}", ids, ids.Zip(own).ToDictionary(pair => pair.First, pair => pair.Second)))], [], withWhatIfs: false);
    }
}
