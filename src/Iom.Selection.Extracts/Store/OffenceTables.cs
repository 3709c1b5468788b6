namespace Iom.Selection.Extracts.Store;

/// <summary>What the numbers in rows of offences stand for.</summary>
internal sealed class OffenceTables
{
    public Interner<string> Codes { get; } = new(StringComparer.Ordinal);

    public Interner<RowSource> Origins { get; } = new();

    /// <summary>Which offence a row is about, and where it stands.</summary>
    public RecordName NameOf(in OffenceRow row) => new(row.Person, Origins[row.Origin].File, row.Line, row.IdFirst, row.IdLast, row.IdLength);

    /// <summary>Which of two rows comes first in the files, whoever kept which.</summary>
    public int CompareInFiles(OffenceRow row, OffenceRow other)
    {
        var files = Origins[row.Origin].File.CompareTo(Origins[other.Origin].File);
        return files != 0 ? files : row.Line.CompareTo(other.Line);
    }
}
