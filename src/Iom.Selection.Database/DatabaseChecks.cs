using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;

namespace Iom.Selection.Database;

/// <summary>Looks over what a ranking was made from in a database for what makes it fragile, as <c>ExtractChecks</c> does with files.</summary>
public static class DatabaseChecks
{
    // Tables are loaded each month; what is older than that is told.
    private const int MaxDaysOld = 31;

    /// <summary>Looks over a ranking.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="policy">The policy that it was made by.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>The warnings; none of them repeats what a row holds.</returns>
    public static IReadOnlyList<PolicyWarning> Warnings(DatabaseRanking ranking, Policy policy, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(policy);
        var warnings = new List<PolicyWarning>();

        var atLiberty = policy.Factors.Where(factor => factor.Measure.Filter?.AtLiberty == true).Select(factor => factor.Id).ToArray();
        if (atLiberty.Length > 0 && !ranking.Supplied.Contains("custody"))
            warnings.Add(new PolicyWarning("custody-not-supplied", $"The table custody is not supplied, so every day counts as at liberty in: {string.Join(", ", atLiberty)}."));

        var tests = policy.Factors.Where(factor => factor.Measure.Reads == MeasuredRecords.DrugTests).Select(factor => factor.Id).ToArray();
        if (tests.Length > 0 && !ranking.Supplied.Contains("drug_tests"))
            warnings.Add(new PolicyWarning("drug-tests-not-supplied", $"The table drug_tests is not supplied, so no test result is known in: {string.Join(", ", tests)}."));

        if (!ranking.IsToSettleKnown)
            warnings.Add(new PolicyWarning("settling-not-supplied", "The table settling is not supplied, so it is not known what the checker saw, and to_settle is empty. Load what iom check --tables writes."));
        if (ranking.Tables.FirstOrDefault(table => table.Name == "offences")?.Newest is { } newest && asOf.DayNumber - newest.DayNumber is > MaxDaysOld and var days)
            warnings.Add(new PolicyWarning("stale", $"offences: the newest offence is of {IsoDate.Text(newest)}, {Plural.Format(days, "day")} before the as-of date. Check that the table is up to date."));
        if (ranking.Conflicts.Count > 0)
            warnings.Add(new PolicyWarning("conflicts", $"{Plural.Format(ranking.Conflicts.Count, "contradiction")} for the agencies to settle. See conflicts.csv."));
        return warnings;
    }
}
