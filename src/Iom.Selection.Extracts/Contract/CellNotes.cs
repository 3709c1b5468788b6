namespace Iom.Selection.Extracts.Contract;

/// <summary>What was done to a cell so that it could be used, or set aside; each is counted by file.</summary>
[Flags]
internal enum CellNotes : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Blanks or invisible characters were taken off its ends.</summary>
    Trimmed = 1,

    /// <summary>A code's lost leading zero was put back.</summary>
    Repaired = 2,

    /// <summary>A date that stands for no date was read as empty.</summary>
    Sentinel = 4,
}
