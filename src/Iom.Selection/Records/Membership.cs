using System.ComponentModel;

namespace Iom.Selection.Records;

/// <summary>A time in a cohort.</summary>
/// <param name="From">The first day.</param>
public sealed record Membership(DateOnly From) : CaseRecord
{
    /// <summary>The day it ended; null while it goes on. One before <see cref="From"/> is read as none.</summary>
    public DateOnly? To { get => EndsBeforeItBegins ? null : GivenTo; init => GivenTo = value; }

    /// <summary>The day it ended, as it was given.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DateOnly? GivenTo { get; private init; }

    /// <summary>Whether the day it ended, as it was given, is before the first.</summary>
    internal bool EndsBeforeItBegins => GivenTo < From;

    /// <summary>The cohort the decision named.</summary>
    public string? Cohort { get; init; }

    /// <summary>The ground on which it ended.</summary>
    public string? Ground { get; init; }

    /// <summary>The day of the exit interview.</summary>
    public DateOnly? ExitInterviewOn { get; init; }

    /// <summary>The day the person was told.</summary>
    public DateOnly? InformedOn { get; init; }

    /// <summary>Whether the person agreed with leaving.</summary>
    public Agreement? Agreed { get; init; }

    /// <inheritdoc/>
    public override DateOnly? RecordDate => From;

    /// <summary>Whether the person is a member by this record on a date.</summary>
    /// <param name="asOf">The date.</param>
    /// <returns>True from the first day until the day before <see cref="To"/>.</returns>
    public bool IsOpenOn(DateOnly asOf) => From <= asOf && !(To <= asOf);
}
