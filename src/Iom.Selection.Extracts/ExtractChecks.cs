using System.Globalization;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts;

/// <summary>Looks extracts over for what makes a ranking by them fragile.</summary>
public static class ExtractChecks
{
    // An extract is made each month; one that is older than that is told.
    private const int MaxDaysOld = 31;

    /// <summary>Looks extracts over, whatever the policy.</summary>
    /// <param name="collation">What the extracts hold.</param>
    /// <returns>The warnings; none of them repeats what a row holds.</returns>
    public static IReadOnlyList<PolicyWarning> Warnings(ExtractAccount collation)
    {
        ArgumentNullException.ThrowIfNull(collation);
        var warnings = new List<PolicyWarning>();
        if (collation.UnclassifiedOffenceCount > 0)
            warnings.Add(new PolicyWarning("unclassified", $"{Number(collation.UnclassifiedOffenceCount)} of {Plural.Format(collation.OffenceCount, "offence")} {(collation.UnclassifiedOffenceCount == 1 ? "has" : "have")} a code that is not in the catalogue."));
        if (collation.RepairedCodeCount > 0)
            warnings.Add(new PolicyWarning("codes-repaired", $"{Plural.Format(collation.RepairedCodeCount, "offence code")} had lost a leading zero, which was restored. Format the column as text."));
        if (collation.UndatedOutcomeCount > 0)
            warnings.Add(new PolicyWarning("outcomes-undated", $"{Plural.Format(collation.UndatedOutcomeCount, "outcome has", "outcomes have")} no date; {(collation.UndatedOutcomeCount == 1 ? "it was" : "they were")} assumed to have happened."));
        if (collation.PossibleDuplicates.Count > 0)
            warnings.Add(new PolicyWarning("possible-duplicates", $"{Plural.Format(collation.PossibleDuplicates.Count, "possible duplicate")} under two ids from two sources, counted twice. See possible-duplicates.csv."));
        if (collation.CaseNumberCount > 0)
        {
            warnings.Add(new PolicyWarning("case-numbers",
                $"{Plural.Format(collation.CaseNumberCount, "offence id stands", "offence ids stand")} for several offences: case numbers. Their rows were told apart by date and code. Make the id composite in {ExtractMap.FileName}, as in \"offence_id\": [\"CASE_NO\", \"COUNT_NO\"]."));
        }
        if (collation.PossiblePeople.Count > 0)
            warnings.Add(new PolicyWarning("possible-people", $"{Plural.Format(collation.PossiblePeople.Select(pair => pair.OffenderId).Distinct(StringComparer.Ordinal).Count(), "person", "people")} may be in offenders.csv under two ids. See possible-people.csv before anybody is ranked."));
        if (collation.Conflicts.Count > 0)
            warnings.Add(new PolicyWarning("conflicts", $"{Plural.Format(collation.Conflicts.Count, "contradiction")} for the agencies to settle. See conflicts.csv."));
        foreach (var (file, count) in collation.Unlisted)
            warnings.Add(new PolicyWarning("problems-unlisted", $"{file}: {Plural.Format(count, "more problem")} than refused.csv lists. iom check counts all of them by column."));
        foreach (var damaged in InOrder(collation.ProblemCounts.Where(problem => problem.Kind == ProblemKind.SpreadsheetDamage)).GroupBy(problem => (File: problem.FileName, problem.Column)))
        {
            warnings.Add(new PolicyWarning("spreadsheet-damage",
                $"{damaged.Key.File}, {damaged.Key.Column}: a spreadsheet has damaged {Plural.Format(damaged.Sum(problem => (long)problem.CellCount), "cell")}. Export again without opening the file in a spreadsheet, or format the column as text first."));
        }
        foreach (var file in collation.Files.Where(file => file.TrimmedCellCount > 0))
            warnings.Add(new PolicyWarning("cells-trimmed", $"{file.FileName}: {Plural.Format(file.TrimmedCellCount, "cell")} had spaces or invisible characters at an end, which were removed."));
        foreach (var file in collation.Files.Where(file => file.SentinelDateCount > 0))
            warnings.Add(new PolicyWarning("sentinel-dates", $"{file.FileName}: {Plural.Format(file.SentinelDateCount, "date")} such as 1900-01-01 or 9999-12-31 {(file.SentinelDateCount == 1 ? "stands" : "stand")} for no date; read as empty."));
        foreach (var file in collation.Files.Where(file => file.ColumnsInTwoDateOrders.Count > 0))
        {
            warnings.Add(new PolicyWarning("dates-in-two-orders",
                $"{file.FileName}: {string.Join(", ", file.ColumnsInTwoDateOrders)} {(file.ColumnsInTwoDateOrders.Count == 1 ? "has" : "have")} dates with day first and dates with month first, so a spreadsheet has changed some of them. Export again with dates as yyyy-MM-dd."));
        }
        foreach (var file in collation.Files.Where(file => file.EndInDelimiter.Count > 0))
            warnings.Add(new PolicyWarning("delimiter-at-end", $"A delimiter at the end of the header or of every row was ignored in {string.Join(", ", file.EndInDelimiter)}."));
        foreach (var file in collation.Files.Where(file => file.ReadCount == 0))
            warnings.Add(new PolicyWarning("no-rows", $"{file.FileName} has a header but no rows: see that the export is whole."));
        foreach (var file in collation.Files.Where(file => file.ReadCount > 0 && file.NotChosenCount == file.ReadCount))
            warnings.Add(new PolicyWarning("no-row-chosen", $"{file.FileName}: the map chooses none of {Plural.Format(file.ReadCount, "row")}. See the words under \"rows\"."));
        foreach (var file in collation.Files.Where(file => file.AreAllRefused))
            warnings.Add(new PolicyWarning("all-refused", $"{file.FileName}: every row was refused ({Kinds(collation, file)})."));
        foreach (var file in collation.Files.Where(file => file.IgnoredColumns.Count > 0))
            warnings.Add(new PolicyWarning("columns-ignored", $"{file.FileName}: columns not read: {string.Join(", ", file.IgnoredColumns)}"));
        if (collation.UnreadFiles.Count > 0)
            warnings.Add(new PolicyWarning("files-unread", $"Files with names that are not in docs/extracts.md were not opened: {string.Join(", ", collation.UnreadFiles)}"));
        return warnings;
    }

