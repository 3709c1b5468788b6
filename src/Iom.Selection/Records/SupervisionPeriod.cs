using System.ComponentModel;

namespace Iom.Selection.Records;

/// <summary>A time under a court order or on licence.</summary>
/// <param name="Kind">Under what.</param>
/// <param name="From">The first day.</param>
public sealed record SupervisionPeriod(SupervisionKind Kind, DateOnly From) : CaseRecord
{
    /// <summary>The last day, if it has ended or its end is set.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The day until which it is actively supervised.</summary>
    public DateOnly? ActiveUntil { get; init; }

    /// <summary>What interrupted or ended it.</summary>
    public SupervisionEvent? Event { get; init; }

    /// <summary>The day of that event; one after the as-of date has not happened, one before <see cref="From"/> is read as none.</summary>
    public DateOnly? EventDate { get => GivenEventDate < From ? null : GivenEventDate; init => GivenEventDate = value; }

    /// <summary>The day of that event, as it was given.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DateOnly? GivenEventDate { get; private init; }

    /// <summary>Whether somebody was actively supervised on a day, as far as is known on a date.</summary>
    /// <param name="day">The day.</param>
    /// <param name="asOf">The as-of date; a revocation after it has not happened.</param>
    /// <returns>True from the first day up to the earliest of the last day, the end of active supervision and the day it was revoked. One revoked on a day that is not known was never active.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsActiveOn(DateOnly day, DateOnly asOf)
    {
        if (day < From || To < day || ActiveUntil < day) return false;
        return Event != SupervisionEvent.Revoked || EventDate > asOf || EventDate >= day;
    }

    /// <inheritdoc/>
    public override DateOnly? RecordDate => From;
}
