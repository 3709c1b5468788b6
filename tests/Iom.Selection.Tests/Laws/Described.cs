using System.Globalization;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Tests.Laws;

/// <summary>Results as text, so that all of two results is compared and a difference can be read.</summary>
internal static class Described
{
    public static IEnumerable<string> Rows(Proposal proposal) => proposal.Rows.Select(Row);

    public static string Row(ProposalRow row) => string.Create(CultureInfo.InvariantCulture,
        $"{row.Rank} {row.OffenderId.Value} {row.Recommendation} {row.Cohort} m{row.IsMember} n{row.IsNominated} f{row.IsFlagged} t{row.IsTied} p{row.IsProvisional} {Of(row.Scorecard)} {string.Join(';', row.Reasons)}");

    public static string Of(Scorecard? scorecard) => scorecard is null ? "-" : string.Create(CultureInfo.InvariantCulture,
        $"{scorecard.Least}..{scorecard.Most} [{string.Join(", ", scorecard.Contributions.Select(contribution => $"{contribution.Reading} {contribution.Least}-{contribution.Most} left out {contribution.LeftOutCount}"))}]");
}
