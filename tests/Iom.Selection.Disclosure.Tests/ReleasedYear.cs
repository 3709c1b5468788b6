using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Disclosure.Tests;

/// <summary>A year of a made-up area: people come and go, some are proposed, and every quarter the partnership publishes what it may.</summary>
internal sealed class ReleasedYear
{
    private const int Quarters = 4;

    private static readonly DateOnly First = new(2026, 1, 31);

    private static readonly Lazy<JsonObject> Reference = new(() =>
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        return JsonNode.Parse(File.ReadAllText(Path.Combine(root.FullName, "samples", "reference", "policy.json")), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
    });

    private ReleasedYear(int smallestCell, ImmutableArray<LedgerEntry> releases, int refusedCount) => (SmallestCell, Releases, RefusedCount) = (smallestCell, releases, refusedCount);

    public int SmallestCell { get; }

    /// <summary>What was published, with the people behind it.</summary>
    public ImmutableArray<LedgerEntry> Releases { get; }

    /// <summary>How many tables were refused.</summary>
    public int RefusedCount { get; }

    public static Policy Policy(int smallestCell)
    {
        var json = Reference.Value.DeepClone().AsObject();
        json["fairness"] = JsonNode.Parse(FormattableString.Invariant(
            $$"""{ "smallestCell": {{smallestCell}}, "statistics": { "tables": [ { "columns": ["sex"], "step": "everybody_proposed" }, { "columns": ["ethnicity"], "step": "everybody_proposed" } ] } }"""));
        return PolicyFile.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <summary>A year by a seed: sizes, groups, how fast people come and go, all by chance.</summary>
    public static ReleasedYear Create(int seed)
    {
        var random = new Random(seed);
        var smallest = random.Next(2) == 0 ? 5 : 10;
        var policy = Policy(smallest);
        var key = new RoundingKey([.. Enumerable.Range(0, 32).Select(i => (byte)(seed + (7 * i)))]);
        string[] ethnicities = [.. new[] { "A", "B", "C", "D", "E" }.Take(random.Next(2, 6)), GroupAssignment.NotRecorded];
        double[] weights = [.. ethnicities.Select((_, i) => Math.Pow(0.35 + (0.3 * random.NextDouble()), i))];
        var share = 0.03 + (0.2 * random.NextDouble());
        var people = new List<(int Id, string Sex, string Ethnicity, bool IsProposed)>();
        var next = 0;
        Add(random.Next(80, 400) * (random.Next(2) == 0 ? 4 : 1));

        var releases = ImmutableArray.CreateBuilder<LedgerEntry>();
        var refused = 0;
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            // In every second quarter nothing moves; in others a few people, a third, or everybody.
            if (quarter > 0 && random.Next(2) > 0)
            {
                var many = random.Next(4) switch { 0 => 3, 1 => people.Count / 3, _ => people.Count };
                people = [.. people.Where(_ => random.Next(people.Count) >= many)];
                // Somebody is always there.
                Add(1 + random.Next(many + 1));
                people = [.. people.Select(person => random.Next(people.Count) < many ? person with { IsProposed = random.NextDouble() < share } : person)];
            }
            try
            {
                var release = StatisticsRelease.Create(Run(policy, First.AddMonths(3 * quarter), people), Columns(people), null, key, releases);
                releases.Add(release.Entry);
                refused += release.Refused.Length;
            }
            catch (ReleaseException)
            {
                refused += 2;
            }
        }
        return new ReleasedYear(smallest, releases.ToImmutable(), refused);

        void Add(int count)
        {
            for (var i = 0; i < count; i++)
                people.Add((next++, random.Next(12) == 0 ? (random.Next(6) == 0 ? GroupAssignment.NotRecorded : "F") : "M", Label(), random.NextDouble() < share));
        }

        string Label()
        {
            var drawn = random.NextDouble() * weights.Sum();
            for (var i = 0; i < weights.Length; i++)
            {
                if ((drawn -= weights[i]) < 0) return ethnicities[i];
            }
            return ethnicities[0];
        }
    }

    public static AuditedRun Run(Policy policy, DateOnly asOf, IReadOnlyList<(int Id, string Sex, string Ethnicity, bool IsProposed)> people)
    {
        RankingRow[] rows = [.. people.Select((person, i) => new RankingRow(IdOf(person.Id), person.IsProposed ? Recommendation.Select : Recommendation.BelowLine) { Rank = i + 1, Total = 0, Most = 0, Points = [.. policy.Factors.Select(_ => 0)] })];
        return new AuditedRun(new Assessor(new Scorer(policy, OffenceCatalogue.BuiltIn, asOf, SuppliedExtracts.All)), rows.Length, [], rows, "seed", 0);
    }

    public static GroupAssignment[] Columns(IReadOnlyList<(int Id, string Sex, string Ethnicity, bool IsProposed)> people) =>
    [
        Column("sex", person => person.Sex, people), Column("ethnicity", person => person.Ethnicity, people),
    ];

    private static GroupAssignment Column(
        string name, Func<(int Id, string Sex, string Ethnicity, bool IsProposed), string> label, IReadOnlyList<(int Id, string Sex, string Ethnicity, bool IsProposed)> people) =>
        GroupAssignment.Create(name, [.. people.Select(person => IdOf(person.Id))], people.ToDictionary(person => IdOf(person.Id), label));

    private static OffenderId IdOf(int number) => new(FormattableString.Invariant($"SYNTHETIC-{number:D5}"));
}
