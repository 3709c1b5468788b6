
namespace Iom.Selection.Records;

/// <summary>What one agency said about a person at one meeting of the panel.</summary>
/// <param name="MeetingDate">The day of the meeting.</param>
/// <param name="Agency">The agency.</param>
/// <param name="Stance">What it said.</param>
public sealed record PanelView(DateOnly MeetingDate, string Agency, PanelStance Stance) : CaseRecord
{
    /// <summary>Why, in the agency's words.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override DateOnly? RecordDate => MeetingDate;
}
