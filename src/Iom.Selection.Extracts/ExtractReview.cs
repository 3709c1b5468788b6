using System.Globalization;
using Iom.Selection.Offenders;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts;

/// <summary>Looks extracts over for what makes a ranking by them fragile.</summary>
public static class ExtractReview
{
    /// <summary>Looks extracts over for a policy.</summary>
    /// <param name="collation">The extracts, brought together.</param>
    /// <param name="policy">The policy they will be scored by.</param>
    /// <returns>The warnings; none of them repeats what a row holds.</returns>
    public static IReadOnlyList<PolicyWarning> Warnings(Collation collation, Policy policy)
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

        if (collation.UnclassifiedOffenceCount > 0)
            warnings.Add(new PolicyWarning("unclassified", Of(collation.UnclassifiedOffenceCount, collation.OffenceCount, "offences have a code that the catalogue does not know")));
        if (collation.MendedCodeCount > 0)
            warnings.Add(new PolicyWarning("codes-mended", Count(collation.MendedCodeCount, "offence codes had lost a leading zero, which was put back: format the column as text")));
        if (collation.UndatedOutcomeCount > 0)
            warnings.Add(new PolicyWarning("outcomes-undated", Count(collation.UndatedOutcomeCount, "outcomes have no date and are taken to have happened")));
        if (collation.Conflicts.Count > 0)
            warnings.Add(new PolicyWarning("conflicts", Count(collation.Conflicts.Count, "contradictions are for the agencies to settle: see conflicts.csv")));
        foreach (var file in collation.Files.Where(file => file.IgnoredColumns.Count > 0))
            warnings.Add(new PolicyWarning("columns-ignored", $"{file.FileName}: not read: {string.Join(", ", file.IgnoredColumns)}"));
        if (collation.UnreadFiles.Count > 0)
            warnings.Add(new PolicyWarning("files-unread", $"Files without a name of the contract were not opened: {string.Join(", ", collation.UnreadFiles)}"));
        return warnings;
    }

    private static string Of(int part, int whole, string what) => string.Create(CultureInfo.InvariantCulture, $"{part} of {whole} {what}.");

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}.");
}
