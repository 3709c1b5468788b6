namespace Iom.Selection.Fairness.Disclosure;

/// <summary>A table over all releases that hold it, and whether each small cell of it stays unknown.</summary>
/// <remarks>
/// <para>
/// The rule needs no solver, because it rests on worlds that would have printed the same. Take d people of a group with a small cell who are in every release and never counted, and d of another
/// group who are in every release and always counted, and let them change labels. No set of people counted changes, no total, no other table, and the groups keep their sizes and every change
/// between releases; the one cell is d more, the other d less, in every release. As long as the small cell stays small and the other within what its rounded number allows, nothing printed
/// differs. The same goes the other way round. So the small cell could be any of the numbers that such changes reach.
/// </para>
/// It asks for four of them, or for all that there are where a group has fewer than three people.
/// </remarks>
internal static class TableHistory
{
    private const int MinFeasible = 4;

    /// <summary>The first group with a small cell that is not unknown enough; null where all are.</summary>
    /// <param name="releases">The table in each release that holds it, groups in the same order.</param>
    /// <param name="smallest">The smallest cell that may be shown.</param>
    public static int? FindKnown(IReadOnlyList<PublishedTable> releases, int smallest)
    {
        Room[] rooms = [.. Enumerable.Range(0, releases[0].Groups.Length).Select(group => RoomOf([.. releases.Select(release => release.Groups[group])], smallest))];
        for (var i = 0; i < rooms.Length; i++)
        {
            if (!rooms[i].IsSmall) continue;
            var up = Math.Min(rooms[i].Up, rooms.Where((_, j) => j != i).Sum(room => room.Down));
            var down = Math.Min(rooms[i].Down, rooms.Where((_, j) => j != i).Sum(room => room.Up));
            if (up + down + 1 < Math.Min(MinFeasible, rooms[i].Least + 1)) return i;
        }
        return null;
    }

    // By how many a group's counts could be more, and fewer, in all releases at once, with the same printed.
    private static Room RoomOf(PublishedGroup[] releases, int smallest)
    {
        var (up, down, isSmall, least) = (int.MaxValue, int.MaxValue, false, int.MaxValue);
        foreach (var release in releases)
        {
            var (count, people) = (release.Counted.Length, release.Counted.Length + release.Others.Length);
            var (low, high) = (0, people);
            if (release.Count is { } rounded)
                (low, high) = (Math.Max(smallest, rounded - StatisticsRelease.RoundingBase + 1), Math.Min(people - smallest, rounded + StatisticsRelease.RoundingBase - 1));
            else
            {
                isSmall = true;
                // Small, or all but a few; in a group so small that it is both, anything.
                if (people >= 2 * smallest) (low, high) = count < smallest ? (0, smallest - 1) : (people - smallest + 1, people);
            }
            (up, down, least) = (Math.Min(up, high - count), Math.Min(down, count - low), Math.Min(least, people));
        }
        var (never, always) = (releases[0].Others.ToHashSet(), releases[0].Counted.ToHashSet());
        foreach (var release in releases.Skip(1))
        {
            never.IntersectWith(release.Others);
            always.IntersectWith(release.Counted);
        }
        return new Room(Math.Max(0, Math.Min(up, never.Count)), Math.Max(0, Math.Min(down, always.Count)), isSmall, least);
    }

    private readonly record struct Room(int Up, int Down, bool IsSmall, int Least);
}
