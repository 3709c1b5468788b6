using Iom.Selection.Foundation;

namespace Iom.Selection.Scoring;

/// <summary>Points to a record that a figure rests on.</summary>
/// <param name="Kind">
/// The kind of record: <c>offence</c>, <c>drug_test</c>, <c>risk_score</c>, <c>custody</c>, or <c>offender</c> for a field of the person; in
/// reviews also <c>contact</c>, <c>support</c>, <c>supervision</c>, <c>membership</c>, <c>identity</c>, and <c>review</c> for an earlier run.
/// </param>
/// <param name="Id">
/// The record's id; of a risk score, the instrument; of a time in custody, its last day or <c>open</c>; of a field, its name; of support, the
/// pathway; of supervision, the event; of an identity, the system; of a membership, <c>from</c>; of an earlier run, what it said.
/// </param>
/// <param name="Date">The day the record is from; null for a field.</param>
public sealed record RecordReference(string Kind, string Id, DateOnly? Date) : IComparable<RecordReference>
{
    /// <summary>Of an offence the code that stands, by which the offences of one case number are told apart; null for other records.</summary>
    public string? Code { get; init; }

    /// <summary>Orders by date, then id, then code, then kind; fields first.</summary>
    /// <param name="other">The reference to compare with; null comes first.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(RecordReference? other)
    {
        if (other is null) return 1;
        if (Date != other.Date) return Nullable.Compare(Date, other.Date);
        var id = Utf8Ordinal.Compare(Id, other.Id);
        if (id != 0) return id;
        var code = Utf8Ordinal.Compare(Code ?? "", other.Code ?? "");
        return code != 0 ? code : string.CompareOrdinal(Kind, other.Kind);
    }

    /// <summary>Does not repeat the record's id, so that it gets into no log by chance.</summary>
    /// <returns>The kind of record.</returns>
    public override string ToString() => Kind;

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(RecordReference left, RecordReference right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(RecordReference left, RecordReference right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(RecordReference left, RecordReference right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(RecordReference left, RecordReference right) => left.CompareTo(right) >= 0;
}
