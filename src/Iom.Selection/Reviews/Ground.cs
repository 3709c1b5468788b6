
namespace Iom.Selection.Reviews;

/// <summary>A reason to leave the cohort: a fact to be confirmed, or a ground for the panel to consider.</summary>
public enum Ground
{
    /// <summary>A fact: the person has died.</summary>
    Deceased,

    /// <summary>A fact: the person lives where the scheme does not work.</summary>
    LeftTheArea,

    /// <summary>A fact: another system knows this id and another one as one person.</summary>
    DuplicateRecord,

    /// <summary>Every needed pathway is completed.</summary>
    SupportComplete,

    /// <summary>No offence has been proven for the policy's months at liberty.</summary>
    SustainedDesistance,

    /// <summary>Below the exit line, whatever may be missing, at the policy's number of consecutive reviews.</summary>
    BelowExitLine,

    /// <summary>Others manage the person: public protection arrangements, youth justice, a prison for long.</summary>
    ManagedElsewhere,
}
