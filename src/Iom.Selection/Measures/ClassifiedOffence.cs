using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>An offence as measures take it: resolved, not in conflict, its code looked up, its dates as day numbers.</summary>
internal readonly struct ClassifiedOffence(CodeClass code, int day, int outcomeDay, OffenceOutcome outcome, DetectedBy? detectedBy, bool mayBeAsYouth)
{
    /// <summary>Stands for an outcome without a date.</summary>
    public const int NoDay = ReportRow.NoDay;

    public CodeClass Code { get; } = code;

    /// <summary>The offence date.</summary>
    public int Day { get; } = day;

    /// <summary>The outcome date, or <see cref="NoDay"/>.</summary>
    public int OutcomeDay { get; } = outcomeDay;

    public OffenceOutcome Outcome { get; } = outcome;

    public DetectedBy? DetectedBy { get; } = detectedBy;

    /// <summary>Whether it is marked as committed as a youth, or its reports disagree in that.</summary>
    public bool MayBeAsYouth { get; } = mayBeAsYouth;

    /// <summary>An offence of which a code has been looked up.</summary>
    public static ClassifiedOffence FromResolved(in ResolvedOffence offence, CodeClass code) =>
        new(code, offence.Day, offence.OutcomeDay, offence.Outcome, offence.DetectedBy, offence.MayBeAsYouth);
}
