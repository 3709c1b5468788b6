namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>One offence, made of all its rows; one whose outcomes conflict, or whose order is impossible, is no record of this kind.</summary>
internal sealed record ReferenceOffence(string Outcome, DateOnly Date, DateOnly? OutcomeDate, string Code, string? DetectedBy, string AsYouth, bool AsYouthConflicts);

/// <summary>What the rows of one person's offence id say, by section 4, "One offence, several rows".</summary>
internal sealed class ReferenceOffenceId
{
    private static readonly string[] Undecided = ["charged", "under_investigation", "open"];

    private sealed record Line(string Outcome, DateOnly Date, DateOnly? OutcomeDate, string Code, string DetectedBy, string AsYouth)
    {
        public bool IsDecided => !Undecided.Contains(Outcome);
    }

    private readonly DateOnly _asOf;
    private readonly ReferenceCatalogue _catalogue;

    /// <param name="rows">The rows of one person with one offence id, none of them later.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="catalogue">The catalogue.</param>
    public ReferenceOffenceId(IReadOnlyList<ReferenceRow> rows, DateOnly asOf, ReferenceCatalogue catalogue)
    {
        (_asOf, _catalogue) = (asOf, catalogue);
        // 1. Only the rows recorded last count.
        var left = rows.ToList();
        if (rows.Max(row => row.Date("recorded_on")) is { } last) left = [.. rows.Where(row => row.Date("recorded_on") == last)];
        SupersededCount = rows.Count - left.Count;

        // 2. Several dates and several classes: the id is a case number.
        var hasDates = left.Select(row => row.Date("offence_date")).Distinct().Count() > 1;
        var hasClasses = left.Select(row => ReferenceCatalogue.ClassOf(CodeOf(row))).Distinct().Count() > 1;
        IsCaseNumber = hasDates && hasClasses;
        if (IsCaseNumber) ConflictColumns.Add("offence_id");
        foreach (var rowsOfOne in left.GroupBy(row => IsCaseNumber ? (row.Date("offence_date"), CodeOf(row)) : default))
        {
            UsedRows.Add(rowsOfOne.First());
            Read([.. rowsOfOne.Select(LineOf)]);
        }
    }

    public bool IsCaseNumber { get; }

    public int SupersededCount { get; }

    /// <summary>The offences that count.</summary>
    public List<ReferenceOffence> Offences { get; } = [];

    /// <summary>The columns to list in <c>conflicts.csv</c>.</summary>
    public List<string> ConflictColumns { get; } = [];

    /// <summary>The row that stands for each offence; all others are duplicates.</summary>
    public List<ReferenceRow> UsedRows { get; } = [];

    private string CodeOf(ReferenceRow row) => _catalogue.Repair(row["offence_code"])!;

    // "A row whose outcome_date is after D is read as open, without the date."
    private Line LineOf(ReferenceRow row)
    {
        var isOpen = row.Date("outcome_date") > _asOf;
        return new Line(
            isOpen ? "open" : row.Word("outcome"), row.Date("offence_date")!.Value, isOpen ? null : row.Date("outcome_date"), CodeOf(row), row.Word("detected_by"), row.Word("as_youth"));
    }

    private void Read(List<Line> lines)
    {
        // 3.
        var undatedDecided = lines.Where(line => line.OutcomeDate is null && line.IsDecided).Select(line => line.Outcome).Distinct().ToList();
        var latest = lines.Max(line => line.OutcomeDate);
        var ofLatest = latest is null ? [] : lines.Where(line => line.OutcomeDate == latest).Select(line => line.Outcome).Distinct().ToList();
        if (undatedDecided.Count > 1
            || (undatedDecided.Count == 1 && ofLatest.Any(outcome => !Undecided.Contains(outcome) && outcome != undatedDecided[0]))
            || (undatedDecided.Count == 0 && ofLatest.Count > 1))
        {
            ConflictColumns.Add("outcome");
            return;
        }

        var outcome = undatedDecided.Count == 1 ? undatedDecided[0]
            : ofLatest.Count == 1 ? ofLatest[0]
            : Undecided.First(undecided => lines.Any(line => line.Outcome == undecided));
        var prevailing = lines.Where(line => line.Outcome == outcome).ToList();
        if (prevailing.Max(line => line.OutcomeDate) is { } decidedOn) prevailing = [.. prevailing.Where(line => line.OutcomeDate == decidedOn)];
        if (Undecided.Contains(outcome) && lines.Any(line => line.IsDecided)) ConflictColumns.Add("outcome");

        // 4.
        var codes = prevailing.Select(line => line.Code).Distinct().Order(ReferenceText.Utf8).ToList();
        var dates = prevailing.Select(line => line.Date).Distinct().Order().ToList();
        var detectors = prevailing.Select(line => line.DetectedBy).Where(by => by.Length > 0).Distinct().ToList();
        var marks = prevailing.Select(line => line.AsYouth).Where(mark => mark.Length > 0).Distinct().ToList();
        if (codes.Count > 1) ConflictColumns.Add("offence_code");
        if (dates.Count > 1) ConflictColumns.Add("offence_date");
        if (detectors.Count > 1) ConflictColumns.Add("detected_by");
        if (marks.Count > 1) ConflictColumns.Add("as_youth");

        // "The outcome date before the offence date: no measure counts the offence."
        if (prevailing[0].OutcomeDate < dates[0])
        {
            ConflictColumns.Add("outcome_date");
            return;
        }
        Offences.Add(new ReferenceOffence(
            outcome, dates[0], prevailing[0].OutcomeDate, codes[0], detectors.Count == 1 ? detectors[0] : null, marks.Count == 1 ? marks[0] : "", marks.Count > 1));
    }
}
