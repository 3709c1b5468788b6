namespace Iom.Selection.Extracts.Store;

/// <summary>What becomes of the rows of one kind of file on one as-of date. Several may be added up.</summary>
internal struct DatedCounts
{
    private int _from;      // the day number and one; 0 = no row
    private int _to;

    /// <summary>Rows dated after the date.</summary>
    public long Later { get; set; }

    /// <summary>Rows for which another stands.</summary>
    public long Duplicate { get; set; }

    /// <summary>The earliest date of a row that is not later; null without one.</summary>
    public readonly DateOnly? From => Date(_from);

    /// <summary>The latest date of a row that is not later; null without one.</summary>
    public readonly DateOnly? To => Date(_to);

    /// <summary>Takes the day of a row that is not later.</summary>
    public void Cover(int day)
    {
        if (_from == 0 || day + 1 < _from) _from = day + 1;
        if (day + 1 > _to) _to = day + 1;
    }

    /// <summary>Takes what another thread has counted.</summary>
    public void Add(DatedCounts other)
    {
        Later += other.Later;
        Duplicate += other.Duplicate;
        if (other._from == 0) return;
        Cover(other._from - 1);
        Cover(other._to - 1);
    }

    private static DateOnly? Date(int packed) => packed == 0 ? null : DateOnly.FromDayNumber(packed - 1);
}
