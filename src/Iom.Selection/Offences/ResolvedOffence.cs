using System.ComponentModel;
using System.Runtime.CompilerServices;
using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>An offence as it stands on the as-of date: <see cref="Offence"/> without an object.</summary>
/// <param name="CodeRow">The index of the report whose code stands.</param>
/// <param name="Day">The offence date, as a day number.</param>
/// <param name="Outcome">The outcome that prevails; <see cref="OffenceOutcome.Open"/> where outcomes conflict.</param>
/// <param name="OutcomeDay">The outcome date, as a day number, or <see cref="ReportRow.NoDay"/>.</param>
/// <param name="DetectedBy">Who detected it, if known and not in conflict.</param>
/// <param name="AsYouth">Whether it was committed as a youth, if known and not in conflict.</param>
/// <param name="Conflicts">What the reports contradict each other about.</param>
/// <param name="IsInConflict">Whether its outcomes conflict or their dates are impossible, so that no measure counts the offence.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ResolvedOffence(
    int CodeRow, int Day, OffenceOutcome Outcome, int OutcomeDay, DetectedBy? DetectedBy, bool? AsYouth, OffenceConflicts Conflicts, bool IsInConflict)
{
    /// <summary>Whether a policy that leaves out offences as a youth leaves it out: it is marked so, or its reports disagree.</summary>
    public bool MayBeAsYouth => AsYouth == true || (Conflicts & OffenceConflicts.AsYouth) != 0;

    /// <summary>Whether its outcome is decided and has no date; it is taken to have happened.</summary>
    public bool IsUndated => !IsInConflict && OutcomeDay == ReportRow.NoDay && Outcome.IsDecided();

    /// <summary>Resolves an offence of which there is one report.</summary>
    /// <param name="row">The report.</param>
    /// <param name="asOf">The as-of date, as a day number.</param>
    /// <returns>The offence; its code is that of row 0.</returns>
    public static ResolvedOffence Alone(in ReportRow row, int asOf) =>
        Alone(row.Day, row.Outcome, row.OutcomeDay, row.DetectedBy, row.AsYouth, asOf);

    /// <summary>Resolves an offence of which there is one report.</summary>
    /// <param name="day">The offence date, as a day number.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="outcomeDay">The outcome date, or <see cref="ReportRow.NoDay"/>.</param>
    /// <param name="detectedBy">Who detected it, if known.</param>
    /// <param name="asYouth">Whether it was committed as a youth, if known.</param>
    /// <param name="asOf">The as-of date, as a day number.</param>
    /// <returns>The offence; its code is that of row 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ResolvedOffence Alone(int day, OffenceOutcome outcome, int outcomeDay, DetectedBy? detectedBy, bool? asYouth, int asOf)
    {
        if (outcomeDay > asOf) (outcome, outcomeDay) = (OffenceOutcome.Open, ReportRow.NoDay);
        var isImpossible = outcomeDay != ReportRow.NoDay && outcomeDay < day;
        return new ResolvedOffence(0, day, outcome, outcomeDay, detectedBy, asYouth, isImpossible ? OffenceConflicts.OutcomeDate : OffenceConflicts.None, isImpossible);
    }
}
