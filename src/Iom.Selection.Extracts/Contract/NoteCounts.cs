namespace Iom.Selection.Extracts.Contract;

/// <summary>How many cells have each note. Several may be added up.</summary>
internal struct NoteCounts
{
    /// <summary>Cells with blanks or invisible characters taken off their ends.</summary>
    public long Trimmed { get; private set; }

    /// <summary>Codes that got a lost leading zero back.</summary>
    public long Repaired { get; private set; }

    /// <summary>Dates that stand for no date, read as empty.</summary>
    public long Sentinel { get; private set; }

    /// <summary>Counts the notes of a cell.</summary>
    public void Count(CellNotes notes)
    {
        if (notes == CellNotes.None) return;
        if (notes.HasFlag(CellNotes.Trimmed)) Trimmed++;
        if (notes.HasFlag(CellNotes.Repaired)) Repaired++;
        if (notes.HasFlag(CellNotes.Sentinel)) Sentinel++;
    }

    /// <summary>Takes what somebody else has counted.</summary>
    public void Add(in NoteCounts other)
    {
        Trimmed += other.Trimmed;
        Repaired += other.Repaired;
        Sentinel += other.Sentinel;
    }
}
