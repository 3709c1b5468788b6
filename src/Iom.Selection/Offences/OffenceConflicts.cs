namespace Iom.Selection.Offences;

/// <summary>What the reports of one offence contradict each other about; each stands in <c>conflicts.csv</c> with its column.</summary>
[Flags]
public enum OffenceConflicts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>offence_id</c>: the id is a case number, and stands for several offences.</summary>
    OffenceId = 1,

    /// <summary><c>offence_code</c>: the ordinally smallest code stands.</summary>
    OffenceCode = 2,

    /// <summary><c>offence_date</c>: the earliest date stands.</summary>
    OffenceDate = 4,

    /// <summary><c>outcome</c>: different outcomes, or an undecided one after a decided one.</summary>
    Outcome = 8,

    /// <summary><c>outcome_date</c>: it lies before the offence date, so that no measure counts the offence.</summary>
    OutcomeDate = 16,

    /// <summary><c>detected_by</c>: not known.</summary>
    DetectedBy = 32,

    /// <summary><c>as_youth</c>: not known.</summary>
    AsYouth = 64,
}
