using System.Text;
using Iom.Selection.Explanations;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;

namespace Iom.Selection.Extracts.Runs;

/// <summary>All that the files of a ranking are written from.</summary>
public sealed record RankingRun
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The date the run is for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The policy's file.</summary>
    public required HashedFile PolicyFile { get; init; }

    /// <summary>The catalogue's file.</summary>
    public required HashedFile CatalogueFile { get; init; }

    /// <summary>The extracts, brought together.</summary>
    public required Collation Collation { get; init; }

    /// <summary>The proposal.</summary>
    public required Proposal Proposal { get; init; }

    /// <summary>What the partnership should know of the policy and of the extracts.</summary>
    public required IReadOnlyList<PolicyWarning> Warnings { get; init; }

    /// <summary>The explanations of everybody on the panel's list, in the order of the proposal's rows.</summary>
    public IReadOnlyList<Explanation> Explanations { get; init; } = [];

    /// <summary>Whether points are shown of people below the entry line too.</summary>
    public bool AllPoints { get; init; }

    internal RunContent Content()
    {
        var people = Proposal.Assessed;
        var places = Proposal.Places;
        byte[][] ids = [.. people.Select(assessment => Encoding.UTF8.GetBytes(assessment.OffenderId.Value))];
        PlacedPerson[] ranked = [.. Enumerable.Range(0, places.Ranked.Length).Select(places.Place)];
        int[] others = [.. Enumerable.Range(0, people.Count).Where(person => !people[person].IsRanked).OrderBy(person => people[person].OffenderId)];
        var rows = new RankedRows(places.Standings, places, ranked, others, person => ids[person]);
        return new RunContent
        {
            ToolVersion = ToolVersion,
            AsOf = AsOf,
            Policy = Policy,
            PolicyFile = PolicyFile,
            CatalogueFile = CatalogueFile,
            Account = Collation,
            Summary = rows.Summary(Proposal.Seed, Proposal.Capacity),
            Rows = rows,
            Warnings = Warnings,
            Explain = _ => Explanations,
            AllPoints = AllPoints,
        };
    }
}