    /// <summary>Looks extracts over for a policy.</summary>
    /// <param name="collation">What the extracts hold.</param>
    /// <param name="policy">The policy they will be scored by.</param>
    /// <param name="asOf">The date they will be scored for.</param>
    /// <returns>The warnings; none of them repeats what a row holds.</returns>
    public static IReadOnlyList<PolicyWarning> Warnings(ExtractAccount collation, Policy policy, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(collation);
        ArgumentNullException.ThrowIfNull(policy);
        var warnings = new List<PolicyWarning>();

        var atLiberty = policy.Factors.Where(factor => factor.Measure.Filter?.AtLiberty == true).Select(factor => factor.Id).ToArray();
        if (atLiberty.Length > 0 && !collation.Supplied.HasFlag(SuppliedExtracts.Custody))
            warnings.Add(new PolicyWarning("custody-not-supplied", $"custody.csv is missing, so every day counts as at liberty in: {string.Join(", ", atLiberty)}."));

        var tests = policy.Factors.Where(factor => factor.Measure.Reads == MeasuredRecords.DrugTests).Select(factor => factor.Id).ToArray();
        if (tests.Length > 0 && !collation.Supplied.HasFlag(SuppliedExtracts.DrugTests))
            warnings.Add(new PolicyWarning("drug-tests-not-supplied", $"drug_tests.csv is missing, so no test result is known in: {string.Join(", ", tests)}."));

        warnings.AddRange(Uncovered(collation, policy, asOf));
        warnings.AddRange(Empty(collation, policy));
        if (collation.Files.FirstOrDefault(file => file.FileName == "offences.csv")?.To is { } latest && asOf.DayNumber - latest.DayNumber is > MaxDaysOld and var days)
            warnings.Add(new PolicyWarning("stale", $"offences.csv: the newest offence is of {IsoDate.Text(latest)}, {Plural.Format(days, "day")} before the as-of date. Check that the extract is up to date."));
        if (collation.ProblemCounts.Where(problem => problem is { FileName: "panel.csv", Column: "agency", Kind: ProblemKind.NotInList }).Sum(problem => problem.CellCount) is > 0 and var views)
            warnings.Add(new PolicyWarning("views-refused", $"panel.csv: {Plural.Format(views, "view was", "views were")} refused because the agency is not on the policy's panel. No meeting counts {(views == 1 ? "it" : "them")}. Add the agency or an alias to the policy, or correct the name."));
        warnings.AddRange(Warnings(collation));
        return warnings;
    }

