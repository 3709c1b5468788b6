using System.Diagnostics;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>What measures need of an offence as it stands: <see cref="Offence"/> without allocating.</summary>
internal readonly struct OffenceFacts(
    string code, DateOnly date, OffenceOutcome outcome, DateOnly? outcomeDate, DetectedBy? detectedBy, bool isContested)
{
    public string Code { get; } = code;

    public DateOnly Date { get; } = date;

    public OffenceOutcome Outcome { get; } = outcome;

    public DateOnly? OutcomeDate { get; } = outcomeDate;

    public DetectedBy? DetectedBy { get; } = detectedBy;

    public bool IsInConflict { get; } = isContested;

    /// <summary>Takes the reports of one offence together; see <see cref="Offence.Resolve"/>.</summary>
    public static OffenceFacts Resolve(ReadOnlySpan<OffenceReport> reports, DateOnly asOf)
    {
        var standing = new PrevailingOutcome();
        foreach (var report in reports) standing.Add(report.Outcome, report.OutcomeDate, asOf);

        var (outcome, contested) = (standing.Outcome, standing.IsInConflict);
        string? code = null;
        var date = DateOnly.MaxValue;
        DateOnly? outcomeDate = null;
        DetectedBy? detectedBy = null;
        var detectionDiffers = false;
        foreach (var report in reports)
        {
            var (effective, on) = PrevailingOutcome.AsOf(report.Outcome, report.OutcomeDate, asOf);
            // A contested offence has no standing outcome: its code and dates come from all its reports, and nothing counts it.
            if (!contested && effective != outcome) continue;

            if (code is null || Utf8Ordinal.Compare(report.Code, code) < 0) code = report.Code;
            if (report.Date < date) date = report.Date;
            if (on is not null && (outcomeDate is null || on > outcomeDate)) outcomeDate = on;
            if (report.DetectedBy is { } by)
            {
                detectionDiffers |= detectedBy is { } other && other != by;
                detectedBy = by;
            }
        }

        Debug.Assert(code is not null, "the standing outcome comes from a report");
        return new OffenceFacts(code, date, outcome, outcomeDate, detectionDiffers ? null : detectedBy, contested);
    }
}
