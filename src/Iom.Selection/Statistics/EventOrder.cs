namespace Iom.Selection.Statistics;

/// <summary>People in the order of their events, from the latest back, with how many of the others each makes a pair whose earlier event is known.</summary>
/// <remarks>It depends on no order of theirs, so that several are held against it. Of one day, those who are censored outlast those with an event.</remarks>
internal sealed class EventOrder
{
    private readonly int[] _latest;
    private readonly int[] _times;
    private readonly bool[] _isEvent;
    private readonly long[] _pairs;

    /// <summary>Puts people in order.</summary>
    /// <param name="times">When each one's event came, or was last known not to have come.</param>
    /// <param name="isEvent">Whether it came.</param>
    public EventOrder(int[] times, bool[] isEvent)
    {
        (_times, _isEvent, _latest, _pairs) = (times, isEvent, new int[times.Length], new long[times.Length]);
        var keys = new long[times.Length];
        // A person's time counts down from 0, so that the key rises as time falls.
        for (var i = 0; i < keys.Length; i++) keys[i] = ((-(long)times[i] * 2) + (isEvent[i] ? 1 : 0)) * (1L << 31) + i;
        Array.Sort(keys);
        for (var i = 0; i < keys.Length; i++) _latest[i] = (int)(keys[i] & int.MaxValue);
        while (OutlastingCount < _latest.Length && !isEvent[_latest[OutlastingCount]]) OutlastingCount++;
        CountPairs();
    }

    /// <summary>The people, by their numbers, from the latest time back.</summary>
    public ReadOnlySpan<int> Latest => _latest;

    /// <summary>How many stand before the first event.</summary>
    public int OutlastingCount { get; }

    /// <summary>Whether a person's event came.</summary>
    public bool IsEvent(int person) => _isEvent[person];

    /// <summary>With how many others a person makes a pair whose earlier event is known.</summary>
    public long PairsOf(int person) => _pairs[person];

    /// <summary>Where the events of one day end; a person who is censored stands alone.</summary>
    /// <param name="start">Where they start in <see cref="Latest"/>.</param>
    public int EndOfDay(int start)
    {
        var end = start + 1;
        if (!_isEvent[_latest[start]]) return end;
        while (end < _latest.Length && IsSameDay(end, start)) end++;
        return end;
    }

    /// <summary>Where the events of one day start; a person who is censored stands alone.</summary>
    /// <param name="end">Where they end in <see cref="Latest"/>.</param>
    public int StartOfDay(int end)
    {
        var start = end - 1;
        if (!_isEvent[_latest[start]]) return start;
        while (start > 0 && IsSameDay(start - 1, end - 1)) start--;
        return start;
    }

    private bool IsSameDay(int one, int other) => _isEvent[_latest[one]] && _times[_latest[one]] == _times[_latest[other]];

    private void CountPairs()
    {
        long outlasting = 0, events = _isEvent.Count(each => each);
        for (int start = 0, end; start < _latest.Length; start = end)
        {
            end = EndOfDay(start);
            var isEvent = _isEvent[_latest[start]];
            if (isEvent) events -= end - start;
            foreach (var person in _latest.AsSpan(start, end - start)) _pairs[person] = isEvent ? outlasting + events : events;
            outlasting += end - start;
        }
    }
}
