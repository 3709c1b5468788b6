using Iom.Selection.Records;

namespace Iom.Selection.Reviews;

/// <summary>How support stands on a date.</summary>
/// <param name="Record">The record.</param>
/// <param name="Status">Its status on the date: what is dated later has not happened.</param>
public sealed record SupportOnDate(Support Record, SupportStatus Status)
{
    /// <summary>Whether somebody still has to do something: needed, waited for or under way.</summary>
    public bool IsOpen => Status is SupportStatus.Needed or SupportStatus.Waiting or SupportStatus.Active;

    /// <summary>How a record stands on a date.</summary>
    /// <param name="record">The record.</param>
    /// <param name="on">The date.</param>
    /// <returns>An end later than the date has not happened, nor has a beginning.</returns>
    public static SupportOnDate On(Support record, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(record);
        var status = record.Status;
        if (status is SupportStatus.Completed or SupportStatus.Withdrawn && record.EndedOn > on) status = SupportStatus.Active;
        if (status is not SupportStatus.Needed && record.StartedOn > on) status = SupportStatus.Waiting;
        return new SupportOnDate(record, status);
    }
}
