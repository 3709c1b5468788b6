using Iom.Selection.Fairness.Groups;

namespace Iom.Selection.Fairness.Pipeline;

/// <summary>What the draw at the line could have given a group: selection at worst, at best and on average over the draw.</summary>
/// <param name="AsOf">Of which run.</param>
/// <param name="Group">The group.</param>
/// <param name="TiedCount">How many of the group are among those between whom the last places were drawn.</param>
/// <param name="People">How many there are in all between whom they were drawn.</param>
/// <param name="Places">How many places were drawn.</param>
/// <param name="Ranked">The group's ranked non-members.</param>
/// <param name="Certain">How many of the group are proposed without the draw.</param>
/// <param name="Drawn">How many of the group the draw gave a place.</param>
public sealed record TieAudit(DateOnly AsOf, string Group, int TiedCount, int People, int Places, int Ranked, int Certain, int Drawn)
{
    /// <summary>The fewest that any draw could have given a place.</summary>
    public int WorstCount => Certain + Math.Max(0, Places - (People - TiedCount));

    /// <summary>The most that any draw could have given a place.</summary>
    public int BestCount => Certain + Math.Min(Places, TiedCount);

    /// <summary>How many on average over the draw: each of the tied is as likely as another.</summary>
    public decimal ExpectedCount => Certain + ((decimal)Places * TiedCount / People);

    /// <summary>How many the draw gave.</summary>
    public int ActualCount => Certain + Drawn;

    internal static IEnumerable<TieAudit> Find(AuditedRun run, GroupAssignment grouping) => Find(run, grouping.PlacesOf(run.Rows), grouping);

    internal static IEnumerable<TieAudit> Find(AuditedRun run, int[] groups, GroupAssignment grouping)
    {
        var tied = run.Rows.Where(row => row.IsTied).ToArray();
        if (tied.Length == 0) yield break;
        var places = tied.Count(row => row.Recommendation == Ranking.Recommendation.Select);
        var (ranked, tiedCounts, certain, drawn) = (new int[grouping.Groups.Length], new int[grouping.Groups.Length], new int[grouping.Groups.Length], new int[grouping.Groups.Length]);
        for (var i = 0; i < groups.Length; i++)
        {
            var row = run.Rows[i];
            if (row.Rank is null || row.IsMember) continue;
            ranked[groups[i]]++;
            if (row.IsTied) tiedCounts[groups[i]]++;
            if (row.Recommendation == Ranking.Recommendation.Select) (row.IsTied ? drawn : certain)[groups[i]]++;
        }
        for (var group = 0; group < ranked.Length; group++)
            yield return new TieAudit(run.AsOf, grouping.Groups[group], tiedCounts[group], tied.Length, places, ranked[group], certain[group], drawn[group]);
    }
}
