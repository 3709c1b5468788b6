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
    private const int Decision = 2, By = 4, Agency = 6, Date = 7;

    private static readonly string[] ModelHeader = ["points by the model"];

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
        var policy = run.Ranking.Policy;
        Explanation[] list = [.. run.Explain(cancellationToken).Take(RankingPage.MaxPeople)];
        WorkbookWriter.Write(stream,
        [
            Decide(RankingFiles.ListDecisions(run), policy, context),
            new WorkbookSheet(
                "List", ["rank", "offender_id", "recommendation", "cohort", "points", "most", "to entry", "member", "nominated", "flagged", "tied", "could change", "to settle", .. policy.Factors.Select(factor => factor.Title), .. policy.Model is null ? [] : ModelHeader],
                [8, 22, 26, 12, 9, 9, 9, 9, 11, 9, 9, 13, 10, .. policy.Factors.Select(_ => 16), .. Enumerable.Repeat(18, policy.Model is null ? 0 : 1)],
                list.Select(explanation => (IReadOnlyList<object?>)
                [
                    explanation.Row.Rank, explanation.Row.OffenderId.Value, context.Texts.Say(explanation.Row.Recommendation), explanation.Row.Cohort, explanation.Row.Scorecard?.Total, explanation.Row.Scorecard?.Most, explanation.AboveEntry,
                    YesNo(explanation.Row.IsMember), YesNo(explanation.Row.IsNominated), YesNo(explanation.Row.IsFlagged), YesNo(explanation.Row.IsTied), YesNo(explanation.Row.IsProvisional == true), explanation.Row.ToSettleCount,
                    .. explanation.Factors.Select(factor => (object?)factor.Contribution.Least.Value), .. explanation.Model is { } model ? [model.Points] : Array.Empty<object?>(),
                ])),
            new WorkbookSheet("Records", ["offender_id", "record", "record_id", "date", "counts in"], [22, 70, 20, 13, 40], list.SelectMany(explanation => Records(explanation, context.Texts))),
            ToSettle(run, list.Select(explanation => explanation.Row.OffenderId.Value), context.Texts),
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
        var (policy, texts) = (run.Ranking.Ranking.Policy, new ReviewTexts(context.Texts));
        MemberReview[] reviews = [.. run.Reviews.OrderByDescending(review => review.Calendar.IsOverdue).ThenBy(review => review.Calendar.NextReview).ThenBy(review => review.OffenderId)];
        WorkbookWriter.Write(stream,
        [
            Decide(ReviewFiles.ListDecisions(run), policy, context),
            new WorkbookSheet(
                "Members", ["offender_id", "recommendation", "status", "next review", "overdue", "member since", "points", "most", "to settle"], [22, 26, 12, 13, 10, 13, 9, 9, 10],
                reviews.Select(review => (IReadOnlyList<object?>)
                [
                    review.OffenderId.Value, texts.Say(review.Recommendation), Vocabulary.Word(review.Colour), IsoDate.Text(review.Calendar.NextReview), YesNo(review.Calendar.IsOverdue), IsoDate.Text(review.MemberSince),
                    review.Scorecard.Total, review.Scorecard.Most, review.ToSettleCount,
                ])),
            new WorkbookSheet(
                "Found", ["offender_id", "what was found"], [22, 120],
                reviews.SelectMany(review => texts.ForPanel(review, policy.ExitBelow).TrimEnd('\n').Split('\n')[1..^1].Select(line => (IReadOnlyList<object?>)[review.OffenderId.Value, line]))),
            ToSettle(run.Ranking, reviews.Select(review => review.OffenderId.Value), context.Texts),
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
            DecisionWorkbook.SheetName, DecisionSheet.Columns, [24, 22, 18, 44, 24, 20, 16, 13, 34, 11],
            decisions.Select(decision => (IReadOnlyList<object?>)[decision.OffenderId.Value, decision.Recommendation, null, null, null, null, null, null, string.Join(';', decision.Grounds), decision.ToSettleCount]))
        {
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
        "To settle", ["offender_id", "what", "where"], [24, 70, 30], RunParts.Matters(run, people.ToHashSet(StringComparer.Ordinal), texts).Select(matter => (IReadOnlyList<object?>)[.. matter]));

    private static WorkbookSheet PolicySheet(Policy policy, ReportContext context) => new("Policy", ["what", "says"], [40, 110],
    [
        ["Policy", $"{policy.Title} ({policy.Id} {policy.Version})"], ["SHA-256", policy.Sha256], ["Signed", MatrixSection.Signed(policy, context.SignedBy(policy), context.Texts)],
        ["To be looked at again by", IsoDate.Text(policy.ReviewBy)], ["A place can be offered from", Points(policy.EntryFrom)], ["Leaving can be looked at below", Points(policy.ExitBelow)],
        .. policy.Factors.Select(factor => (IReadOnlyList<object?>)[factor.Title, string.Join("; ", PolicyWords.Bands(factor).Zip(factor.Bands, (values, band) => $"{values}: {Points(band.Points.Value)}"))]),
        .. policy.Eligibility.Select(rule => (IReadOnlyList<object?>)[string.Create(CultureInfo.InvariantCulture, $"Rule {rule.Number}"), $"{PolicyWords.Describe(rule)} {rule.Why}".TrimEnd()]),
        ["This is", "A recommendation. People decide."],
    ]);

    private static string Points(int points) => Plural.Format(points, "point");

    private static string YesNo(bool answer) => answer ? "yes" : "no";
}
