using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Takes the rows of one offence together: <see cref="OffenceFacts.Resolve"/> for rows that are no objects.</summary>
internal sealed class OffenceResolver(OffenceTables tables, DateOnly asOf)
{
    private readonly int _asOf = asOf.DayNumber;

    /// <summary>An offence as it stands.</summary>
    /// <param name="Code">The number of its code.</param>
    /// <param name="Day">The offence date.</param>
    /// <param name="Outcome">The standing outcome.</param>
    /// <param name="OutcomeDay">The outcome date and one; 0 = none.</param>
    /// <param name="DetectedBy">Who detected it, if known.</param>
    /// <param name="IsInConflict">Whether its rows contradict each other, so that nothing counts it.</param>
    public readonly record struct Facts(int Code, int Day, OffenceOutcome Outcome, int OutcomeDay, DetectedBy? DetectedBy, bool IsInConflict);

    /// <summary>An offence of which there is one row.</summary>
    public Facts Resolve(in OffenceRow row) => row.OutcomeDay > _asOf + 1
        ? new Facts(row.Code, row.Day, OffenceOutcome.Open, 0, row.DetectedBy, false)
        : new Facts(row.Code, row.Day, row.Outcome, row.OutcomeDay, row.DetectedBy, false);

    /// <summary>An offence of which there are several.</summary>
    /// <param name="rows">All rows of a person.</param>
    /// <param name="first">The first of this offence.</param>
    /// <param name="next">By row, the next of the same offence; -1 after the last.</param>
    public Facts Resolve(ReadOnlySpan<OffenceRow> rows, int first, ReadOnlySpan<int> next)
    {
        var standing = new PrevailingOutcome();
        for (var i = first; i >= 0; i = next[i]) standing.Add(rows[i].Outcome, OutcomeDate(rows[i]), asOf);

        var (outcome, contested) = (standing.Outcome, standing.IsInConflict);
        var (code, day, outcomeDay) = (-1, int.MaxValue, 0);
        DetectedBy? detectedBy = null;
        var detectionDiffers = false;
        for (var i = first; i >= 0; i = next[i])
        {
            var (effective, on) = PrevailingOutcome.AsOf(rows[i].Outcome, OutcomeDate(rows[i]), asOf);
            // A contested offence has no standing outcome: its code and dates come from all its rows, and nothing counts it.
            if (!contested && effective != outcome) continue;

            if (code < 0 || (rows[i].Code != code && Utf8Ordinal.Compare(tables.Codes[rows[i].Code], tables.Codes[code]) < 0)) code = rows[i].Code;
            day = Math.Min(day, rows[i].Day);
            if (on is { } date) outcomeDay = Math.Max(outcomeDay, date.DayNumber + 1);
            if (rows[i].DetectedBy is { } by)
            {
                detectionDiffers |= detectedBy is { } other && other != by;
                detectedBy = by;
            }
        }
        return new Facts(code, day, outcome, outcomeDay, detectionDiffers ? null : detectedBy, contested);
    }

    private static DateOnly? OutcomeDate(in OffenceRow row) => row.OutcomeDay == 0 ? null : DateOnly.FromDayNumber(row.OutcomeDay - 1);
}
