using System.ComponentModel;

namespace Iom.Selection.Records;

/// <summary>Support on one pathway: accommodation, employment, substance misuse and so on.</summary>
/// <param name="Pathway">The pathway, in the partnership's words.</param>
/// <param name="Status">How far it has come.</param>
public sealed record Support(string Pathway, SupportStatus Status) : CaseRecord
{
    /// <summary>What is needed, in the agency's words.</summary>
    public string? Need { get; init; }

    /// <summary>The agency that leads.</summary>
    public string? LeadAgency { get; init; }

    /// <summary>The day since when the person waits.</summary>
    public DateOnly? WaitingSince { get; init; }

    /// <summary>The day it began; one after the as-of date has not happened.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>The day it ended; one after the as-of date has not happened.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Whether it ended before it began, so that the end is read as none.</summary>
    /// <param name="asOf">The as-of date; a beginning after it has not happened.</param>
    /// <returns>True where the dates contradict each other.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsInConflictOn(DateOnly asOf) => StartedOn <= asOf && EndedOn < StartedOn;
}
