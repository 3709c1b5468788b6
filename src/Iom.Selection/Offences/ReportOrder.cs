using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>Puts the reports of one offence next to each other.</summary>
internal static class ReportOrder
{
    private static readonly Comparison<OffenceReport> ByOffence = (one, other) => string.CompareOrdinal(one.OffenceId, other.OffenceId);

    /// <summary>Sorts reports by their offence; those of one stand in no order.</summary>
    public static void Sort(Span<OffenceReport> reports) => reports.Sort(ByOffence);

    /// <summary>Where the reports of one offence end.</summary>
    /// <param name="sorted">Reports by offence.</param>
    /// <param name="first">The first of that offence.</param>
    /// <returns>The place behind its last.</returns>
    public static int EndOf(ReadOnlySpan<OffenceReport> sorted, int first)
    {
        var end = first + 1;
        while (end < sorted.Length && string.Equals(sorted[end].OffenceId, sorted[first].OffenceId, StringComparison.Ordinal)) end++;
        return end;
    }
}
