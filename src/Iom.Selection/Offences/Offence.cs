using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>An offence as it stands on the as-of date, all reports of it taken together.</summary>
/// <param name="OffenceId">The offence's id, unique for the person.</param>
/// <param name="Code">The ordinally smallest code among the reports with the standing outcome.</param>
/// <param name="Date">The earliest offence date among them.</param>
/// <param name="Outcome">The standing outcome.</param>
/// <param name="OutcomeDate">The latest outcome date among them, if any gives one.</param>
/// <param name="DetectedBy">Who detected it, if those that say so agree.</param>
/// <param name="IsInConflict">Whether the reports contradict each other, so that no measure counts the offence.</param>
public sealed record Offence(
    string OffenceId, string Code, DateOnly Date, OffenceOutcome Outcome, DateOnly? OutcomeDate, DetectedBy? DetectedBy, bool IsInConflict)
{
    /// <summary>Whether it is proven: convicted, taken into consideration or cautioned, and not contested.</summary>
    public bool IsProven => !IsInConflict && Outcome.IsProven();

    /// <summary>Does not repeat what the reports hold, so that nothing of it gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(Offence);

    /// <summary>Takes the reports of one offence together, as they stand on a date.</summary>
    /// <remarks>
    /// An outcome dated after <paramref name="asOf"/> has not happened: the report is read as open. A decided outcome stands over an
    /// undecided one. Of several different decided outcomes the latest stands, so that an appeal allowed ends a conviction; where one of
    /// them is undated, or the latest day has two, the offence is contested. Undecided: charged, then under investigation, then open.
    /// The order of the reports does not matter.
    /// </remarks>
    /// <param name="reports">At least one report, all of one offence of one person, none dated after <paramref name="asOf"/>.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>The offence as it stands.</returns>
    /// <exception cref="ArgumentException">There is no report, or one is dated after <paramref name="asOf"/>.</exception>
    public static Offence Resolve(ReadOnlySpan<OffenceReport> reports, DateOnly asOf)
    {
        if (reports.IsEmpty) throw new ArgumentException("An offence has at least one report.", nameof(reports));
        foreach (var report in reports)
        {
            if (report.Date > asOf) throw new ArgumentException("A report is dated after the as-of date.", nameof(reports));
        }
        var facts = OffenceFacts.Resolve(reports, asOf);
        return new Offence(reports[0].OffenceId, facts.Code, facts.Date, facts.Outcome, facts.OutcomeDate, facts.DetectedBy, facts.IsInConflict);
    }
}
