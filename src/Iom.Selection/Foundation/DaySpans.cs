namespace Iom.Selection.Foundation;

/// <summary>Runs of days by their first and last day number, both included; one that goes on for ever ends on the greatest number.</summary>
internal static class DaySpans
{
    /// <summary>Sorts runs, and makes one of those that overlap or touch.</summary>
    public static void Merge(List<(int First, int Last)> spans)
    {
        if (spans.Count < 2) return;
        spans.Sort();
        var kept = 0;
        for (var i = 1; i < spans.Count; i++)
        {
            // Not Last + 1: there may be no such day.
            if (spans[i].First - 1L <= spans[kept].Last) spans[kept] = (spans[kept].First, Math.Max(spans[kept].Last, spans[i].Last));
            else spans[++kept] = spans[i];
        }
        spans.RemoveRange(kept + 1, spans.Count - kept - 1);
    }

    /// <summary>How many days of merged runs lie between two days, both included.</summary>
    public static int Between(IReadOnlyList<(int First, int Last)> spans, int from, int to)
    {
        var days = 0;
        foreach (var (first, last) in spans) days += Math.Max(0, Math.Min(last, to) - Math.Max(first, from) + 1);
        return days;
    }
}
