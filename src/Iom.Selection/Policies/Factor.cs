using System.Collections.Immutable;
using Iom.Selection.Measures;

namespace Iom.Selection.Policies;

/// <summary>A row of the matrix: it gives points to the reading of one measure.</summary>
/// <param name="Id">Its id, unique in the policy.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Why">The partnership's reason for it; empty if none is given.</param>
/// <param name="Measure">What it measures.</param>
/// <param name="Bands">The points table, by lower end, rising; for a level, a band for each of 1, 2 and 3.</param>
/// <param name="NotApplicable">The points where the measure does not apply.</param>
/// <param name="ValidFrom">The first as-of date on which it counts; null = always.</param>
/// <param name="ValidTo">The last as-of date on which it counts; null = still.</param>
public sealed record Factor(
    string Id, string Title, string Why, Measure Measure, ImmutableArray<Band> Bands, Points NotApplicable, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    /// <summary>Whether it counts on a date. Outside its dates it reads not applicable, with 0 points.</summary>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>True between the two dates, both included.</returns>
    public bool IsValidOn(DateOnly asOf) => !(ValidFrom > asOf) && !(ValidTo < asOf);
}
