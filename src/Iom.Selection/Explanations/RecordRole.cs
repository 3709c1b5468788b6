namespace Iom.Selection.Explanations;

/// <summary>What a record is to the figure that it stands behind.</summary>
public enum RecordRole
{
    /// <summary>It is counted: without it the reading could be another.</summary>
    Counted,

    /// <summary>It was looked at, and plays no part: an earlier offence where only the latest counts, a less serious one where only the most serious does, a negative test.</summary>
    LookedAt,

    /// <summary>It is no event that counts but a circumstance: a time in custody, by which a window is longer, or a field of the person.</summary>
    Circumstance,
}
