namespace Iom.Selection.Records;

/// <summary>How a contact went, in the order of what says least against the person.</summary>
public enum ContactOutcome
{
    /// <summary>It took place.</summary>
    Kept,

    /// <summary>Missed with an accepted reason.</summary>
    Excused,

    /// <summary>Called off by an agency.</summary>
    CancelledByAgency,

    /// <summary>Nobody was in when a visit was made.</summary>
    NotAtHome,

    /// <summary>Missed without an accepted reason.</summary>
    Missed,

    /// <summary>Refused.</summary>
    Refused,
}
