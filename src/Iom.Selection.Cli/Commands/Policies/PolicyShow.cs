using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Scoring;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>Does what <c>iom policy show</c> is for: a policy as the table it is, and what one more offence is worth by it.</summary>
internal static class PolicyShow
{
    public static int Run(string path, string? cataloguePath, DateOnly asOf, string format)
    {
        var policy = Inputs.Policy(path);
        var catalogue = Inputs.Catalogue(cataloguePath);
        Page page = format == "markdown" ? new MarkdownPage() : new TerminalPage();

        page.Title($"{policy.Id} {policy.Version}: {policy.Title}");
        page.Paragraph($"sha256 {policy.Sha256}");
        if (policy.ReviewBy is { } review) page.Paragraph($"Review this policy by {Date(review)}.");
        Matrix(policy, page);
        Rules(policy, page);
        Worth(policy, catalogue.Catalogue, asOf, page);
        return ExitCode.Done;
    }

    private static void Matrix(Policy policy, Page page)
    {
        var bands = policy.Factors.Select(factor => factor.Bands.Length).DefaultIfEmpty(0).Max();
        page.Heading("Matrix: each cell shows values, then points");
        page.Table(
            ["factor", .. Enumerable.Range(1, bands).Select(band => $"band {Number(band)}"), "does not apply"],
            policy.Factors.Select(factor => (IReadOnlyList<string>)[factor.Id, .. Cells(factor, bands), NotApplicable(factor)]));

        page.Heading("Factors");
        page.List(policy.Factors.Select(factor => ($"{factor.Id}: {factor.Title}", About(factor))));
    }

    private static IEnumerable<string> Cells(Factor factor, int bands)
    {
        var values = PolicyWords.Bands(factor);
        return Enumerable.Range(0, bands).Select(band => band < values.Count ? $"{values[band]}: {Number(factor.Bands[band].Points.Value)}" : "");
    }

    private static string NotApplicable(Factor factor) =>
        factor.Measure.MayNotApply ? Number(factor.NotApplicable.Value) : "never";

    private static IReadOnlyList<string> About(Factor factor)
    {
        var dates = (factor.ValidFrom, factor.ValidTo) switch
        {
            ({ } from, { } to) => $"Counts from {Date(from)} to {Date(to)}.",
            ({ } from, null) => $"Counts from {Date(from)} on.",
            (null, { } to) => $"Counts to {Date(to)}.",
            _ => null,
        };
        return
        [
            $"Measures: {PolicyWords.Describe(factor.Measure)}.",
            .. dates is null ? Array.Empty<string>() : [dates],
            factor.Why.Length == 0 ? "Why: no reason given." : $"Why: {factor.Why}",
        ];
    }

    private static void Rules(Policy policy, Page page)
    {
        page.Heading("Who is not ranked, and who is flagged: the first rule that applies decides");
        if (policy.Eligibility.IsEmpty) page.Paragraph("No rules.");
        else page.List(policy.Eligibility.Select(rule => ($"Rule {Number(rule.Number)}. {PolicyWords.Describe(rule)} {rule.Why}".TrimEnd(), (IReadOnlyList<string>)[])));

        page.Heading("Cohorts: the first that applies");
        page.List(policy.Cohorts.Select(cohort => ($"{cohort.Id} ({cohort.Title}): {PolicyWords.Describe(cohort)}.", (IReadOnlyList<string>)[])));

        page.Heading("Lines and places");
        page.Paragraph($"People can be offered a place from {Plural.Format(policy.EntryFrom, "point")}. Members can be considered for leaving below {Plural.Format(policy.ExitBelow, "point")}.");
        page.Paragraph(PolicyWords.Order(policy));
        page.Paragraph(policy.LotSource is { } source
            ? $"Where all that is equal, a lot decides. It is drawn by a value that is known only when the list is frozen: \"{source}\"."
            : "Where all that is equal, a lot decides. It is drawn by the hash of this file and the date.");
        if (policy.Model is { } model)
        {
            page.Paragraph($"A model learned from outcomes {(model.Role == ModelRole.TieBreak ? "orders people who are equal by the matrix, before the lot, and only once every agency has signed" : "stands beside the ranking as advice. It orders nobody")}. Its file has sha256 {model.Sha256}: give it with --model.");
        }
        page.Paragraph($"Reserve list: {Number(policy.Reserve)}, and one more for each ranked member below the exit line.");

        if (CohortKeeping.Sentences(policy) is not { Count: > 0 } sentences) return;
        page.Heading("Reviewing and leaving");
        page.List(sentences.Select(sentence => (sentence, (IReadOnlyList<string>)[])));
    }

    private static void Worth(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, Page page)
    {
        var worth = OffenceWorth.Find(policy, catalogue, asOf);
        page.Heading($"What one more proven offence on {Date(asOf)} is worth, in points from all factors together");
        page.Table(
            ["group", "first on record", "one more, soon after others like it", "worth least as a first", "worth most as a first"],
            worth.Select(group => (IReadOnlyList<string>)[group.Group, Range(group.First), Range(group.Further), .. Examples(group)]));
        page.Paragraph("Worked out by scoring invented people with and without the offence. First: someone with nothing on record, over all codes in the group. "
            + $"One more: someone with 1 to {Number(worth.Select(group => group.MostBefore).DefaultIfEmpty(1).Max())} such offences in the four weeks before. It is 0 where no band is reached, and highest where several factors reach a band at once. "
            + "The number may differ for someone whose offences are in other groups or further back.");
    }

    private static string[] Examples(OffenceWorth worth) =>
        worth.First.Least == worth.First.Most ? ["any", "any"] : [Entry(worth.LeastFirst), Entry(worth.MostFirst)];

    private static string Entry(CatalogueEntry entry) => $"{entry.Code} {entry.Title}";

    private static string Range(AddedPoints added) => added.Least == added.Most ? Number(added.Least) : $"{Number(added.Least)} to {Number(added.Most)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
