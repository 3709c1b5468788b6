using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Reviews;

/// <summary>What the records of support say of each pathway.</summary>
internal static class Pathways
{
    /// <summary>Whether there was a need, and every needed pathway is completed. Withdrawn or never begun is an unmet need.</summary>
    public static bool AllCompleted(IReadOnlyList<Support> support, DateOnly on) => support.Count > 0 && Uncompleted(support, on).Count == 0;

    /// <summary>The pathways that are not completed, by name.</summary>
    public static IReadOnlyList<string> Uncompleted(IReadOnlyList<Support> support, DateOnly on) =>
        [.. ByPathway(support, on).Where(pathway => !IsCompleted(pathway)).Select(pathway => pathway.Key).Order(Utf8Ordinal.Comparer)];

    /// <summary>What the plan lacks, by kind, then pathway.</summary>
    public static IEnumerable<GapFinding> Gaps(IReadOnlyList<Support> support, DateOnly on, int waitingDays)
    {
        if (support.Count == 0) return [new GapFinding(PlanGap.NoPlan, null, null)];
        var gaps = new List<GapFinding>();
        foreach (var pathway in ByPathway(support, on))
        {
            var open = pathway.Where(standing => standing.IsOpen).ToArray();
            if (open.Any(standing => standing.Record.LeadAgency is null)) gaps.Add(new GapFinding(PlanGap.NoLeadAgency, pathway.Key, null));
            if (open.Any(standing => standing.Status == SupportStatus.Needed) || (open.Length == 0 && !IsCompleted(pathway)))
                gaps.Add(new GapFinding(PlanGap.NeedWithoutSupport, pathway.Key, open.Length == 0 ? pathway.Max(standing => standing.Record.EndedOn) : null));
            var waits = open.Where(standing => standing.Status != SupportStatus.Active && on.DayNumber - standing.Record.WaitingSince?.DayNumber > waitingDays).ToArray();
            if (waits.Length > 0) gaps.Add(new GapFinding(PlanGap.WaitingTooLong, pathway.Key, waits.Min(standing => standing.Record.WaitingSince)));
        }
        return gaps.OrderBy(gap => gap.Gap).ThenBy(gap => gap.Pathway, Utf8Ordinal.Comparer);
    }

    /// <summary>Since when all support that is needed has been there. Null while any of it is not, or it is not known since when; and where none is under way.</summary>
    /// <remarks>A pathway is there from the day its support began, as far as that is not over, or was completed. Needed, waited for and withdrawn is not there, whoever withdrew it.</remarks>
    public static DateOnly? AllThereSince(IReadOnlyList<Support> support, DateOnly on)
    {
        var (since, isUnderWay) = (DateOnly.MinValue, false);
        foreach (var pathway in ByPathway(support, on))
        {
            if (IsCompleted(pathway))
            {
                if (pathway.Min(standing => standing.Record.StartedOn ?? standing.Record.EndedOn) is { } began && began > since) since = began;
                continue;
            }
            var active = pathway.Where(standing => standing.Status == SupportStatus.Active).ToArray();
            if (active.Length == 0 || pathway.Any(standing => standing.Status is SupportStatus.Needed or SupportStatus.Waiting)) return null;
            if (active.Min(standing => standing.Record.StartedOn ?? DateOnly.MaxValue) is var start && start == DateOnly.MaxValue) return null;
            if (start > since) since = start;
            isUnderWay = true;
        }
        return isUnderWay ? since : null;
    }

    // A pathway that was given up and completed later is completed; one without dates may have been given up last.
    private static bool IsCompleted(IEnumerable<SupportOnDate> pathway)
    {
        var completed = pathway.Where(standing => standing.Status == SupportStatus.Completed).ToArray();
        if (completed.Length == 0 || pathway.Any(standing => standing.IsOpen)) return false;
        var last = completed.Max(standing => standing.Record.EndedOn);
        return pathway.Where(standing => standing.Status == SupportStatus.Withdrawn).All(standing => standing.Record.EndedOn <= last);
    }

    private static IEnumerable<IGrouping<string, SupportOnDate>> ByPathway(IReadOnlyList<Support> support, DateOnly on) =>
        support.Select(record => SupportOnDate.On(record, on)).GroupBy(standing => standing.Record.Pathway, StringComparer.Ordinal);
}
