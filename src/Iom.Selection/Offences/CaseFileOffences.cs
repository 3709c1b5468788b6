using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>The offences of a case file.</summary>
public static class CaseFileOffences
{
    /// <summary>Each offence once, as it stands on a date, in no particular order.</summary>
    /// <param name="file">The person's records.</param>
    /// <param name="asOf">The as-of date; reports of offences after it don't exist yet.</param>
    /// <returns>Offences in conflict included.</returns>
    public static IReadOnlyList<Offence> OffencesAsOf(this CaseFile file, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(file);
        var known = file.Offences.Where(report => !report.IsLaterThan(asOf)).ToArray();
        return [.. known.GroupBy(report => report.OffenceId, StringComparer.Ordinal).Select(reports => Offence.Resolve([.. reports], asOf))];
    }
}
