using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>An offence as it stands on the as-of date, all reports of it taken together.</summary>
/// <param name="OffenceId">The offence's id, unique for the person unless it is a case number.</param>
/// <param name="Code">The ordinally smallest code among the reports that prevail.</param>
/// <param name="Date">The earliest offence date among them.</param>
/// <param name="Outcome">The outcome that prevails; open where outcomes conflict.</param>
/// <param name="OutcomeDate">Its date, if a report that prevails gives one.</param>
/// <param name="DetectedBy">Who detected it, if those that say so agree.</param>
/// <param name="AsYouth">Whether it was committed as a youth, if those that say so agree.</param>
/// <param name="Conflicts">What the reports contradict each other about.</param>
/// <param name="IsInConflict">Whether outcomes conflict, or the outcome lies before the offence, so that no measure counts the offence.</param>
public sealed record Offence(
    string OffenceId, string Code, DateOnly Date, OffenceOutcome Outcome, DateOnly? OutcomeDate, DetectedBy? DetectedBy, bool? AsYouth,
    OffenceConflicts Conflicts, bool IsInConflict)
{
    /// <summary>Whether it is proven: convicted, taken into consideration or cautioned, and not in conflict.</summary>
    public bool IsProven => !IsInConflict && Outcome.IsProven();

    /// <summary>Does not repeat what the reports hold, so that nothing of it gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(Offence);

    /// <summary>Takes the reports of one offence id together, as they stand on a date.</summary>
    /// <remarks>See <see cref="ReportResolver"/> for the rules; docs/extracts.md says them for people.</remarks>
    /// <param name="reports">At least one report, all of one offence id of one person, none later than <paramref name="asOf"/>.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>The offence; several where the id is a case number, each then with <see cref="OffenceConflicts.OffenceId"/>, in the order of their first reports.</returns>
    /// <exception cref="ArgumentException">There is no report, or one is dated or recorded after <paramref name="asOf"/>.</exception>
    public static IReadOnlyList<Offence> Resolve(ReadOnlySpan<OffenceReport> reports, DateOnly asOf) => ResolveBy(reports, asOf, new ReportResolver());

    /// <summary>The same by a resolver that serves one offence after another.</summary>
    internal static Offence[] ResolveBy(ReadOnlySpan<OffenceReport> reports, DateOnly asOf, ReportResolver resolver)
    {
        if (reports.IsEmpty) throw new ArgumentException("An offence has at least one report.", nameof(reports));
        var rows = new ReportRow[reports.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (reports[i].IsLaterThan(asOf)) throw new ArgumentException("A report is dated or recorded after the as-of date.", nameof(reports));
            rows[i] = ReportRow.FromReport(reports[i]);
        }
        resolver.Resolve(rows, asOf.DayNumber);
        var offences = new Offence[resolver.Offences.Length];
        for (var i = 0; i < offences.Length; i++)
        {
            ref readonly var resolved = ref resolver.Offences[i];
            offences[i] = new Offence(
                reports[0].OffenceId, rows[resolved.CodeRow].Code, DateOnly.FromDayNumber(resolved.Day), resolved.Outcome,
                resolved.OutcomeDay == ReportRow.NoDay ? null : DateOnly.FromDayNumber(resolved.OutcomeDay), resolved.DetectedBy, resolved.AsYouth,
                resolved.Conflicts | (resolver.IsCaseNumber ? OffenceConflicts.OffenceId : OffenceConflicts.None), resolved.IsInConflict);
        }
        return offences;
    }
}
