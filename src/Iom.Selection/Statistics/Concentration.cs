namespace Iom.Selection.Statistics;

/// <summary>How unevenly something is spread over people: the Lorenz curve and its Gini coefficient.</summary>
/// <remarks>Lorenz (1905), Publications of the American Statistical Association 9, 209-219; Gini (1912). Nobody's share is left out: most count for nothing.</remarks>
internal static class Concentration
{
    /// <summary>Gini's coefficient: 0 if all count for the same, near 1 if one counts for all.</summary>
    /// <param name="counts">What each one counts for, 0 or more.</param>
    /// <returns>Null where nobody counts for anything.</returns>
    public static double? Gini(IReadOnlyList<int> counts)
    {
        int[] sorted = [.. counts];
        Array.Sort(sorted);
        var (all, weighted) = (0L, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            all += sorted[i];
            weighted += (double)sorted[i] * ((2L * (i + 1)) - sorted.Length - 1);
        }
        return all == 0 ? null : weighted / ((double)sorted.Length * all);
    }

    /// <summary>The share of all that those who count for most account for.</summary>
    /// <param name="descending">What each one counts for, from the most on.</param>
    /// <param name="percent">How many of the people, in per cent, rounded up.</param>
    /// <returns>0 to 1; null where nobody counts for anything.</returns>
    public static double? ShareOf(int[] descending, int percent)
    {
        var (top, all) = (0L, 0L);
        var people = (((long)descending.Length * percent) + 99) / 100;
        for (var i = 0; i < descending.Length; i++)
        {
            all += descending[i];
            if (i < people) top += descending[i];
        }
        return all == 0 ? null : (double)top / all;
    }

    /// <summary>How many of those who count for most account for a share of all.</summary>
    /// <param name="descending">What each one counts for, from the most on.</param>
    /// <param name="percent">The share, in per cent.</param>
    /// <returns>The fewest; null where nobody counts for anything.</returns>
    public static int? PeopleFor(int[] descending, int percent)
    {
        var all = descending.Sum(count => (long)count);
        if (all == 0) return null;
        var (people, sum) = (0, 0L);
        while (sum * 100 < all * percent) sum += descending[people++];
        return people;
    }
}
