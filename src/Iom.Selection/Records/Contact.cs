using Iom.Selection.Foundation;

namespace Iom.Selection.Records;

/// <summary>A contact of an agency with the person. Never scored: being managed is not evidence.</summary>
/// <remarks>
/// Ordered by what says least against the person: kept, excused, cancelled by an agency, not at home, missed, refused; then the earliest
/// date; then the rest, ordinally. Where rows with one id differ, the least stands.
/// </remarks>
/// <param name="ContactId">The contact's id, unique for the person.</param>
/// <param name="Date">The day of the contact.</param>
/// <param name="Kind">What was arranged.</param>
/// <param name="Outcome">How it went.</param>
public sealed record Contact(string ContactId, DateOnly Date, ContactKind Kind, ContactOutcome Outcome) : CaseRecord, IComparable<Contact>
{
    /// <summary>By what it was required, if known.</summary>
    public ContactRequirement? Required { get; init; }

    /// <inheritdoc/>
    public override string RecordId => ContactId;

    /// <inheritdoc/>
    public override DateOnly? RecordDate => Date;

    /// <summary>Compares by what says least against the person.</summary>
    /// <param name="other">The contact to compare with; null comes first.</param>
    /// <returns>Negative when this one says less.</returns>
    public int CompareTo(Contact? other)
    {
        if (other is null) return 1;
        if (Outcome != other.Outcome) return Outcome.CompareTo(other.Outcome);
        if (Date != other.Date) return Date.CompareTo(other.Date);
        var kind = Utf8Ordinal.Compare(Vocabulary.Word(Kind), Vocabulary.Word(other.Kind));
        return kind != 0 ? kind : Utf8Ordinal.Compare(Words.Word(Required), Words.Word(other.Required));
    }

    /// <summary>Whether <paramref name="left"/> says less against the person.</summary>
    public static bool operator <(Contact left, Contact right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> says more against the person.</summary>
    public static bool operator >(Contact left, Contact right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> says no more against the person.</summary>
    public static bool operator <=(Contact left, Contact right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> says no less against the person.</summary>
    public static bool operator >=(Contact left, Contact right) => left.CompareTo(right) >= 0;
}
