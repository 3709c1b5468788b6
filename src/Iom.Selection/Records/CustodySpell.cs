using System.ComponentModel;

namespace Iom.Selection.Records;

/// <summary>Days in custody, the first and the last included.</summary>
/// <param name="From">The first day.</param>
public sealed record CustodySpell(DateOnly From) : CaseRecord
{
    /// <summary>The last day; null while it goes on.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Why; null where it is not known.</summary>
    public CustodyKind? Kind { get; init; }

    /// <inheritdoc/>
    public override DateOnly? RecordDate => From;

    /// <summary>Whether the spell contradicts itself or the person's location, so that it is no custody.</summary>
    /// <remarks>Its last day is before its first, or it goes on after the date though the person is in the community.</remarks>
    /// <param name="asOf">The date.</param>
    /// <param name="location">Where the extract says that the person is; null where it is not known.</param>
    /// <returns>True where it is in conflict.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsInConflictOn(DateOnly asOf, Location? location) => To < From || (location == Location.Community && !(To <= asOf));

    /// <summary>Whether a day is one of them.</summary>
    internal bool Includes(DateOnly day) => From <= day && !(To < day);
}
