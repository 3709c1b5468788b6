using Iom.Selection.Batch;
using Iom.Selection.Ranking;

namespace Iom.Selection.Evaluation;

/// <summary>How a method puts the people of a backtest.</summary>
internal sealed class MethodOrder
{
    private MethodOrder(string method, int[] people, int[] groups, int takenCount) => (Method, People, Groups, TakenCount) = (method, people, groups, takenCount);

    public string Method { get; }

    /// <summary>The people, the first before the others; those of the tie at the line by the run's own draw, those of other ties in any order.</summary>
    public int[] People { get; }

    /// <summary>By person: the tie in which each one stands, from 0.</summary>
    public int[] Groups { get; }

    public int TakenCount { get; }

    /// <summary>As a policy ranks them; those it does not rank come after all others, as one tie.</summary>
    public static MethodOrder OfPolicy(string method, RankOrder order, Population people, int k)
    {
        var indexes = new int[people.Count == 0 ? 0 : people.Numbers.Max() + 1];
        Array.Fill(indexes, -1);
        for (var i = 0; i < people.Count; i++) indexes[people.Numbers[i]] = i;
        var (sorted, groups, count, group) = (new int[people.Count], new int[people.Count], 0, -1);
        var tie = -1;
        for (var position = 0; position < order.Ranked.Length; position++)
        {
            var number = order.Ranked[position];
            // Somebody ranked may have died.
            if (number >= indexes.Length || indexes[number] < 0) continue;
            if (order.Ties[position] != tie) group++;
            tie = order.Ties[position];
            groups[indexes[number]] = group;
            sorted[count++] = indexes[number];
        }
        if (count < people.Count)
        {
            group++;
            for (var i = 0; i < people.Count; i++)
            {
                if (order.IsRanked(people.Numbers[i])) continue;
                groups[i] = group;
                sorted[count++] = i;
            }
        }
        DrawAtLine(sorted, groups, k, people, new Draw(order.Seed), lots: null);
        return new MethodOrder(method, sorted, groups, k);
    }

    /// <summary>As a baseline puts them.</summary>
    public static MethodOrder OfBaseline(string method, Population people, int k)
    {
        var (sorted, groups) = method switch
        {
            BaselineMethods.Random => ByCount(new int[people.Count]),
            BaselineMethods.OffencesEver => ByCount(people.Ever),
            BaselineMethods.Offences12Months => ByCount(people.Last12Months),
            BaselineMethods.Offences24Months => ByCount(people.Last24Months),
            BaselineMethods.Decayed => ByScore(people.Decayed),
            BaselineMethods.Oracle => ByCount(people.Counts),
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
        DrawAtLine(sorted, groups, k, people, people.Draw, people.Lots);
        return new MethodOrder(method, sorted, groups, k);
    }

    // Counts are small: people are put where those of their count go.
    private static (int[] Sorted, int[] Groups) ByCount(int[] counts)
    {
        var (sorted, groups) = (new int[counts.Length], new int[counts.Length]);
        var most = counts.Length == 0 ? 0 : counts.Max();
        // By count, how many have it; then, with the highest first, the tie that it is, and where that tie begins.
        var (ties, places) = (new int[most + 1], new int[most + 1]);
        foreach (var count in counts) places[count]++;
        for (int count = most, before = 0, tie = 0; count >= 0; count--)
        {
            ties[count] = tie;
            if (places[count] > 0) tie++;
            (places[count], before) = (before, before + places[count]);
        }
        for (var i = 0; i < counts.Length; i++)
        {
            sorted[places[counts[i]]++] = i;
            groups[i] = ties[counts[i]];
        }
        return (sorted, groups);
    }

    private static (int[] Sorted, int[] Groups) ByScore(double[] scores)
    {
        var people = scores.Length;
        var (sorted, groups, keys) = (new int[people], new int[people], new double[people]);
        for (var i = 0; i < people; i++) (sorted[i], keys[i]) = (i, -scores[i]);
        Array.Sort(keys, sorted);
        for (int i = 0, group = 0; i < people; i++)
        {
            if (i > 0 && keys[i] != keys[i - 1]) group++;
            groups[sorted[i]] = group;
        }
        return (sorted, groups);
    }

    // Draws among the tie at the line, as a run draws.
    private static void DrawAtLine(int[] sorted, int[] groups, int k, Population people, Draw draw, ulong[]? lots)
    {
        if (k == 0 || k >= sorted.Length || groups[sorted[k - 1]] != groups[sorted[k]]) return;
        var (start, end) = (k - 1, k + 1);
        while (start > 0 && groups[sorted[start - 1]] == groups[sorted[k]]) start--;
        while (end < sorted.Length && groups[sorted[end]] == groups[sorted[k]]) end++;
        var tied = sorted.AsSpan(start, end - start);
        // A sort of the framework leaves equals in no order that is told.
        tied.Sort();
        var (numbers, firsts) = (new int[tied.Length], new ulong[tied.Length]);
        for (var i = 0; i < numbers.Length; i++) (numbers[i], firsts[i]) = (people.Numbers[tied[i]], lots is null ? 0 : lots[tied[i]]);
        if (lots is null) draw.FirstOfLots(numbers, person => people.Input.IdOf(person), firsts);
        firsts.AsSpan().Sort(tied);
        for (var i = 1; i < tied.Length; i++)
        {
            // Almost never: then the whole lots decide.
            if (firsts[i] == firsts[i - 1]) tied.Sort((a, b) => Lot(a).AsSpan().SequenceCompareTo(Lot(b)));
        }

        byte[] Lot(int person)
        {
            var lot = new byte[Draw.LotBytes];
            draw.Lot(people.Input.IdOf(people.Numbers[person]), lot);
            return lot;
        }
    }
}
