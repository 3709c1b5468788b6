namespace Iom.Selection.Records;

/// <summary>Days in custody, the first and the last included.</summary>
/// <param name="From">The first day.</param>
public sealed record CustodySpell(DateOnly From) : CaseRecord
{
    /// <summary>The last day; null while it goes on. One before <see cref="From"/> leaves no day.</summary>
    public DateOnly? To { get; init; }

    /// <inheritdoc/>
    public override DateOnly? RecordDate => From;

    /// <summary>Whether a day is one of them.</summary>
    internal bool Includes(DateOnly day) => From <= day && !(To < day);
}
