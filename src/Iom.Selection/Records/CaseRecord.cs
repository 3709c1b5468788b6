namespace Iom.Selection.Records;

/// <summary>One record that an agency keeps of a person.</summary>
/// <remarks>Two records with equal values are equal; where a record has no id of its own, they are one record given twice.</remarks>
public abstract record CaseRecord
{
    private protected CaseRecord()
    {
    }

    /// <summary>The record's own id, unique for a person and kind of record, or null where its kind has none.</summary>
    public virtual string? RecordId => null;

    /// <summary>The day the record is from; nothing later than the as-of date counts. Null where its kind has none.</summary>
    public virtual DateOnly? RecordDate => null;

    /// <summary>Does not repeat what the record holds, so that nothing of it gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Whether the record does not exist yet on a date.</summary>
    internal virtual bool IsLaterThan(DateOnly asOf) => RecordDate > asOf;
}
