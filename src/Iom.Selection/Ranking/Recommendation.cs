
namespace Iom.Selection.Ranking;

/// <summary>What a run says of a person. It is not a decision: only people make those.</summary>
public enum Recommendation
{
    /// <summary>No proven offence, not a member, not nominated: counted, never scored.</summary>
    NotInScope,

    /// <summary>An eligibility rule keeps the person out.</summary>
    NotEligible,

    /// <summary>An eligibility rule sends the person elsewhere.</summary>
    Refer,

    /// <summary>Not decided until something is known.</summary>
    Withheld,

    /// <summary>Fits no cohort.</summary>
    NoCohort,

    /// <summary>Proposed for a free place.</summary>
    Select,

    /// <summary>At or above the entry line, among the next should a place come free.</summary>
    Reserve,

    /// <summary>At or above the entry line, without a place.</summary>
    NoPlace,

    /// <summary>Below the entry line.</summary>
    BelowLine,

    /// <summary>A member who is not below the exit line.</summary>
    Retain,

    /// <summary>A member who is below the exit line whatever may still be missing. Keeps the place until a decision.</summary>
    BelowExit,
}
