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

    /// <summary>The day of that event; one after the as-of date has not happened.</summary>
    public DateOnly? EventDate { get; init; }

    /// <inheritdoc/>
    public override DateOnly? RecordDate => From;
}
