namespace Iom.Selection.Statistics;

/// <summary>People in the order of their events, from the latest back, with how many of the others each makes a pair whose earlier event is known.</summary>
/// <remarks>It depends on no order of theirs, so that several are held against it. Of one day, those who are censored outlast those with an event.</remarks>
internal sealed class EventOrder
{
    private readonly int[] _latest;
    private readonly int[] _starts;
    private readonly bool[] _isEvent;
    private readonly long[] _pairs;

    /// <summary>Puts people in order.</summary>
    /// <param name="times">When each one's event came, or was last known not to have come: days from 0, of which there is room for each.</param>
    /// <param name="isEvent">Whether it came.</param>
    public EventOrder(int[] times, bool[] isEvent)
    {
        (_isEvent, _latest, _pairs) = (isEvent, new int[times.Length], new long[times.Length]);
        // Times are few beside people, who are put where those of their time go: from the latest back, on each day those who are censored first.
        var latest = times.Length == 0 ? 0 : times.Max();
        var places = new int[2 * (latest + 1)];
        for (var i = 0; i < times.Length; i++) places[KeyOf(i)]++;
        for (int key = 0, before = 0; key < places.Length; key++) (places[key], before) = (before, before + places[key]);
        for (var i = 0; i < times.Length; i++) _latest[places[KeyOf(i)]++] = i;
        while (OutlastingCount < _latest.Length && !isEvent[_latest[OutlastingCount]]) OutlastingCount++;
        _starts = FindStarts(times);
        CountPairs();

        int KeyOf(int person) => (2 * (latest - times[person])) + (isEvent[person] ? 1 : 0);
    }

    /// <summary>The people, by their numbers, from the latest time back.</summary>
    public ReadOnlySpan<int> Latest => _latest;

    /// <summary>How many stand before the first event.</summary>
    public int OutlastingCount { get; }

    /// <summary>Whether a person's event came.</summary>
    public bool IsEvent(int person) => _isEvent[person];

    /// <summary>With how many others a person makes a pair whose earlier event is known.</summary>
    public long PairsOf(int person) => _pairs[person];

    /// <summary>Where in <see cref="Latest"/> the events of each day begin, behind those who outlast everybody; a person who is censored stands alone. Last, where the last ends.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    private int[] FindStarts(int[] times)
    {
        var starts = new List<int>();
        for (int start = OutlastingCount, end; start < _latest.Length; start = end)
        {
            starts.Add(start);
            end = start + 1;
            var person = _latest[start];
            while (_isEvent[person] && end < _latest.Length && _isEvent[_latest[end]] && times[_latest[end]] == times[person]) end++;
        }
        starts.Add(_latest.Length);
        return [.. starts];
    }

    private void CountPairs()
    {
        long outlasting = OutlastingCount, events = _isEvent.Count(each => each);
        foreach (var person in _latest.AsSpan(0, OutlastingCount)) _pairs[person] = events;
        for (var day = 0; day + 1 < _starts.Length; day++)
        {
            var people = _latest.AsSpan(_starts[day].._starts[day + 1]);
            var isEvent = _isEvent[people[0]];
            if (isEvent) events -= people.Length;
            foreach (var person in people) _pairs[person] = isEvent ? outlasting + events : events;
            outlasting += people.Length;
        }
    }
}
