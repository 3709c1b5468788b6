using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reports.Workbooks;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Ranking;
using Iom.Selection.Runs.Reviews;

namespace Iom.Selection.Reports;

/// <summary>The workbook of a meeting: a sheet to decide in, the list, what is behind it, what is to settle, the policy.</summary>
public static class MeetingWorkbook
{
    // The columns that people fill in: decision to date.
    private const int Decision = 2, By = 4, Agency = 6, Date = 7, ToSettleColumn = 9;

    private const string OffenderId = "offender_id", RecordId = "record_id";

    /// <summary>Writes the workbook of a ranking.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="run">The run.</param>
    /// <param name="context">What it is made with.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Write(Stream stream, RankingRun run, ReportContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(context);
        var (policy, texts) = (run.Ranking.Policy, context.Texts);
        Explanation[] list = [.. run.Explain(cancellationToken).Take(RankingPage.MaxPeople)];
        WorkbookWriter.Write(stream, texts,
        [
            Decide(RankingFiles.ListDecisions(run), policy, context),
            new WorkbookSheet(
                texts.Phrase("page.sheet.list"),
                [
                    .. Columns(texts, "rank", OffenderId, "recommendation", "cohort", "points", "most", "toEntry", "member", "nominated", "flagged", "tied", "couldChange", "settle"),
                    .. policy.Factors.Select(factor => factor.Title), .. policy.Model is null ? [] : Columns(texts, "modelPoints"),
                ],
                [8, 22, 29, 12, 9, 9, 10, 10, 12, 10, 9, 14, 10, .. policy.Factors.Select(_ => 16), .. Enumerable.Repeat(18, policy.Model is null ? 0 : 1)],
                list.Select(explanation => (IReadOnlyList<object?>)
                [
                    explanation.Row.Rank, explanation.Row.OffenderId.Value, texts.Say(explanation.Row.Recommendation), explanation.Row.Cohort, explanation.Row.Scorecard?.Total, explanation.Row.Scorecard?.Most, explanation.AboveEntry,
                    YesNo(explanation.Row.IsMember, texts), YesNo(explanation.Row.IsNominated, texts), YesNo(explanation.Row.IsFlagged, texts), YesNo(explanation.Row.IsTied, texts), YesNo(explanation.Row.IsProvisional == true, texts), explanation.Row.ToSettleCount,
                    .. explanation.Factors.Select(factor => (object?)factor.Contribution.Least.Value), .. explanation.Model is { } model ? [model.Points] : Array.Empty<object?>(),
                ]))
            { Numbers = [0, 4, 5, 6, .. Enumerable.Range(12, policy.Factors.Length + 1 + (policy.Model is null ? 0 : 1))] },
            new WorkbookSheet(texts.Phrase("page.sheet.records"), Columns(texts, OffenderId, "record", RecordId, "date", "countsIn"), [22, 92, 20, 13, 44], list.SelectMany(explanation => Records(explanation, texts))),
            ToSettle(run, list.Select(explanation => explanation.Row.OffenderId.Value), texts),
            PolicySheet(policy, context),
        ]);
    }

    /// <summary>Writes the workbook of a review.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="run">The review.</param>
    /// <param name="context">What it is made with.</param>
    public static void Write(Stream stream, ReviewRun run, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(context);
        var (policy, texts, words) = (run.Ranking.Ranking.Policy, context.Texts, new ReviewTexts(context.Texts));
        MemberReview[] reviews = [.. run.Reviews.OrderByDescending(review => review.Calendar.IsOverdue).ThenBy(review => review.Calendar.NextReview).ThenBy(review => review.OffenderId)];
        WorkbookWriter.Write(stream, texts,
        [
            Decide(ReviewFiles.ListDecisions(run), policy, context),
            new WorkbookSheet(
                texts.Phrase("page.sheet.members"), Columns(texts, OffenderId, "recommendation", "status", "nextReview", "overdue", "memberSince", "points", "most", "settle"), [22, 29, 12, 13, 10, 14, 9, 9, 10],
                reviews.Select(review => (IReadOnlyList<object?>)
                [
                    review.OffenderId.Value, words.Say(review.Recommendation), ReviewPage.Colour(review.Colour, words), IsoDate.Text(review.Calendar.NextReview), YesNo(review.Calendar.IsOverdue, texts), IsoDate.Text(review.MemberSince),
                    review.Scorecard.Total, review.Scorecard.Most, review.ToSettleCount,
                ]))
            { Numbers = [6, 7, 8] },
            new WorkbookSheet(
                texts.Phrase("page.sheet.found"), Columns(texts, OffenderId, "whatFound"), [22, 120],
                reviews.SelectMany(review => words.ForPanel(review, policy.ExitBelow).TrimEnd('\n').Split('\n')[1..^1].Select(line => (IReadOnlyList<object?>)[review.OffenderId.Value, line]))),
            ToSettle(run.Ranking, reviews.Select(review => review.OffenderId.Value), texts),
            PolicySheet(policy, context),
        ]);
    }

    private static WorkbookSheet Decide(IEnumerable<DecisionToMake> decisions, Policy policy, ReportContext context)
    {
        var choices = new Dictionary<int, IReadOnlyList<string>> { [Decision] = Vocabulary.AllWords<PanelDecision>() };
        string[] signatories = [.. context.Signatures.Where(signature => signature.Sha256 == policy.Sha256).Select(signature => signature.By).Distinct(StringComparer.Ordinal)];
        if (signatories.Length > 0) choices[By] = signatories;
        if (!policy.Agencies.IsEmpty) choices[Agency] = policy.Agencies;
        return new WorkbookSheet(
            DecisionWorkbook.SheetName, DecisionSheet.Columns, [20, 21, 18, 38, 20, 16, 14, 12, 32, 10, 12, 20],
            decisions.Select(decision => (IReadOnlyList<object?>)[decision.OffenderId.Value, decision.Recommendation, null, null, null, null, null, null, string.Join("; ", decision.Grounds), decision.ToSettleCount,
                IsoDate.Text(decision.LeftCohort?.LeftOn), decision.LeftCohort?.Ground]))
        {
            Numbers = [ToSettleColumn],
            Unlocked = [.. Enumerable.Range(Decision, Date - Decision + 1)],
            Dates = Date,
            Choices = choices,
        };
    }

    private static IEnumerable<IReadOnlyList<object?>> Records(Explanation explanation, ExplanationTexts texts)
    {
        var records = explanation.DescribeRecords();
        return explanation.Factors.SelectMany((factor, i) => records[i].Where(record => record.Role != RecordRole.LookedAt).Select(record => (record, factor.Contribution)))
            .GroupBy(pair => pair.record.Record).OrderByDescending(group => group.Key).Select(group => (IReadOnlyList<object?>)
            [
                explanation.Row.OffenderId.Value, texts.Say(group.First().record, group.First().Contribution.Reading), group.Key.Kind is "offence" or "drug_test" ? group.Key.Id : null,
                IsoDate.Text(group.Key.Date), string.Join(", ", group.Select(pair => pair.Contribution.Factor.Id)),
            ]);
    }

    private static WorkbookSheet ToSettle(RankingRun run, IEnumerable<string> people, ExplanationTexts texts) => new(
        texts.Phrase("page.sheet.toSettle"), Columns(texts, OffenderId, "what", "where"), [24, 70, 30], RunParts.Matters(run, people.ToHashSet(StringComparer.Ordinal), texts).Select(matter => (IReadOnlyList<object?>)[.. matter]));

    private static WorkbookSheet PolicySheet(Policy policy, ReportContext context) => PolicySheet(policy, context.SignedBy(policy), context.Texts);

    private static WorkbookSheet PolicySheet(Policy policy, IReadOnlyList<string> signedBy, ExplanationTexts texts) => new(texts.Phrase("page.sheet.policy"), Columns(texts, "what", "says"), [56, 120],
    [
        [texts.Phrase("page.sheet.policy"), $"{policy.Title} ({policy.Id} {policy.Version})"], ["SHA-256", policy.Sha256], [texts.Phrase("page.sheet.signed"), MatrixSection.Signed(policy, signedBy, texts)],
        [texts.Phrase("page.sheet.reviewBy"), IsoDate.Text(policy.ReviewBy)], [texts.Phrase("page.sheet.entry"), Points(policy.EntryFrom, texts)], [texts.Phrase("page.sheet.exit"), Points(policy.ExitBelow, texts)],
        .. policy.Factors.Select(factor => (IReadOnlyList<object?>)[factor.Title, string.Join("; ", PolicyWords.Bands(factor).Zip(factor.Bands, (values, band) => $"{values}: {Points(band.Points.Value, texts)}"))]),
        .. policy.Eligibility.Select(rule => (IReadOnlyList<object?>)[texts.Phrase("page.sheet.rule", rule.Number.ToString(CultureInfo.InvariantCulture)), $"{PolicyWords.Describe(rule)} {rule.Why}".TrimEnd()]),
        [texts.Phrase("page.sheet.thisIs"), texts.Phrase("page.sheet.decide")],
    ]);

    // Names of columns that the files of the run have too are the same in every language.
    private static string[] Columns(ExplanationTexts texts, params ReadOnlySpan<string> names)
    {
        var heads = new string[names.Length];
        for (var i = 0; i < heads.Length; i++) heads[i] = names[i] is OffenderId or RecordId ? names[i] : texts.Phrase($"page.sheet.{names[i]}");
        return heads;
    }

    private static string Points(int points, ExplanationTexts texts) => texts.Phrase("page.points", points.ToString(CultureInfo.InvariantCulture));

    private static string YesNo(bool answer, ExplanationTexts texts) => texts.Phrase(answer ? "page.yes" : "page.no");
}
