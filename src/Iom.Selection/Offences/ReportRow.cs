using System.ComponentModel;
using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>One report of an offence as the resolver takes it: no object, dates as day numbers.</summary>
/// <param name="Code">The normalised code.</param>
/// <param name="Day">The offence date.</param>
/// <param name="Outcome">What has become of it.</param>
/// <param name="OutcomeDay">The outcome date, or <see cref="NoDay"/>.</param>
/// <param name="DetectedBy">Who detected it, if known.</param>
/// <param name="AsYouth">Whether it was committed as a youth, if known.</param>
/// <param name="RecordedDay">The day on which the report was recorded, or <see cref="NoDay"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ReportRow(
    string Code, int Day, OffenceOutcome Outcome, int OutcomeDay, DetectedBy? DetectedBy, bool? AsYouth, int RecordedDay)
{
    /// <summary>Stands for a date that is not given.</summary>
    public const int NoDay = -1;

    /// <summary>The same for a report that is an object.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The row.</returns>
    public static ReportRow FromReport(OffenceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ReportRow(
            report.Code, report.Date.DayNumber, report.Outcome, report.OutcomeDate?.DayNumber ?? NoDay, report.DetectedBy, report.AsYouth,
            report.RecordedOn?.DayNumber ?? NoDay);
    }
}
