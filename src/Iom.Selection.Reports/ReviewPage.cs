using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Records;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Reviews;

namespace Iom.Selection.Reports;

/// <summary>The page of <c>iom review</c>.</summary>
public static class ReviewPage
{
    private const int MaxToSettle = 300;

    /// <summary>Writes the page for the panel: what people must decide, and every member with what was found.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="run">The review.</param>
    /// <param name="context">What the page is made with.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Write(Stream stream, ReviewRun run, ReportContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(context);
        var (people, texts, words) = (new People(context.Names, context.Texts), context.Texts, new ReviewTexts(context.Texts));
        MemberReview[] reviews = [.. run.Reviews.OrderByDescending(review => review.Calendar.IsOverdue).ThenBy(review => review.Calendar.NextReview).ThenBy(review => review.OffenderId)];
        MemberReview[] shown = [.. reviews.Take(RankingPage.MaxPeople)];
        foreach (var review in shown) people.RowOf(review.OffenderId);
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.review.title", texts.Say(run.Ranking.Ranking.AsOf)),
            Introduction = RunParts.Introduction(run.Ranking, context),
            Sections =
            [
                new Section(texts.Phrase("page.decide.title"), RunParts.Facts(
                [
                    (texts.Phrase("page.col.members"), Number(reviews.Length)), (texts.Phrase("page.fact.overdue"), Number(reviews.Count(review => review.Calendar.IsOverdue))),
                    .. Enum.GetValues<ReviewRecommendation>().Select(recommendation => (Capital(words.Say(recommendation)), Number(reviews.Count(review => review.Recommendation == recommendation)))),
                    (texts.Phrase("page.fact.toSettle"), Number(reviews.Count(review => review.ToSettleCount > 0))),
                ], Agenda(reviews, people, texts))),
                new Section(texts.Phrase("page.review.members"), List(shown, reviews.Length, run.Ranking.Ranking.Policy.ExitBelow, people, texts, words)),
                new Section(texts.Phrase("page.review.glance"), [Status(reviews, texts, words).Render(texts), Totals(reviews, run.Ranking.Ranking.Policy.ExitBelow, texts).Render(texts)]),
                Meetings(run, people, texts),
                MatrixSection.Create(run.Ranking.Ranking.Policy, context.SignedBy(run.Ranking.Ranking.Policy), texts),
                RunParts.ToSettle(run.Ranking, reviews.Select(review => review.OffenderId.Value).ToHashSet(StringComparer.Ordinal), MaxToSettle, texts),
                RunParts.Rows(run.Ranking, texts),
            ],
            Foot = RunParts.Foot(run.Ranking, texts),
        }.Write(stream, cancellationToken);
    }

    /// <summary>Writes the page for everybody else: nobody in particular, and no count that is small.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="run">The review.</param>
    /// <param name="context">What the page is made with.</param>
    public static void WriteStatistics(Stream stream, ReviewRun run, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(context);
        var (texts, words, policy) = (context.Texts, new ReviewTexts(context.Texts), run.Ranking.Ranking.Policy);
        var smallest = policy.Fairness.SmallestCell;
        var counts = SmallCounts.Join(run.Reviews.GroupBy(review => review.Recommendation).OrderBy(group => group.Key).Select(group => (words.Say(group.Key), group.Count())), smallest);
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.statistics.review", texts.Say(run.Ranking.Ranking.AsOf)),
            Introduction = RunParts.IntroductionForStatistics(run.Ranking, context),
            Sections =
            [
                new Section(texts.Phrase("page.col.members"), Html.Of($"""
                    {SmallCounts.Note(texts, smallest)}
                    {FigureTable.Render(texts, [texts.Phrase("page.col.recommendation"), texts.Phrase("page.col.members")], counts.Select(count => (string[])[count.Label, count.Count is { } members ? Number(members) : texts.Phrase("page.notShown")]))}
                    """)),
                MatrixSection.Create(policy, context.SignedBy(policy), texts),
                RunParts.RowsForStatistics(run.Ranking, texts),
            ],
            Foot = RunParts.Foot(run.Ranking, texts),
        }.Write(stream);
    }

    private static Html Agenda(MemberReview[] reviews, People people, ExplanationTexts texts)
    {
        var items = new List<Html>();
        Item("confirmExit", reviews.Where(review => review.Recommendation == ReviewRecommendation.ConfirmExit));
        Item("deselect", reviews.Where(review => review.Recommendation == ReviewRecommendation.ConsiderDeselection));
        Item("changeApproach", reviews.Where(review => review.Recommendation == ReviewRecommendation.ChangeApproach));
        Item("overdue", reviews.Where(review => review.Calendar.IsOverdue));
        Item("offerAgain", reviews.Where(review => review.Approach is { Advice: ApproachAdvice.OfferAgain }));
        Item("gaps", reviews.Where(review => !review.Calendar.Gaps.IsEmpty));
        Item("coming", reviews.Where(review => !review.Calendar.Coming.IsEmpty));
        Item("matters", reviews.Where(review => review.ToSettleCount > 0));
        return items.Count == 0 ? RunParts.Note(texts.Phrase("page.decide.nothing")) : Html.Of($"<ol class=\"agenda\">{items}</ol>");

        void Item(string name, IEnumerable<MemberReview> of)
        {
            OffenderId[] ids = [.. of.Select(review => review.OffenderId)];
            if (ids.Length > 0) items.Add(Html.Of($"<li><strong>{texts.Phrase($"page.decide.{name}", Number(ids.Length))}</strong>{texts.Phrase($"page.decide.{name}.how")} {people.Links(ids)}</li>"));
        }
    }

    private static IEnumerable<Html> List(MemberReview[] shown, int all, int exitBelow, People people, ExplanationTexts texts, ReviewTexts words)
    {
        string[] columns = ["nextReview", "who", "recommendation", "status", "points", "marks", "toSettle"];
        var why = texts.Phrase("page.review.why");
        yield return Html.Of($"""
            <p>{texts.Phrase("page.review.lead", Number(shown.Length))} {(all > shown.Length ? texts.Phrase("page.review.cut", Number(all - shown.Length)) : "")}</p>
            {PeopleList.Begin(texts, texts.Phrase("page.review.order"), columns, shown.Length)}
            """);
        foreach (var review in shown)
        {
            RowMark[] marks = [.. Marks(review, texts)];
            yield return Html.Of($"""
                <tbody class="p" id="p{people.RowOf(review.OffenderId)}" data-r="{words.Say(review.Recommendation)}" data-m="{string.Join('|', marks.Select(mark => mark.Text))}"><tr><td data-v="{review.Calendar.NextReview.DayNumber}">{texts.Say(review.Calendar.NextReview)}</td><th scope="row">{people.Show(review.OffenderId)}</th><td>{words.Say(review.Recommendation)}</td><td>{Colour(review.Colour, words)}</td><td class="n" data-v="{review.Scorecard.Total}">{PersonDetails.Range(review.Scorecard.Total, review.Scorecard.Most)}</td><td class="tags">{marks.Select(mark => mark.Render())}</td><td class="n">{review.ToSettleCount}</td></tr>{PeopleList.More(why, columns.Length, shown.Length, Html.Join(Details(review, exitBelow, words)))}
                """);
        }
        yield return PeopleList.End;
    }

    /// <summary>The colour alone; what it stands for is said once, beneath.</summary>
    internal static string Colour(StatusColour colour, ReviewTexts words) => words.Say(colour).Split(':')[0];

    // The same words as iom writes elsewhere, without the line that names whom they are about and the last.
    private static IEnumerable<Html> Details(MemberReview review, int exitBelow, ReviewTexts texts) =>
        texts.ForPanel(review, exitBelow).TrimEnd('\n').Split('\n')[1..^1].Select(line => Html.Of($"<p>{line}</p>"));

    private static IEnumerable<RowMark> Marks(MemberReview review, ExplanationTexts texts)
    {
        if (review.Calendar.IsOverdue) yield return new RowMark(texts.Phrase("page.mark.overdue"), IsHot: true);
        if (!review.Bars.IsEmpty) yield return new RowMark(texts.Phrase("page.mark.wait"));
        if (!review.Calendar.Gaps.IsEmpty) yield return new RowMark(texts.Phrase("page.mark.gap"));
        if (!review.Calendar.Coming.IsEmpty) yield return new RowMark(texts.Phrase("page.mark.coming"));
        if (review.ToSettleCount > 0) yield return new RowMark(texts.Phrase("page.mark.toSettle"), IsShown: false);
    }

    private static Section Meetings(ReviewRun run, People people, ExplanationTexts texts) => new(texts.Phrase("page.meetings.title"), run.Meetings.Count == 0 ? RunParts.Note(texts.Phrase("page.meetings.none")) : FigureTable.Render(
        texts, FigureTable.Columns(texts, "who", "meeting", "outcome", "basis", "for", "against", "abstained", "deferred"),
        run.Meetings.OrderByDescending(meeting => meeting.Outcome.MeetingDate).ThenBy(meeting => meeting.OffenderId).Take(MaxToSettle).Select(meeting => (string[])
        [
            people.Label(meeting.OffenderId), texts.Say(meeting.Outcome.MeetingDate), texts.Phrase($"page.outcome.{Vocabulary.Word(meeting.Outcome.Outcome)}"), texts.Phrase($"page.basis.{Vocabulary.Word(meeting.Outcome.Basis)}"),
            Number(meeting.Outcome.For), Number(meeting.Outcome.Against), Number(meeting.Outcome.Abstained), meeting.Outcome.DeferredUntil is { } until ? texts.Say(until) : "",
        ])));

    private static Figure Status(MemberReview[] reviews, ExplanationTexts texts, ReviewTexts words)
    {
        var counts = Enum.GetValues<StatusColour>().Select(colour => (Say: Capital(words.Say(colour)), Count: reviews.Count(review => review.Colour == colour))).ToArray();
        return new Figure(
            texts.Phrase("page.status.finding", Number(reviews.Count(review => review.Colour == StatusColour.Red)), Number(reviews.Length)), texts.Phrase("page.status.shown"), [],
            new BarList(texts.Phrase("page.col.members"), [.. counts.Select(count => new Bar(count.Say, count.Count, 1, Number(count.Count)))]).Render(texts),
            [texts.Phrase("page.col.status"), texts.Phrase("page.col.members")], [.. counts.Select(count => (string[])[count.Say, Number(count.Count)])]);
    }

    private static Figure Totals(MemberReview[] reviews, int exitBelow, ExplanationTexts texts)
    {
        var totals = reviews.GroupBy(review => review.Scorecard.Total).OrderBy(group => group.Key).Select(group => new PlotPoint(group.Key, group.Count())).ToArray();
        var plot = new Plot(texts.Phrase("page.axis.total"), texts.Phrase("page.col.members"))
        {
            XRange = (0, Math.Max(exitBelow + 1, totals.Select(point => point.X).DefaultIfEmpty(0).Max() + 1)),
            Series = [new Series(SeriesKind.Columns, "", 1, totals)],
            Lines = [(exitBelow, texts.Phrase("page.line.exit", Number(exitBelow)))],
        };
        return new Figure(
            texts.Phrase("page.memberTotals.finding", Number(reviews.Count(review => review.Scorecard.Most < exitBelow))), texts.Phrase("page.memberTotals.shown"), [], plot.Render(texts),
            [texts.Phrase("page.col.points"), texts.Phrase("page.col.members")], [.. totals.Select(point => (string[])[Number((int)point.X), Number((int)point.Y)])]);
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Number(int number) => RunParts.Number(number);
}
