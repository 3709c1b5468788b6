using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>The offences of a case file.</summary>
public static class CaseFileOffences
{
    /// <summary>Each offence once, as it stands on a date, in no particular order.</summary>
    /// <remarks>An id that is a case number stands for several.</remarks>
    /// <param name="file">The person's records.</param>
    /// <param name="asOf">The as-of date; reports dated or recorded after it don't exist yet.</param>
    /// <returns>Offences in conflict included.</returns>
    public static IReadOnlyList<Offence> OffencesAsOf(this CaseFile file, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(file);
        var resolver = new ReportResolver();
        var known = file.Offences.Where(report => !report.IsLaterThan(asOf)).ToArray();
        return [.. known.GroupBy(report => report.OffenceId, StringComparer.Ordinal).SelectMany(reports => Offence.ResolveBy([.. reports], asOf, resolver))];
    }
}
