using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Runs.Audits;
using Iom.Selection.Scoring;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>A run made up row by row, so that a test says exactly who came how far, and with whom of what group.</summary>
internal sealed class AuditCohort
{
    private static readonly DateOnly FirstRun = new(2026, 1, 31);

    private readonly List<(RankingRow Row, string Group, string Area)> _rows = [];
    private readonly Policy _policy;

    public AuditCohort(string fairness = "{}", bool withAlternatives = false)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        var json = JsonNode.Parse(File.ReadAllText(ReferencePolicy()), documentOptions: options)!.AsObject();
        json["fairness"] = JsonNode.Parse(fairness);
        if (withAlternatives) json["fairness"]!["alternatives"] = JsonNode.Parse("""[ { "id": "all-days", "atLiberty": false } ]""");
        _policy = PolicyFile.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    public Policy Policy => _policy;

    public IReadOnlyList<OffenderId> Ids => [.. _rows.Select(row => row.Row.OffenderId)];

    public IReadOnlyList<RankingRow> Rows => [.. _rows.Select(row => row.Row)];

    /// <summary>So many people of a group, who came as far as this, with points by factor; what is not given is 0. Who has no area is recorded without one.</summary>
    public AuditCohort Add(int count, string group, Recommendation recommendation, int[]? points = null, int missing = 0, bool isMember = false, string area = "")
    {
        var isRanked = recommendation is Recommendation.Select or Recommendation.Reserve or Recommendation.NoPlace or Recommendation.BelowLine or Recommendation.Retain or Recommendation.BelowExit;
        for (var i = 0; i < count; i++)
        {
            ImmutableArray<int> own = [.. Enumerable.Range(0, _policy.Factors.Length).Select(factor => points is not null && factor < points.Length ? points[factor] : 0)];
            _rows.Add((new RankingRow(new OffenderId($"SYNTHETIC-{_rows.Count:D5}"), recommendation)
            {
                Rank = isRanked ? _rows.Count + 1 : null,
                IsMember = isMember,
                Total = isRanked ? own.Sum() : null,
                Most = isRanked ? own.Sum() + missing : null,
                Points = isRanked ? own : [],
            }, group, area));
        }
        return this;
    }

    public AuditedRun Run(int months = 0, Func<int, bool>? isIn = null)
    {
        var rows = _rows.Where((_, i) => isIn?.Invoke(i) ?? true).Select(row => row.Row).ToArray();
        var scorer = new Scorer(_policy, OffenceCatalogue.BuiltIn, FirstRun.AddMonths(months), SuppliedExtracts.All);
        var free = rows.Count(row => row.Recommendation == Recommendation.Select);
        return new AuditedRun(new Assessor(scorer), free, [.. rows.Select(row => new CaseFile(new Offender(row.OffenderId)))], rows, "seed", free);
    }

    /// <summary>The characteristic, read from a file as an agency would write it.</summary>
    public Characteristics Characteristics(string column = "group")
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, [$"offender_id,{column},area", .. _rows.Select(row => $"{row.Row.OffenderId.Value},{row.Group},{row.Area}")]);
            return global::Iom.Selection.Runs.Audits.Characteristics.Read(path, _policy.Fairness);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public GroupAssignment Grouping(string? reference = null) => GroupAssignment.Create("group", [.. Ids], Characteristics().ValuesOf("group"), reference);

    public FairnessAudit Audit(string? reference = null, IReadOnlyDictionary<OffenderId, LaterOutcome>? outcomes = null, bool withWhatIfs = false) =>
        FairnessAudit.Create([Run()], [Grouping(reference)], [], null, outcomes, withWhatIfs, strata: Strata());

    /// <summary>The area of the audit's own file, where the policy has people compared within it.</summary>
    public IReadOnlyList<GroupAssignment> Strata() =>
        _policy.Fairness.Strata.Any(strata => strata.Column is not null) ? [GroupAssignment.Create("area", [.. Ids], Characteristics().ValuesOf("area"))] : [];

    public static string Page(FairnessAudit audit) => AuditMarkdown.Render(new AuditReport
    {
        ToolVersion = "0",
        Audit = audit,
        Runs = [null!],
        Characteristics = null!,
        PolicyFile = new HashedFile("policy.json", ""),
    });

    /// <summary>What a reader meets before the tables.</summary>
    public static string Summary(FairnessAudit audit)
    {
        var page = Page(audit);
        return page[page.IndexOf("## What was found", StringComparison.Ordinal)..page.IndexOf("## By ", StringComparison.Ordinal)].Replace("\\", "", StringComparison.Ordinal);
    }

    public static string ReferencePolicy()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        return Path.Combine(root.FullName, "samples", "reference", "policy.json");
    }
}
