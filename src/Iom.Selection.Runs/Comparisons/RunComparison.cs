using System.Collections.Immutable;
using System.Text.Json;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Comparisons;

/// <summary>Who moved between two runs, by which factor and records, and how much moved in all.</summary>
public sealed record RunComparison
{
    private RunComparison()
    {
    }

    /// <summary>Everybody who is new, gone, recommended differently, or has other points where both runs show them: by kind, then id.</summary>
    public required ImmutableArray<PersonMove> Moves { get; init; }

    /// <summary>Of everybody in the standing cohort (members and those to be selected) of either run, how many are in one of the two only.</summary>
    public required Proportion Churn { get; init; }

    /// <summary>By factor: of the people with points in both runs, how many have other points by it.</summary>
    public required ImmutableArray<FactorShift> Shifts { get; init; }

    /// <summary>Of those ranked before, for how many something was missing.</summary>
    public required Proportion IncompleteBefore { get; init; }

    /// <summary>Of those ranked after, for how many something is missing.</summary>
    public required Proportion IncompleteAfter { get; init; }

    /// <summary>Whether both runs were made by the same text of a policy.</summary>
    public required bool IsSamePolicy { get; init; }

    /// <summary>Compares two runs of <c>iom rank</c>.</summary>
    /// <param name="before">The earlier.</param>
    /// <param name="after">The later.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ExtractException">A run has no ranking, or it is not as it was written.</exception>
    public static RunComparison Create(RunFolder before, RunFolder after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (was, now) = (before.Ranking(), after.Ranking());
        var (readingsBefore, readingsAfter) = (Readings(before), Readings(after));
        var rowsBefore = was.Rows.ToDictionary(row => row.OffenderId);
        var rowsAfter = now.Rows.ToDictionary(row => row.OffenderId);
        string[] factors = [.. now.FactorIds, .. was.FactorIds.Except(now.FactorIds, StringComparer.Ordinal)];

        var moves = new List<PersonMove>();
        moves.AddRange(was.Rows.Where(row => !rowsAfter.ContainsKey(row.OffenderId)).Select(row => new PersonMove(MoveKind.Gone, row, null, [])));
        foreach (var row in now.Rows)
        {
            if (!rowsBefore.TryGetValue(row.OffenderId, out var old))
            {
                moves.Add(new PersonMove(MoveKind.New, null, row, []));
                continue;
            }
            ImmutableArray<FactorChange> changes = [.. factors.Select(factor => Change(factor)).OfType<FactorChange>()];
            if (old.Recommendation != row.Recommendation) moves.Add(new PersonMove(MoveKind.Recommended, old, row, changes));
            else if (!changes.IsEmpty) moves.Add(new PersonMove(MoveKind.Points, old, row, changes));

            FactorChange? Change(string factor)
            {
                if (was.PointsOf(old, factor) is var first && now.PointsOf(row, factor) is var second && first == second) return null;
                if (old.Points.IsEmpty || row.Points.IsEmpty) return null;
                var (records, then) = (readingsBefore.GetValueOrDefault((row.OffenderId, factor)), readingsAfter.GetValueOrDefault((row.OffenderId, factor)));
                return new FactorChange(factor, first, second,
                    then is null || records is null ? [] : [.. then.Except(records, StringComparer.Ordinal)],
                    then is null || records is null ? [] : [.. records.Except(then, StringComparer.Ordinal)]);
            }
        }

        var (cohortBefore, cohortAfter) = (Standing(was), Standing(now));
        var both = now.Rows.Where(row => !row.Points.IsEmpty && rowsBefore.TryGetValue(row.OffenderId, out var old) && !old.Points.IsEmpty).ToArray();
        return new RunComparison
        {
            Moves = [.. moves.OrderBy(move => move.Kind).ThenBy(move => move.OffenderId)],
            Churn = new Proportion(cohortBefore.Except(cohortAfter).Count() + cohortAfter.Except(cohortBefore).Count(), cohortBefore.Union(cohortAfter).Count()),
            Shifts = [.. now.FactorIds.Intersect(was.FactorIds, StringComparer.Ordinal).Select(factor => new FactorShift(
                factor, new Proportion(both.Count(row => now.PointsOf(row, factor) != was.PointsOf(rowsBefore[row.OffenderId], factor)), both.Length)))],
            IncompleteBefore = Incomplete(was),
            IncompleteAfter = Incomplete(now),
            IsSamePolicy = before.PolicySha256 == after.PolicySha256,
        };
    }

    /// <summary>What is beyond a policy's thresholds.</summary>
    /// <param name="thresholds">The thresholds.</param>
    /// <returns>A sentence each, without any id.</returns>
    public IReadOnlyList<string> Warnings(DriftThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var warnings = new List<string>();
        if (IsAbove(Churn, thresholds.ChurnPercent)) warnings.Add(FormattableString.Invariant($"Churn: {Churn.Count} of {Churn.Of} people in the two cohorts are in only one of them, more than {thresholds.ChurnPercent}%."));
        warnings.AddRange(Shifts.Where(shift => IsAbove(shift.Shifted, thresholds.BandShiftPercent))
            .Select(shift => FormattableString.Invariant($"Band shift: {shift.Shifted.Count} of {shift.Shifted.Of} have different points for {shift.FactorId}, more than {thresholds.BandShiftPercent}%.")));
        // Over the common denominator, for the same reason.
        var (before, after) = (IncompleteBefore, IncompleteAfter);
        if (before.Of > 0 && after.Of > 0 && 100 * ((decimal)after.Count * before.Of - (decimal)before.Count * after.Of) > (decimal)thresholds.MissingPercent * after.Of * before.Of)
        {
            warnings.Add(FormattableString.Invariant(
                $"Missing: information is missing for {IncompleteAfter.Count} of {IncompleteAfter.Of} people, before for {IncompleteBefore.Count} of {IncompleteBefore.Of}: a rise of more than {thresholds.MissingPercent} percentage points."));
        }
        return warnings;
    }

    // In whole numbers, so that exactly the threshold is not above it.
    private static bool IsAbove(Proportion share, int percent) => 100L * share.Count > (long)percent * share.Of;

    private static HashSet<OffenderId> Standing(RankingTable table) =>
        [.. table.Rows.Where(row => row.IsMember || row.Recommendation == Recommendation.Select).Select(row => row.OffenderId)];

    private static Proportion Incomplete(RankingTable table) =>
        new(table.Rows.Count(row => row.Rank is not null && row.Reasons.Contains("incomplete")), table.Rows.Count(row => row.Rank is not null));

    // The records behind each factor of everybody whom the run explains, as kind, id and date.
    private static Dictionary<(OffenderId, string), string[]> Readings(RunFolder run)
    {
        var readings = new Dictionary<(OffenderId, string), string[]>();
        foreach (var (id, factor, records) in run.ReadLines("explanations.jsonl", (line, _) => Line(line)).SelectMany(line => line)) readings[(id, factor)] = records;
        return readings;

        static (OffenderId Id, string Factor, string[] Records)[] Line(JsonElement line)
        {
            if (!line.TryGetProperty("contributions", out var contributions)) return [];
            var id = new OffenderId(line.GetProperty("offenderId").GetString()!);
            return [.. contributions.EnumerateArray().Select(contribution => (id, contribution.GetProperty("factor").GetString()!, contribution.GetProperty("records").EnumerateArray().Select(Record).ToArray()))];
        }

        static string Record(JsonElement record) =>
            $"{record.GetProperty("kind").GetString()}/{record.GetProperty("id").GetString()}{(record.TryGetProperty("date", out var date) && date.GetString() is { } day ? $"/{day}" : "")}";
    }
}
