namespace Iom.Selection.Statistics;

/// <summary>How unevenly something is spread over people: the Lorenz curve and its Gini coefficient.</summary>
/// <remarks>Lorenz (1905), Publications of the American Statistical Association 9, 209-219; Gini (1912). Nobody's share is left out: most count for nothing.</remarks>
internal static class Concentration
{
    /// <summary>Puts counts in order, from the most on.</summary>
    /// <param name="counts">What each one counts for, 0 or more: few different ones, each of which is counted.</param>
    /// <returns>The same counts.</returns>
    public static int[] Descending(int[] counts)
    {
        var people = new int[counts.Length == 0 ? 0 : counts.Max() + 1];
        foreach (var count in counts) people[count]++;
        var (descending, at) = (new int[counts.Length], 0);
        for (var count = people.Length - 1; count >= 0; at += people[count--]) descending.AsSpan(at, people[count]).Fill(count);
        return descending;
    }

    /// <summary>Gini's coefficient: 0 if all count for the same, near 1 if one counts for all.</summary>
    /// <param name="descending">What each one counts for, 0 or more, from the most on.</param>
    /// <returns>Null where nobody counts for anything.</returns>
    public static double? Gini(int[] descending)
    {
        var (all, weighted) = (0L, 0.0);
        for (var i = descending.Length - 1; i >= 0; i--)
        {
            all += descending[i];
            weighted += (double)descending[i] * (descending.Length - 1 - (2L * i));
        }
        return all == 0 ? null : weighted / ((double)descending.Length * all);
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
