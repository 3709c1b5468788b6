using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Pages;

/// <summary>The policy as people signed it: the matrix drawn as the table it is, the rules, the cohorts, the lines.</summary>
internal static class MatrixSection
{
    public static Section Create(Policy policy, IReadOnlyList<string> signedBy, ExplanationTexts texts)
    {
        var bands = policy.Factors.Select(factor => factor.Bands.Length).DefaultIfEmpty(0).Max();
        var rows = policy.Factors.Select(factor =>
        {
            var values = PolicyWords.Bands(factor);
            return Html.Of($"""
                <tr><th scope="row"><strong>{factor.Title}</strong><br><span class="soft">{factor.Id}</span></th>
                {Enumerable.Range(0, bands).Select(band => band < values.Count ? Html.Of($"<td class=\"band\">{values[band]}<br><strong>{Points(factor.Bands[band].Points.Value, texts)}</strong></td>") : Html.Of($"<td></td>"))}
                <td>{(factor.Measure.MayNotApply ? Points(factor.NotApplicable.Value, texts) : texts.Phrase("page.matrix.never"))}</td><td class="why">{factor.Why}</td></tr>
                """);
        });
        return new Section(texts.Phrase("page.matrix.title"), Html.Of($"""
            <p>{policy.Title}. {People.Short(policy.Id)} {People.Short(policy.Version)}, SHA-256 <code>{policy.Sha256}</code>. {Signed(policy, signedBy, texts)} {(policy.ReviewBy is { } day ? texts.Phrase("page.reviewBy", texts.Say(day)) : texts.Phrase("page.noReviewBy"))}</p>
            <p><strong>{texts.Phrase("page.matrix.lines", Number(policy.EntryFrom), Number(policy.ExitBelow))}</strong></p>
            <p lang="{Page.English}">{PolicyWords.Order(policy)}</p>
            <div class="wide" tabindex="0" role="group" aria-label="{texts.Phrase("page.matrix.title")}"><table><thead><tr><th scope="col">{texts.Phrase("page.matrix.what")}</th>{Enumerable.Range(1, bands).Select(band => Html.Of($"<th scope=\"col\">{texts.Phrase("page.matrix.band", Number(band))}</th>"))}<th scope="col">{texts.Phrase("page.matrix.notApplicable")}</th><th scope="col">{texts.Phrase("page.matrix.why")}</th></tr></thead><tbody>{rows}</tbody></table></div>
            <h3>{texts.Phrase("page.matrix.rules")}</h3>
            {(policy.Eligibility.IsEmpty ? Html.Of($"<p>{texts.Phrase("page.none")}</p>") : Html.Of($"<ol lang=\"{Page.English}\">{policy.Eligibility.Select(rule => Html.Of($"<li>{PolicyWords.Describe(rule)} {rule.Why}</li>"))}</ol>"))}
            <h3>{texts.Phrase("page.matrix.cohorts")}</h3><ol lang="{Page.English}">{policy.Cohorts.Select(cohort => Html.Of($"<li>{cohort.Title} ({cohort.Id}): {PolicyWords.Describe(cohort)}.</li>"))}</ol>
            """));
    }

    /// <summary>Who has signed, in a sentence.</summary>
    public static string Signed(Policy policy, IReadOnlyList<string> signedBy, ExplanationTexts texts)
    {
        string[] missing = [.. policy.Agencies.Except(signedBy, StringComparer.Ordinal)];
        if (policy.Agencies.IsEmpty) return texts.Phrase("page.noAgencies");
        if (missing.Length == 0) return texts.Phrase("page.signed");
        return signedBy.Count == 0 ? texts.Phrase("page.unsigned") : texts.Phrase("page.signedBy", string.Join(", ", signedBy), string.Join(", ", missing));
    }

    private static string Points(int points, ExplanationTexts texts) => texts.Phrase("page.points", Number(points));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