    // A column that nobody fills makes rules over it neither true nor false, for everybody.
    private static IEnumerable<PolicyWarning> Empty(ExtractAccount collation, Policy policy)
    {
        if (collation.PeopleCount == 0) yield break;
        var empty = collation.FilledFields.Where(filled => filled.PeopleCount == 0).Select(filled => filled.Field).ToHashSet();
        foreach (var cohort in policy.Cohorts)
        {
            if (Read(cohort.When) is { Length: > 0 } words)
                yield return new PolicyWarning("field-empty", $"Cohort {cohort.Id} reads {words}, which offenders.csv gives for nobody, so what the rule says of it is never known. Supply the column, or change the rule.");
        }
        foreach (var rule in policy.Eligibility)
        {
            if (Read(rule.When) is { Length: > 0 } words)
                yield return new PolicyWarning("field-empty", $"Eligibility rule {rule.Number} reads {words}, which offenders.csv gives for nobody, so what the rule says of it is never known. Supply the column, or change the rule.");
        }
        var level = collation.FilledFields.First(filled => filled.Field == OffenderField.MappaLevel).PeopleCount;
        var factors = policy.Factors.Where(factor => factor.Measure is Measure.MappaLevel).Select(factor => factor.Id).ToArray();
        if (factors.Length > 0 && level * 2L < collation.PeopleCount)
        {
            yield return new PolicyWarning("mappa-level-empty",
                $"mappa_level is empty for {collation.PeopleCount - level} of {Plural.Format(collation.PeopleCount, "person", "people")}, so {string.Join(", ", factors)} is not known for them and their totals are incomplete. If an empty cell means none, say so in {ExtractMap.FileName}: \"empty\": {{ \"mappa_level\": \"none\" }}.");
        }

        string Read(Condition? condition) =>
            condition is null ? "" : string.Join(", ", condition.Fields.Where(empty.Contains).Distinct().Order().Select(field => Vocabulary.Word(field)));
    }

    private static IEnumerable<PolicyWarning> Uncovered(ExtractAccount collation, Policy policy, DateOnly asOf)
    {
        foreach (var factor in policy.Factors)
        {
            var read = factor.Measure.Reads switch
            {
                MeasuredRecords.Offences => ExtractContract.Offences,
                MeasuredRecords.DrugTests => ExtractContract.DrugTests,
                MeasuredRecords.RiskScores => ExtractContract.RiskScores,
                MeasuredRecords.Person => null,
            };
            if (read is null) continue;
            var (file, months) = (read.FileName, factor.Measure.WindowMonths);
            var covers = collation.Files.FirstOrDefault(report => report.FileName == file)?.Covers;
            if (months is { } window && covers?.From is { } from && from.DayNumber - (MonthWindow.DayBefore(asOf, window) + 1) is > 0 and var days)
                yield return new PolicyWarning("window-not-covered", $"{factor.Id} looks back {Plural.Format(window, "month")}, but {file} starts {Plural.Format(days, "day")} after that.");
            if (covers?.To < asOf)
                yield return new PolicyWarning("window-not-covered", $"{factor.Id}: {file} ends {Plural.Format(asOf.DayNumber - covers.To!.Value.DayNumber, "day")} before the as-of date.");
        }
    }

    // How many cells have which problem, the most frequent first.
    private static string Kinds(ExtractAccount collation, FileReport file) => string.Join(", ", collation.ProblemCounts
        .Where(problem => problem.FileName == file.FileName).GroupBy(problem => (problem.Column, problem.Kind), problem => (long)problem.CellCount)
        .OrderByDescending(same => same.Sum()).ThenBy(same => same.Key.Column, StringComparer.Ordinal).ThenBy(same => same.Key.Kind)
        .Select(same => $"{Number(same.Sum())} {same.Key.Kind.Word()}{(same.Key.Column.Length == 0 ? "" : $" in {same.Key.Column}")}"));

    // As they stand in refused.csv.
    private static IEnumerable<ProblemCount> InOrder(IEnumerable<ProblemCount> counts) => counts
        .OrderBy(count => count.FileName, Utf8Ordinal.Comparer).ThenBy(count => count.SourceName, Utf8Ordinal.Comparer).ThenBy(count => count.FirstLine).ThenBy(count => count.Column, Utf8Ordinal.Comparer);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
