namespace Iom.Selection.Records;

/// <summary>How far support on a pathway has come.</summary>
public enum SupportStatus
{
    /// <summary>Needed; nothing arranged.</summary>
    Needed,

    /// <summary>Arranged; not begun.</summary>
    Waiting,

    /// <summary>Under way.</summary>
    Active,

    /// <summary>Completed.</summary>
    Completed,

    /// <summary>Ended before completion: an unmet need.</summary>
    Withdrawn,
}
