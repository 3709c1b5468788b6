namespace Iom.Selection.Scoring;

/// <summary>Points to a record that a figure rests on.</summary>
/// <param name="Kind">The kind of record: <c>offence</c>, <c>drug_test</c>, <c>risk_score</c>.</param>
/// <param name="Id">The record's id; of a risk score, the instrument.</param>
/// <param name="Date">The day the record is from.</param>
public sealed record RecordReference(string Kind, string Id, DateOnly Date) : IComparable<RecordReference>
{
    /// <summary>Orders by kind, then date, then id.</summary>
    /// <param name="other">The reference to compare with; null comes first.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(RecordReference? other)
    {
        if (other is null) return 1;
        var kind = string.CompareOrdinal(Kind, other.Kind);
        if (kind != 0) return kind;
        return Date != other.Date ? Date.CompareTo(other.Date) : Utf8Ordinal.Compare(Id, other.Id);
    }

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(RecordReference left, RecordReference right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(RecordReference left, RecordReference right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(RecordReference left, RecordReference right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(RecordReference left, RecordReference right) => left.CompareTo(right) >= 0;
}
