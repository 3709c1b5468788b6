namespace Iom.Selection.Statistics;

/// <summary>What several orders of the same people capture when the people are drawn again and again, with replacement, the line found anew each time.</summary>
/// <remarks>
/// Efron (1979), Annals of Statistics 7, 1-26; paired, because all orders see the same people. People alike in everything that the figures depend on are
/// drawn together, as one cell of a multinomial, which is the same. Who stands so far from the line that no draw brings them to it (eight standard errors)
/// is alike to all others there. Each draw has a stream of its own, so that it is the same whoever draws it.
/// </remarks>
internal sealed class CaptureBootstrap
{
    private const double MaxErrors = 8;
    private const int MinBand = 20;
    private const int MinCellDrawnWhole = 32;
    private const int MaxPeopleDrawnOneByOne = 4096;

    private readonly int _people;
    private readonly int _k;
    private readonly int[] _later;      // by cell
    private readonly int[] _large;      // cells drawn whole
    private readonly int[] _counts;     // by cell
    private readonly int[] _single;     // the cells of people drawn one by one
    private readonly (int[] Cells, int[] Ends)[] _orders;

    /// <summary>Prepares the draws.</summary>
    /// <param name="groups">By order: the tie in which each person stands, from 0, the first before the others.</param>
    /// <param name="later">What each person counts for, 0 or more.</param>
    /// <param name="k">How many are before the line, at most as many as there are people.</param>
    public CaptureBootstrap(IReadOnlyList<int[]> groups, int[] later, int k)
    {
        (_people, _k) = (later.Length, k);
        int[][] near = [.. groups.Select(Near)];
        var cells = Number(new int[later.Length], later);
        foreach (var order in near) cells = Number(cells, order);
        var count = cells.Length == 0 ? 0 : cells.Max() + 1;
        (_later, _counts) = (new int[count], new int[count]);
        var first = new int[count];
        for (var i = cells.Length - 1; i >= 0; i--)
        {
            (_later[cells[i]], first[cells[i]]) = (later[i], i);
            _counts[cells[i]]++;
        }
        _orders =
        [
            .. near.Select(order =>
            {
                var last = order.Length == 0 ? 0 : order.Max();
                // Those far behind the line are never looked at.
                int[] before = [.. Enumerable.Range(0, count).Where(cell => order[first[cell]] < last || last == 0).OrderBy(cell => order[first[cell]])];
                int[] ends = [.. before.Select((cell, i) => i).Where(i => i + 1 == before.Length || order[first[before[i]]] != order[first[before[i + 1]]]).Select(i => i + 1)];
                return (before, ends);
            }),
        ];
        var isOneByOne = _people <= MaxPeopleDrawnOneByOne;
        _large = isOneByOne ? [] : [.. Enumerable.Range(0, count).Where(cell => _counts[cell] >= MinCellDrawnWhole)];
        _single = isOneByOne ? cells : Array.FindAll(cells, cell => _counts[cell] < MinCellDrawnWhole);
    }

    /// <summary>Draws the people some times.</summary>
    /// <param name="key">The key of the seed.</param>
    /// <param name="from">The number of the first draw.</param>
    /// <param name="upTo">The first that is not drawn.</param>
    /// <param name="captured">By order and draw: the share of what all count for that those before the line count for; not a number where nobody counts.</param>
    /// <param name="precision">By order and draw: how many of those before the line count for anything.</param>
    public void Draw(ulong key, int from, int upTo, double[][] captured, double[][] precision)
    {
        var drawn = new int[_counts.Length];
        for (var number = from; number < upTo; number++)
        {
            Draw(new RandomStream(key, number), drawn);
            var all = 0L;
            for (var cell = 0; cell < drawn.Length; cell++) all += (long)drawn[cell] * _later[cell];
            for (var order = 0; order < _orders.Length; order++)
            {
                var (sum, any) = Take(_orders[order], drawn);
                captured[order][number] = all == 0 ? double.NaN : sum / all;
                precision[order][number] = any / _k;
            }
        }
    }

    /// <summary>From where to where the middle 95 per cent of drawn figures lie.</summary>
    /// <returns>Null where none is a number.</returns>
    public static Interval? Middle(IEnumerable<double> figures, double level = 0.95)
    {
        double[] sorted = [.. figures.Where(figure => !double.IsNaN(figure)).Order()];
        if (sorted.Length == 0) return null;
        var tail = (int)(sorted.Length * (1 - level) / 2);
        return new Interval(sorted[tail], sorted[sorted.Length - 1 - tail]);
    }

    private void Draw(RandomStream stream, int[] drawn)
    {
        Array.Clear(drawn);
        var (toDraw, peopleLeft) = (_people, _people);
        foreach (var cell in _large)
        {
            drawn[cell] = stream.NextBinomial(toDraw, (double)_counts[cell] / peopleLeft);
            toDraw -= drawn[cell];
            peopleLeft -= _counts[cell];
        }
        for (; toDraw > 0 && _single.Length > 0; toDraw--) drawn[_single[stream.Below(_single.Length)]]++;
    }

    private (double Sum, double Any) Take((int[] Cells, int[] Ends) order, int[] drawn)
    {
        var (sum, any, left) = (0.0, 0.0, (long)_k);
        var start = 0;
        foreach (var end in order.Ends)
        {
            var (people, later, with) = (0L, 0L, 0L);
            for (var i = start; i < end; i++)
            {
                var cell = order.Cells[i];
                people += drawn[cell];
                later += (long)drawn[cell] * _later[cell];
                if (_later[cell] > 0) with += drawn[cell];
            }
            start = end;
            if (people == 0) continue;
            if (people >= left)
            {
                var share = (double)left / people;
                return (sum + (later * share), any + (with * share));
            }
            left -= people;
            sum += later;
            any += with;
        }
        return (sum, any);
    }

    // The ties near the line numbered from 1; 0 for all before them, and one number for all behind.
    private int[] Near(int[] groups)
    {
        var counts = new int[groups.Length == 0 ? 0 : groups.Max() + 1];
        foreach (var group in groups) counts[group]++;
        var band = Math.Max(MinBand, MaxErrors * Math.Sqrt(_k * (1 - ((double)_k / _people))));
        var numbers = new int[counts.Length];
        var (before, number) = (0L, 0);
        for (var group = 0; group < counts.Length; group++)
        {
            if (before + counts[group] > _k - band && before < _k + band) numbers[group] = ++number;
            else if (before >= _k + band) numbers[group] = number + 1;
            before += counts[group];
        }
        return Array.ConvertAll(groups, group => numbers[group]);
    }

    // Numbers what differs in either, in the order of the people. Both are small numbers as a rule: then a place in a table stands for each pair of them.
    private static int[] Number(int[] cells, int[] values)
    {
        const int MaxTable = 1 << 22;
        if (cells.Length == 0) return [];
        var (width, height) = ((long)values.Max() + 1, (long)cells.Max() + 1);
        var together = new int[cells.Length];
        if (width * height <= MaxTable)
        {
            var (table, count) = (new int[width * height], 0);
            for (var i = 0; i < cells.Length; i++)
            {
                ref var number = ref table[(cells[i] * width) + values[i]];
                if (number == 0) number = ++count;
                together[i] = number - 1;
            }
            return together;
        }
        var numbers = new Dictionary<long, int>();
        for (var i = 0; i < cells.Length; i++)
        {
            var key = ((long)cells[i] << 32) | (uint)values[i];
            if (!numbers.TryGetValue(key, out var number)) numbers.Add(key, number = numbers.Count);
            together[i] = number;
        }
        return together;
    }
}
