using System.Collections.Immutable;
using Iom.Selection.Decisions;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness;

/// <summary>The audit of the whole road, by each characteristic.</summary>
/// <remarks>Characteristics are joined to runs that were made without them. The same inputs give the same audit, whatever their order.</remarks>
public sealed record FairnessAudit
{
    private FairnessAudit()
    {
    }

    /// <summary>The policy of the runs.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The dates of the runs, rising.</summary>
    public required ImmutableArray<DateOnly> AsOf { get; init; }

    /// <summary>Whether the panel's decisions were given.</summary>
    public required bool HasDecisions { get; init; }

    /// <summary>The audit by each characteristic, then by each crossing.</summary>
    public required ImmutableArray<ColumnAudit> Columns { get; init; }

    /// <summary>The crossings that were scanned; empty unless asked for.</summary>
    public required ImmutableArray<CrossingScan> Scans { get; init; }

    /// <summary>Pairs of characteristics whose crossing was not looked at: a group that is two things at once may fare worse than either.</summary>
    public required ImmutableArray<string> CrossingsNotSeen { get; init; }

    /// <summary>How many comparisons were made.</summary>
    public required AuditPage Page { get; init; }

    /// <summary>Limits of the policy that a whole interval lies beyond.</summary>
    public required ImmutableArray<ThresholdCrossing> Crossings { get; init; }

    /// <summary>Audits runs.</summary>
    /// <param name="runs">One run or more of the same policy, by rising date.</param>
    /// <param name="columns">The characteristics, each of everybody in the runs.</param>
    /// <param name="crossings">The names of columns to cross.</param>
    /// <param name="decisions">What the panel decided; null where that is not known.</param>
    /// <param name="outcomes">What came of each person after the latest run; null where that is not known. See <see cref="Reoffending"/>.</param>
    /// <param name="withWhatIfs">Whether it is tried what other matrices, and other records of the police, would have done: everybody is then scored again several times.</param>
    /// <param name="scan">Up to how many characteristics are crossed to look for groups that fare otherwise: 1 for none, 2 or 3.</param>
    /// <param name="strata">The columns within which the policy has people compared (<see cref="FairnessRules.Strata"/>), each of everybody in the runs; those that are audited too may stand among <paramref name="columns"/> alone.</param>
    /// <returns>The audit.</returns>
    /// <exception cref="ArgumentException">There is no run; runs are of different policies or not by rising date; a crossing names no column; or a column of the policy's strata is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scan"/> is out of range.</exception>
    public static FairnessAudit Create(
        IReadOnlyList<AuditedRun> runs, IReadOnlyList<GroupAssignment> columns, IReadOnlyList<ColumnCrossing> crossings,
        IReadOnlyList<RecordedDecision>? decisions = null, IReadOnlyDictionary<OffenderId, LaterOutcome>? outcomes = null, bool withWhatIfs = true, int scan = 1,
        IReadOnlyList<GroupAssignment>? strata = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(crossings);
        ArgumentOutOfRangeException.ThrowIfLessThan(scan, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scan, 3);
        if (runs.Count == 0) throw new ArgumentException("There is no run.", nameof(runs));
        if (runs.Any(run => run.Assessor.Scorer.Policy.Sha256 != runs[0].Assessor.Scorer.Policy.Sha256)) throw new ArgumentException("The runs are of different policies.", nameof(runs));
        if (runs.Zip(runs.Skip(1)).Any(pair => pair.First.AsOf >= pair.Second.AsOf)) throw new ArgumentException("The runs are not by rising date.", nameof(runs));
        if (crossings.Any(crossing => columns.All(column => column.Column != crossing.Column) || columns.All(column => column.Column != crossing.By)))
            throw new ArgumentException("A crossing names no column.", nameof(crossings));

        var policy = runs[^1].Assessor.Scorer.Policy;
        GroupAssignment[] strataColumns = [.. strata ?? [], .. columns];
        if (policy.Fairness.Strata.Any(each => each.Column is not null && strataColumns.All(column => column.Column != each.Column)))
            throw new ArgumentException("A column within which the policy has people compared is not there.", nameof(strata));

        var road = new SelectionPipeline(runs, decisions);
        var auditor = new ColumnAuditor(runs, road, outcomes, withWhatIfs, strataColumns);
        ColumnAudit[] audits = [.. columns.Concat(crossings.Select(crossing => Find(crossing.Column).CrossedWith(Find(crossing.By)))).Select(auditor.Audit)];
        var seen = crossings.SelectMany(crossing => new[] { $"{crossing.Column},{crossing.By}", $"{crossing.By},{crossing.Column}" }).ToHashSet(StringComparer.Ordinal);
        CrossingScan[] scans = [.. Scan(road, columns, scan, seen, policy.Fairness)];

        // One page: a verdict considers every other that is shown.
        var page = new ComparisonPage(policy.Fairness);
        foreach (var audit in audits)
        {
            foreach (var (name, table) in audit.JudgedTables()) page.Add($"{audit.Grouping.Column}/{name}", table);
        }
        foreach (var scanned in scans) page.Add(Name(scanned), scanned.Table);
        ImmutableArray<ColumnAudit> judged = [.. audits.Select(audit => audit.JudgedBy((name, table) => page.Judge($"{audit.Grouping.Column}/{name}", table)))];
        return new FairnessAudit
        {
            Policy = policy,
            AsOf = [.. runs.Select(run => run.AsOf)],
            HasDecisions = road.HasDecisions,
            Columns = judged,
            Scans = [.. scans.Select(scanned => scanned with { Table = page.Judge(Name(scanned), scanned.Table) })],
            CrossingsNotSeen =
            [
                .. from one in Enumerable.Range(0, columns.Count)
                   from two in Enumerable.Range(one + 1, columns.Count - one - 1)
                   where scan == 1 && !seen.Contains($"{columns[one].Column},{columns[two].Column}")
                   select $"{columns[one].Column},{columns[two].Column}",
            ],
            Page = new AuditPage(page.Count, page.CountSingly, page.CountShown),
            Crossings =
            [
                .. from column in judged
                   from threshold in policy.Fairness.Thresholds
                   from crossing in ThresholdCrossing.In(column.Grouping.Column, column.Stages, threshold, policy.Fairness)
                   select crossing,
            ],
        };

        GroupAssignment Find(string name) => columns.First(column => column.Column == name);

        static string Name(CrossingScan scanned) => $"scan/{scanned.Columns}/{scanned.Step}";
    }

    private static IEnumerable<CrossingScan> Scan(
        SelectionPipeline road, IReadOnlyList<GroupAssignment> columns, int most, HashSet<string> seen, FairnessRules rules)
    {
        var made = columns.Select((column, place) => (Grouping: column, Last: place)).ToArray();
        for (var size = 2; size <= most; size++)
        {
            made = [.. from one in made from place in Enumerable.Range(one.Last + 1, columns.Count - one.Last - 1) select (one.Grouping.CrossedWith(columns[place]), place)];
            foreach (var (grouping, _) in made.Where(one => !seen.Contains(one.Grouping.Column)))
            {
                foreach (var step in new[] { PipelineStage.EverybodyProposed, PipelineStage.AboveLine })
                    yield return new CrossingScan(grouping.Column, step, RateTable.Create(grouping, road.Strata(step, grouping), rules).WithRestAlone());
            }
        }
    }
}
