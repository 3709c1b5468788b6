using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>An offence as measures take it: resolved, not contested, its code looked up, its dates as day numbers.</summary>
internal readonly struct ClassifiedOffence(CodeClass code, int day, int outcomeDay, OffenceOutcome outcome, DetectedBy? detectedBy)
{
    /// <summary>Stands for an outcome without a date.</summary>
    public const int NoDay = -1;

    public CodeClass Code { get; } = code;

    /// <summary>The offence date.</summary>
    public int Day { get; } = day;

    /// <summary>The outcome date, or <see cref="NoDay"/>.</summary>
    public int OutcomeDay { get; } = outcomeDay;

    public OffenceOutcome Outcome { get; } = outcome;

    public DetectedBy? DetectedBy { get; } = detectedBy;
}
