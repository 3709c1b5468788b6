
namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>One offence, made of all its rows; a contested one is no record of this kind.</summary>
internal sealed record ReferenceOffence(string Outcome, DateOnly Date, DateOnly? OutcomeDate, string Code, string? DetectedBy)
{
    private static readonly string[] Unresolved = ["charged", "under_investigation", "open"];

    private sealed record Line(string Outcome, DateOnly Date, DateOnly? OutcomeDate, string Code, string DetectedBy);

    /// <summary>Section 4, "One offence, several rows"; nothing when the offence is contested.</summary>
    public static ReferenceOffence? Of(IEnumerable<ReferenceRow> rows, DateOnly asOf, ReferenceCatalogue catalogue)
    {
        var lines = rows.Select(row => row.Date("outcome_date") > asOf
            ? new Line("open", row.Date("offence_date")!.Value, null, catalogue.Mend(row["offence_code"])!, row.Word("detected_by"))
            : new Line(row.Word("outcome"), row.Date("offence_date")!.Value, row.Date("outcome_date"), catalogue.Mend(row["offence_code"])!,
                row.Word("detected_by"))).ToList();
        var standing = PrevailingOutcome(lines);
        if (standing is null) return null;

        var standingLines = lines.Where(line => line.Outcome == standing).ToList();
        var detectors = standingLines.Select(line => line.DetectedBy).Where(by => by.Length > 0).Distinct().ToList();
        return new ReferenceOffence(
            standing,
            standingLines.Min(line => line.Date),
            standingLines.Max(line => line.OutcomeDate),
            standingLines.Select(line => line.Code).Order(ReferenceText.Utf8).First(),
            detectors.Count == 1 ? detectors[0] : null);
    }

    private static string? PrevailingOutcome(List<Line> lines)
    {
        var resolved = lines.Where(line => !Unresolved.Contains(line.Outcome)).ToList();
        if (resolved.Count == 0) return Unresolved.First(outcome => lines.Any(line => line.Outcome == outcome));
        if (resolved.Select(line => line.Outcome).Distinct().Count() == 1) return resolved[0].Outcome;
        if (resolved.Any(line => line.OutcomeDate is null)) return null;
        var latest = resolved.Max(line => line.OutcomeDate);
        var last = resolved.Where(line => line.OutcomeDate == latest).Select(line => line.Outcome).Distinct().ToList();
        return last.Count == 1 ? last[0] : null;
    }
}
