using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Policies;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Disclosure;

/// <summary>What of a characteristic statistics for the public may show: which groups, and which steps of the road.</summary>
/// <remarks>
/// The steps shown part people into cells: those who end in the same place of all these steps. Groups are joined until no cell of any group
/// shown is under the smallest number; where that would leave one group, the step with the fewest people on a side is not shown, and it is tried
/// again. Whatever is shown is a sum of cells that could each be shown, and speaks of groups joined only together: a person of one of them could be
/// of another without any figure changing, so no figure tells them apart.
/// </remarks>
/// <param name="Grouping">The groups, small ones joined.</param>
/// <param name="Steps">The steps.</param>
internal sealed record StatisticsRelease(GroupAssignment Grouping, ImmutableArray<PipelineStage> Steps)
{
    /// <summary>Finds it; null where nothing can be shown.</summary>
    public static StatisticsRelease? Create(GroupAssignment grouping, SelectionPipeline road, int smallest)
    {
        var sides = road.Steps.ToDictionary(step => step, step =>
        {
            var all = road.Rates(step, grouping).Aggregate(default(Proportion), (sum, rate) => sum + rate);
            return Math.Min(all.Count, all.Of - all.Count);
        });
        ImmutableArray<PipelineStage> steps = [.. road.Steps.Where(step => sides[step] >= smallest)];
        while (!steps.IsEmpty)
        {
            if (Joined(grouping, Cells(grouping, road, steps), smallest) is { } joined)
                return new StatisticsRelease(joined.Count == 0 ? grouping : grouping.Joining(joined), steps);
            steps = steps.Remove(steps.MinBy(step => sides[step]));
        }
        return null;
    }

    /// <summary>Crosses two releases; null where a cell would be too small.</summary>
    public StatisticsRelease? CrossedWith(StatisticsRelease other, SelectionPipeline road, int smallest)
    {
        ImmutableArray<PipelineStage> steps = [.. road.Steps.Where(step => Steps.Contains(step) || other.Steps.Contains(step))];
        var crossed = Grouping.CrossedWith(other.Grouping);
        // A pair that nobody is in is a cell of none.
        if (crossed.Groups.Length < Grouping.Groups.Length * other.Grouping.Groups.Length) return null;
        return AllAtLeast(Cells(crossed, road, steps), smallest) ? new StatisticsRelease(crossed, steps) : null;
    }

    /// <summary>
    /// Whether a small cell follows from two releases where groups of one are parts of a group of the other, as with a column of broad and one of
    /// narrow groups: the broad group less the narrow ones within it.
    /// </summary>
    public bool LeavesAPartTooSmallBeside(StatisticsRelease other, SelectionPipeline road, int smallest) =>
        LeavesAPartTooSmall(Grouping, other.Grouping, other, road, smallest) || LeavesAPartTooSmall(other.Grouping, Grouping, other, road, smallest);

    private bool LeavesAPartTooSmall(GroupAssignment broad, GroupAssignment narrow, StatisticsRelease other, SelectionPipeline road, int smallest)
    {
        ImmutableArray<PipelineStage> steps = [.. road.Steps.Where(step => Steps.Contains(step) || other.Steps.Contains(step))];
        var within = new Dictionary<int, HashSet<int>>();
        foreach (var (person, _) in road.All)
        {
            if (!within.TryGetValue(narrow.GroupOf(person), out var groups)) within.Add(narrow.GroupOf(person), groups = []);
            groups.Add(broad.GroupOf(person));
        }
        // Of each broad group, those whose narrow group lies wholly in it are known; the others are what is left.
        var rest = new Dictionary<int, Dictionary<PipelineMarks, int>>();
        var places = new HashSet<PipelineMarks>();
        var mask = Mask(steps);
        foreach (var (person, marks) in road.All)
        {
            places.Add(marks & mask);
            if (within[narrow.GroupOf(person)].Count == 1) continue;
            if (!rest.TryGetValue(broad.GroupOf(person), out var cells)) rest.Add(broad.GroupOf(person), cells = []);
            cells[marks & mask] = cells.GetValueOrDefault(marks & mask) + 1;
        }
        var hasPart = within.Where(pair => pair.Value.Count == 1).Select(pair => pair.Value.Single()).ToHashSet();
        return rest.Any(pair => hasPart.Contains(pair.Key) && places.Any(place => pair.Value.GetValueOrDefault(place) < smallest));
    }

    /// <summary>Whether every cell is large enough in every group; a cell that nobody at all is in is none.</summary>
    public static bool AllAtLeast(IEnumerable<int[]> cells, int smallest) => cells.All(cell => cell.All(count => count == 0) || cell.All(count => count >= smallest));

    // By group, for each place that somebody ends in.
    private static List<int[]> Cells(GroupAssignment grouping, SelectionPipeline road, ImmutableArray<PipelineStage> steps)
    {
        var mask = Mask(steps);
        var cells = new SortedDictionary<PipelineMarks, int[]>();
        foreach (var (person, marks) in road.All)
        {
            if (!cells.TryGetValue(marks & mask, out var counts)) cells.Add(marks & mask, counts = new int[grouping.Groups.Length]);
            counts[grouping.GroupOf(person)]++;
        }
        return [.. cells.Values];
    }

    private static PipelineMarks Mask(ImmutableArray<PipelineStage> steps) => steps.Aggregate(PipelineMarks.None, (all, step) => all | step.Marks().Of | step.Marks().Goes);

    /// <summary>The groups to join: none where all can be shown; null where fewer than two would be left.</summary>
    private static HashSet<int>? Joined(GroupAssignment grouping, List<int[]> cells, int smallest)
    {
        var sizes = grouping.Sizes;
        // Smallest first; of the same size, in order of name.
        var apart = Enumerable.Range(0, grouping.Groups.Length).OrderBy(group => sizes[group]).ToList();
        var joined = new HashSet<int>();
        while (true)
        {
            var next = apart.FindIndex(group => cells.Exists(cell => cell[group] < smallest));
            if (next < 0 && joined.Count > 0)
            {
                // A group that already has the name would be taken for the joined ones; one group under another name is still that group.
                next = apart.FindIndex(group => grouping.Groups[group] == GroupAssignment.Other);
                if (next < 0 && (joined.Count == 1 || cells.Exists(cell => joined.Sum(group => cell[group]) < smallest))) next = 0;
            }
            if (next < 0) break;
            if (apart.Count == 0) return null;
            joined.Add(apart[next]);
            apart.RemoveAt(next);
        }
        return apart.Count + (joined.Count > 0 ? 1 : 0) >= 2 ? joined : null;
    }
}
