using System.Globalization;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Pages;

/// <summary>The policy as people signed it: the matrix drawn as the table it is, the rules, the cohorts, the lines.</summary>
internal static class MatrixSection
{
    public static Section Create(Policy policy, IReadOnlyList<string> signedBy)
    {
        var bands = policy.Factors.Select(factor => factor.Bands.Length).DefaultIfEmpty(0).Max();
        var rows = policy.Factors.Select(factor =>
        {
            var values = PolicyWords.Bands(factor);
            return Html.Of($"""
                <tr><th scope="row"><strong>{factor.Title}</strong><br><span class="soft">{factor.Id}</span></th>
                {Enumerable.Range(0, bands).Select(band => band < values.Count ? Html.Of($"<td class=\"band\">{values[band]}<br><strong>{Points(factor.Bands[band].Points.Value)}</strong></td>") : Html.Of($"<td></td>"))}
                <td>{(factor.Measure is Measures.Measure.OffenceCount or Measures.Measure.RiskScore ? "never" : Points(factor.NotApplicable.Value))}</td><td class="why">{factor.Why}</td></tr>
                """);
        });
        return new Section("The matrix", Html.Of($"""
            <p>{policy.Title}. {People.Short(policy.Id)} {People.Short(policy.Version)}, SHA-256 <code>{policy.Sha256}</code>. {Signed(policy, signedBy)} {(policy.ReviewBy is { } day ? $"To be looked at again by {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}." : "It names no day by which to look at it again.")}</p>
            <p>A place can be offered from <strong>{Points(policy.EntryFrom)}</strong>. Leaving can be looked at below <strong>{Points(policy.ExitBelow)}</strong>. {PolicyWords.Order(policy)}</p>
            <div class="wide" tabindex="0" role="group" aria-label="The matrix"><table><thead><tr><th scope="col">What counts</th>{Enumerable.Range(1, bands).Select(band => Html.Of($"<th scope=\"col\">Band {band}</th>"))}<th scope="col">Does not apply</th><th scope="col">Why it counts</th></tr></thead><tbody>{rows}</tbody></table></div>
            <h3>Who is not ranked, and who is flagged</h3>
            {(policy.Eligibility.IsEmpty ? Html.Of($"<p>No rules.</p>") : Html.Of($"<ol>{policy.Eligibility.Select(rule => Html.Of($"<li>{PolicyWords.Describe(rule)} {rule.Why}</li>"))}</ol>"))}
            <h3>Cohorts: the first that applies</h3><ol>{policy.Cohorts.Select(cohort => Html.Of($"<li>{cohort.Title} ({cohort.Id}): {PolicyWords.Describe(cohort)}.</li>"))}</ol>
            """));
    }

    /// <summary>Who has signed, in a sentence.</summary>
    public static string Signed(Policy policy, IReadOnlyList<string> signedBy)
    {
        string[] missing = [.. policy.Agencies.Except(signedBy, StringComparer.Ordinal)];
        if (policy.Agencies.IsEmpty) return "It names no agencies that would sign it.";
        if (missing.Length == 0) return "Signed by every agency.";
        return signedBy.Count == 0 ? "Nobody has signed it." : $"Signed by {string.Join(", ", signedBy)}; not by {string.Join(", ", missing)}.";
    }

    private static string Points(int points) => points == 1 ? "1 point" : string.Create(CultureInfo.InvariantCulture, $"{points} points");
}
