using System.Collections.Immutable;
using Iom.Selection.Decisions;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Foundation;
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

    /// <summary>For whom it is made.</summary>
    public required AuditAudience Audience { get; init; }

    /// <summary>The policy of the runs.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The dates of the runs, rising.</summary>
    public required ImmutableArray<DateOnly> AsOf { get; init; }

    /// <summary>Whether the panel's decisions were given.</summary>
    public required bool HasDecisions { get; init; }

    /// <summary>The audit by each characteristic, then by each crossing.</summary>
    public required ImmutableArray<ColumnAudit> Columns { get; init; }

    /// <summary>What is not shown; empty for the partnership.</summary>
    public required ImmutableArray<Suppression> Withheld { get; init; }

    /// <summary>Limits of the policy that a whole interval lies beyond.</summary>
    public required ImmutableArray<ThresholdCrossing> Crossings { get; init; }

    /// <summary>Audits runs.</summary>
    /// <param name="runs">One run or more of the same policy, by rising date.</param>
    /// <param name="columns">The characteristics, each of everybody in the runs.</param>
    /// <param name="crossings">The names of columns to cross.</param>
    /// <param name="decisions">What the panel decided; null where that is not known.</param>
    /// <param name="outcomes">Whether each person came to the outcome after the latest run; null where that is not known. See <see cref="Reoffending"/>.</param>
    /// <param name="audience">For whom; statistics take one run.</param>
    /// <param name="withWhatIfs">Whether it is tried what other matrices, and other records of the police, would have done: everybody is then scored again several times.</param>
    /// <returns>The audit.</returns>
    /// <exception cref="ArgumentException">There is no run; runs are of different policies or not by rising date; a crossing names no column; or statistics are asked of several runs.</exception>
    public static FairnessAudit Create(
        IReadOnlyList<AuditedRun> runs, IReadOnlyList<GroupAssignment> columns, IReadOnlyList<(string Column, string By)> crossings,
        IReadOnlyList<RecordedDecision>? decisions = null, IReadOnlyDictionary<OffenderId, bool>? outcomes = null, AuditAudience audience = AuditAudience.Partnership,
        bool withWhatIfs = true)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(crossings);
        if (runs.Count == 0) throw new ArgumentException("There is no run.", nameof(runs));
        if (runs.Any(run => run.Assessor.Scorer.Policy.Sha256 != runs[0].Assessor.Scorer.Policy.Sha256)) throw new ArgumentException("The runs are of different policies.", nameof(runs));
        if (runs.Zip(runs.Skip(1)).Any(pair => pair.First.AsOf >= pair.Second.AsOf)) throw new ArgumentException("The runs are not by rising date.", nameof(runs));
        if (audience == AuditAudience.Statistics && runs.Count > 1)
            throw new ArgumentException("Statistics take one run: the difference of two tables can show what neither does.", nameof(runs));
        if (crossings.Any(crossing => columns.All(column => column.Column != crossing.Column) || columns.All(column => column.Column != crossing.By)))
            throw new ArgumentException("A crossing names no column.", nameof(crossings));

        var road = new SelectionPipeline(runs, decisions);
        var policy = runs[^1].Assessor.Scorer.Policy;
        var auditor = new ColumnAuditor(runs, road, outcomes, audience, withWhatIfs);
        var withheld = new List<Suppression>();
        ImmutableArray<ColumnAudit> audits = audience == AuditAudience.Partnership
            ? [.. columns.Concat(crossings.Select(crossing => Find(crossing.Column).CrossedWith(Find(crossing.By)))).Select(column => auditor.Audit(column, [.. road.Steps], withheld))]
            : [.. Releases(columns, crossings, road, policy.Fairness.SmallestCell, withheld).Select(release => auditor.Audit(release.Grouping, release.Steps, withheld))];
        return new FairnessAudit
        {
            Audience = audience,
            Policy = policy,
            AsOf = [.. runs.Select(run => run.AsOf)],
            HasDecisions = road.HasDecisions,
            Columns = audits,
            Withheld = [.. withheld],
            Crossings =
            [
                .. from column in audits
                   from threshold in policy.Fairness.Thresholds
                   from step in column.Stages
                   from crossing in ThresholdCrossing.In(column.Grouping.Column, step, threshold, policy.Fairness)
                   select crossing,
            ],
        };

        GroupAssignment Find(string name) => columns.First(column => column.Column == name);
    }

    private static IEnumerable<StatisticsRelease> Releases(
        IReadOnlyList<GroupAssignment> columns, IReadOnlyList<(string Column, string By)> crossings, SelectionPipeline road, int smallest, List<Suppression> withheld)
    {
        var releases = new Dictionary<string, StatisticsRelease>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (StatisticsRelease.Create(column, road, smallest) is not { } release || releases.Values.Any(other => release.LeavesAPartTooSmallBeside(other, road, smallest)))
            {
                withheld.Add(new Suppression(column.Column, "the whole characteristic"));
                continue;
            }
            releases.Add(column.Column, release);
            foreach (var step in road.Steps.Except(release.Steps)) withheld.Add(new Suppression(column.Column, $"the step {Vocabulary.Word(step)}"));
            yield return release;
        }
        // Three tables that share their margins two by two could show a cell that none of them does, so a column is crossed once.
        var crossed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (column, by) in crossings)
        {
            var release = releases.TryGetValue(column, out var first) && releases.TryGetValue(by, out var second) && !crossed.Contains(column) && !crossed.Contains(by)
                ? first.CrossedWith(second, road, smallest) : null;
            if (release is null)
            {
                withheld.Add(new Suppression($"{column},{by}", "the whole crossing"));
                continue;
            }
            crossed.Add(column);
            crossed.Add(by);
            yield return release;
        }
    }
}
