using System.ComponentModel;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>What a person's records contradict each other about.</summary>
public static class CaseFileConflicts
{
    /// <summary>The columns in which the reports of one offence are in conflict.</summary>
    /// <param name="conflicts">What they contradict each other about.</param>
    /// <returns>The names of the columns, in the contract's order.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static IEnumerable<string> Columns(OffenceConflicts conflicts)
    {
        if ((conflicts & OffenceConflicts.OffenceId) != 0) yield return "offence_id";
        if ((conflicts & OffenceConflicts.OffenceCode) != 0) yield return "offence_code";
        if ((conflicts & OffenceConflicts.OffenceDate) != 0) yield return "offence_date";
        if ((conflicts & OffenceConflicts.Outcome) != 0) yield return "outcome";
        if ((conflicts & OffenceConflicts.OutcomeDate) != 0) yield return "outcome_date";
        if ((conflicts & OffenceConflicts.DetectedBy) != 0) yield return "detected_by";
        if ((conflicts & OffenceConflicts.AsYouth) != 0) yield return "as_youth";
    }

    /// <summary>Every contradiction as of a date.</summary>
    /// <param name="file">The person's records.</param>
    /// <param name="asOf">The as-of date; what is later does not exist yet.</param>
    /// <returns>By file, record and column; equal ones are kept.</returns>
    public static IReadOnlyList<RecordConflict> ConflictsAsOf(this CaseFile file, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(file);
        var conflicts = new List<RecordConflict>();
        foreach (var field in file.Offender.Conflicts) conflicts.Add(new("offenders.csv", "", Vocabulary.Word(field)));
        AddOffences();
        foreach (var spell in Known(file.Custody).Where(spell => spell.IsInConflictOn(asOf, file.Offender.Location))) Add("custody.csv", IsoDate.Text(spell.From), "to");
        foreach (var membership in Known(file.Memberships).Where(membership => membership.EndsBeforeItBegins)) Add("memberships.csv", IsoDate.Text(membership.From), "to");
        foreach (var period in Known(file.Supervisions).Where(period => period.GivenEventDate < period.From)) Add("supervision.csv", IsoDate.Text(period.From), "event_date");
        foreach (var support in Known(file.Support).Where(support => support.IsInConflictOn(asOf))) Add("support.csv", support.Pathway, "ended_on");
        return
        [
            .. conflicts.OrderBy(conflict => conflict.File, StringComparer.Ordinal).ThenBy(conflict => conflict.RecordId, Utf8Ordinal.Comparer)
                .ThenBy(conflict => conflict.Column, StringComparer.Ordinal),
        ];

        void AddOffences()
        {
            OffenceReport[] known = [.. file.Offences.Where(report => !report.IsLaterThan(asOf))];
            ReportOrder.Sort(known);
            var resolver = new ReportResolver();
            for (int first = 0, end; first < known.Length; first = end)
            {
                var id = known[first].OffenceId;
                end = ReportOrder.EndOf(known, first);
                if (end == first + 1)
                {
                    AddColumns(id, ResolvedOffence.Alone(ReportRow.FromReport(known[first]), asOf.DayNumber).Conflicts);
                    continue;
                }
                resolver.Resolve(Array.ConvertAll(known[first..end], ReportRow.FromReport), asOf.DayNumber);
                if (resolver.IsCaseNumber) AddColumns(id, OffenceConflicts.OffenceId);
                foreach (ref readonly var offence in resolver.Offences) AddColumns(id, offence.Conflicts);
            }
        }

        void AddColumns(string id, OffenceConflicts columns)
        {
            // Nearly all have none.
            if (columns == OffenceConflicts.None) return;
            foreach (var column in Columns(columns)) Add("offences.csv", id, column);
        }

        void Add(string name, string recordId, string column) => conflicts.Add(new RecordConflict(name, recordId, column));

        // Records without an id that are equal are one.
        IEnumerable<T> Known<T>(IReadOnlyList<T> records) where T : CaseRecord => records.Where(record => !record.IsLaterThan(asOf)).Distinct();
    }

    /// <summary>How many matters about a person somebody has to settle: contradictions, refused rows, and people who may be the same.</summary>
    /// <param name="file">The person's records.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>0 or more.</returns>
    public static int ToSettleCount(this CaseFile file, DateOnly asOf) => file.ConflictsAsOf(asOf).Count + file.OtherToSettle;
}
