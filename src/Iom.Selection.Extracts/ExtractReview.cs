using System.Globalization;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts;

/// <summary>Looks extracts over for what makes a ranking by them fragile.</summary>
public static class ExtractReview
{
    /// <summary>Looks extracts over, whatever the policy.</summary>
    /// <param name="collation">What the extracts hold.</param>
    /// <returns>The warnings; none of them repeats what a row holds.</returns>
    public static IReadOnlyList<PolicyWarning> Warnings(ExtractAccount collation)
    {
        ArgumentNullException.ThrowIfNull(collation);
        var warnings = new List<PolicyWarning>();
        if (collation.UnclassifiedOffenceCount > 0)
            warnings.Add(new PolicyWarning("unclassified", $"Offences with a code that the catalogue does not know: {Number(collation.UnclassifiedOffenceCount)} of {Number(collation.OffenceCount)}."));
        if (collation.MendedCodeCount > 0)
            warnings.Add(new PolicyWarning("codes-repaired", $"Offence codes whose lost leading zero was put back: {Number(collation.MendedCodeCount)}. Format the column as text."));
        if (collation.UndatedOutcomeCount > 0)
            warnings.Add(new PolicyWarning("outcomes-undated", $"Outcomes without a date, taken to have happened: {Number(collation.UndatedOutcomeCount)}."));
        if (collation.PossibleDuplicates.Count > 0)
            warnings.Add(new PolicyWarning("possible-duplicates", $"Offences that may be one under two ids of two sources, and count twice: {Number(collation.PossibleDuplicates.Count)}. See possible-duplicates.csv."));
        if (collation.Conflicts.Count > 0)
            warnings.Add(new PolicyWarning("conflicts", $"Contradictions for the agencies to settle: {Number(collation.Conflicts.Count)}. See conflicts.csv."));
        foreach (var damaged in collation.Problems.Where(problem => problem.Kind == ProblemKind.SpreadsheetDamage).GroupBy(problem => (problem.Place.File, problem.Column)))
        {
            warnings.Add(new PolicyWarning("spreadsheet-damage",
                $"{damaged.Key.File}, {damaged.Key.Column}: a spreadsheet has changed {Number(damaged.Count())} cells. Export again and don't open the file in a spreadsheet, or format the column as text before."));
        }
        foreach (var file in collation.Files.Where(file => file.ColumnsInTwoDateOrders.Count > 0))
        {
            warnings.Add(new PolicyWarning("dates-in-two-orders",
                $"{file.FileName}: day and month stand in both orders in {string.Join(", ", file.ColumnsInTwoDateOrders)}, so a spreadsheet has turned some of them. Export again with dates as yyyy-MM-dd."));
        }
        foreach (var file in collation.Files.Where(file => file.IgnoredColumns.Count > 0))
            warnings.Add(new PolicyWarning("columns-ignored", $"{file.FileName}: not read: {string.Join(", ", file.IgnoredColumns)}"));
        if (collation.UnreadFiles.Count > 0)
            warnings.Add(new PolicyWarning("files-unread", $"Files without a name of the contract were not opened: {string.Join(", ", collation.UnreadFiles)}"));
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
            warnings.Add(new PolicyWarning("custody-not-supplied", $"Without custody.csv every day counts as at liberty in: {string.Join(", ", atLiberty)}."));

        var tests = policy.Factors.Where(factor => factor.Measure is Measure.DrugTestCount).Select(factor => factor.Id).ToArray();
        if (tests.Length > 0 && !collation.Supplied.HasFlag(SuppliedExtracts.DrugTests))
            warnings.Add(new PolicyWarning("drug-tests-not-supplied", $"Without drug_tests.csv it is not known how anybody tested in: {string.Join(", ", tests)}."));

        warnings.AddRange(Uncovered(collation, policy, asOf));
        warnings.AddRange(Warnings(collation));
        return warnings;
    }

    private static IEnumerable<PolicyWarning> Uncovered(ExtractAccount collation, Policy policy, DateOnly asOf)
    {
        foreach (var factor in policy.Factors)
        {
            var (file, months) = factor.Measure switch
            {
                Measure.DrugTestCount tests => ("drug_tests.csv", tests.Months),
                Measure.RiskScore score => ("risk_scores.csv", score.Months),
                _ => ("offences.csv", factor.Measure.Filter?.Months),
            };
            var covers = collation.Files.FirstOrDefault(report => report.FileName == file)?.Covers;
            if (months is { } window && covers?.From is { } from && from.DayNumber - (MonthWindow.DayBefore(asOf, window) + 1) is > 0 and var days)
                yield return new PolicyWarning("window-not-covered", $"{factor.Id} looks back {Number(window)} months, but {file} begins {Number(days)} days later.");
            if (factor.Measure is not Measure.MappaLevel && covers?.To < asOf)
                yield return new PolicyWarning("window-not-covered", $"{factor.Id}: {file} ends {Number(asOf.DayNumber - covers.To!.Value.DayNumber)} days before the date.");
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
