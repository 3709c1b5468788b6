using System.Globalization;
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
        var (people, texts) = (new People(context.Names), new ReviewTexts(context.Texts));
        MemberReview[] reviews = [.. run.Reviews.OrderByDescending(review => review.Calendar.IsOverdue).ThenBy(review => review.Calendar.NextReview).ThenBy(review => review.OffenderId)];
        MemberReview[] shown = [.. reviews.Take(RankingPage.MaxPeople)];
        foreach (var review in shown) people.RowOf(review.OffenderId);
        new Page
        {
            Title = $"Review of the cohort, as of {context.Texts.Say(run.Ranking.Ranking.AsOf)}",
            Introduction = RunParts.Introduction(run.Ranking, context),
            Sections =
            [
                new Section("What you must decide, in this order", RunParts.Facts(
                [
                    ("Members", Number(reviews.Length)), ("Overdue for review", Number(reviews.Count(review => review.Calendar.IsOverdue))),
                    .. Enum.GetValues<ReviewRecommendation>().Select(recommendation => (Capital(texts.Say(recommendation)), Number(reviews.Count(review => review.Recommendation == recommendation)))),
                    ("To settle", Number(reviews.Count(review => review.ToSettleCount > 0))),
                ], Agenda(reviews, people))),
                new Section("The members", List(shown, reviews.Length, run.Ranking.Ranking.Policy.ExitBelow, people, context, texts)),
                new Section("The cohort at a glance", [Status(reviews, texts).Render(), Totals(reviews, run.Ranking.Ranking.Policy.ExitBelow).Render()]),
                Meetings(run, people),
                MatrixSection.Create(run.Ranking.Ranking.Policy, context.SignedBy(run.Ranking.Ranking.Policy)),
                RunParts.ToSettle(run.Ranking, reviews.Select(review => review.OffenderId.Value).ToHashSet(StringComparer.Ordinal), MaxToSettle),
                RunParts.Rows(run.Ranking),
            ],
            Foot = RunParts.Foot(run.Ranking),
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
        var texts = new ReviewTexts(context.Texts);
        var policy = run.Ranking.Ranking.Policy;
        var counts = SmallCounts.Join(run.Reviews.GroupBy(review => review.Recommendation).OrderBy(group => group.Key).Select(group => (texts.Say(group.Key), group.Count())), policy.Fairness.SmallestCell);
        new Page
        {
            Title = $"Review in figures, as of {context.Texts.Say(run.Ranking.Ranking.AsOf)}",
            Introduction = RunParts.Introduction(run.Ranking, context),
            Sections =
            [
                new Section("Members", Html.Of($"{RunParts.Note($"Counts under {Number(policy.Fairness.SmallestCell)} are joined, so that nobody is told apart.")}{FigureTable.Render(["recommendation", "members"], counts.Select(count => (string[])[count.Label, count.Count is { } members ? Number(members) : "not shown"]))}")),
                MatrixSection.Create(policy, context.SignedBy(policy)),
                RunParts.Rows(run.Ranking),
            ],
            Foot = RunParts.Foot(run.Ranking),
        }.Write(stream);
    }

    private static Html Agenda(MemberReview[] reviews, People people)
    {
        var items = new List<Html>();
        Item(reviews.Where(review => review.Recommendation == ReviewRecommendation.ConfirmExit), "Confirm that they have gone", "One named person checks the fact first; until then nothing happens.");
        Item(reviews.Where(review => review.Recommendation == ReviewRecommendation.ConsiderDeselection), "Consider deselection", "All agencies decide, each with one voice, and there is an exit interview.");
        Item(reviews.Where(review => review.Recommendation == ReviewRecommendation.ChangeApproach), "Retain, and change the approach", "Nobody is let go for not engaging. The way back stands beside each.");
        Item(reviews.Where(review => review.Calendar.IsOverdue), "Overdue for review", "Their review should have been before this date.");
        Item(reviews.Where(review => review.Approach is { Advice: ApproachAdvice.OfferAgain }), "Offer the support again", "No order or licence binds them.");
        Item(reviews.Where(review => !review.Calendar.Gaps.IsEmpty), "Gaps in the support plan", "Something for the agencies to do.");
        Item(reviews.Where(review => !review.Calendar.Coming.IsEmpty), "A release or an end of supervision is coming", "Prepare for it.");
        Item(reviews.Where(review => review.ToSettleCount > 0), "Matters to settle in the records", "See \"To settle\".");
        return items.Count == 0 ? RunParts.Note("There is nothing to decide.") : Html.Of($"<ol class=\"agenda\">{items}</ol>");

        void Item(IEnumerable<MemberReview> of, string what, string how)
        {
            OffenderId[] ids = [.. of.Select(review => review.OffenderId)];
            if (ids.Length > 0) items.Add(Html.Of($"<li><strong>{what}: {Number(ids.Length)}</strong>{how} {people.Links(ids)}</li>"));
        }
    }

    private static IEnumerable<Html> List(MemberReview[] shown, int all, int exitBelow, People people, ReportContext context, ReviewTexts texts)
    {
        yield return Html.Of($"""
            <p>Overdue first, then by the day of the next review: {Number(shown.Length)}{(all > shown.Length ? $" of {Number(all)}; the others are in review.csv" : "")}.</p>
            <div class="wide"><table class="list"><caption class="soft">Members of the cohort</caption><thead><tr><th scope="col">Next review</th><th scope="col">Who</th><th scope="col">Recommendation</th><th scope="col">Status</th><th scope="col">Points</th><th scope="col">Marks</th><th scope="col">To settle</th></tr></thead>
            """);
        foreach (var review in shown)
        {
            string[] marks = [.. Marks(review)];
            yield return Html.Of($"""
                <tbody class="p" id="p{people.RowOf(review.OffenderId)}" data-r="{texts.Say(review.Recommendation)}" data-m="{string.Join('|', marks)}"><tr><td data-v="{review.Calendar.NextReview.DayNumber}">{context.Texts.Say(review.Calendar.NextReview)}</td><th scope="row">{people.Show(review.OffenderId)}</th><td>{texts.Say(review.Recommendation)}</td><td>{Vocabulary.Word(review.Colour)}</td><td class="n" data-v="{review.Scorecard.Total}">{PersonDetails.Range(review.Scorecard.Total, review.Scorecard.Most)}</td><td class="tags">{marks.Where(mark => mark != "to settle").Select(mark => mark == "overdue" ? Html.Of($"<span class=\"tag hot\">{mark}</span>") : Html.Of($"<span class=\"tag\">{mark}</span>"))}</td><td class="n" data-v="{review.ToSettleCount}">{review.ToSettleCount}</td></tr>
                <tr class="more"><td colspan="7"><details open><summary>Why, and what happens next</summary><div class="in">{Details(review, exitBelow, texts)}</div></details></td></tr></tbody>

                """);
        }
        yield return Html.Of($"</table></div>");
    }

    // The same words as iom writes elsewhere, without the line that names whom they are about and the last.
    private static IEnumerable<Html> Details(MemberReview review, int exitBelow, ReviewTexts texts) =>
        texts.ForPanel(review, exitBelow).TrimEnd('\n').Split('\n')[1..^1].Select(line => Html.Of($"<p>{line}</p>"));

    private static IEnumerable<string> Marks(MemberReview review)
    {
        if (review.Calendar.IsOverdue) yield return "overdue";
        if (!review.Bars.IsEmpty) yield return "a reason to wait";
        if (!review.Calendar.Gaps.IsEmpty) yield return "a gap in the plan";
        if (!review.Calendar.Coming.IsEmpty) yield return "a date is coming";
        if (review.ToSettleCount > 0) yield return "to settle";
    }

    private static Section Meetings(ReviewRun run, People people) => new("What meetings came to", run.Meetings.Count == 0 ? RunParts.Note("No meeting is in the extracts.") : FigureTable.Render(
        ["Who", "Meeting", "Outcome", "Basis", "For a change", "Against", "Abstained", "Deferred until"],
        run.Meetings.OrderByDescending(meeting => meeting.Outcome.MeetingDate).ThenBy(meeting => meeting.OffenderId).Take(MaxToSettle).Select(meeting => (string[])
        [
            people.Label(meeting.OffenderId), IsoDate.Text(meeting.Outcome.MeetingDate), Vocabulary.Word(meeting.Outcome.Outcome), Vocabulary.Word(meeting.Outcome.Basis).Replace('_', ' '),
            Number(meeting.Outcome.For), Number(meeting.Outcome.Against), Number(meeting.Outcome.Abstained), IsoDate.Text(meeting.Outcome.DeferredUntil) ?? "",
        ])));

    private static Figure Status(MemberReview[] reviews, ReviewTexts texts)
    {
        var counts = Enum.GetValues<StatusColour>().Select(colour => (Say: texts.Say(colour), Count: reviews.Count(review => review.Colour == colour))).ToArray();
        return new Figure(
            $"{Number(reviews.Count(review => review.Colour == StatusColour.Red))} of {Number(reviews.Length)} members are red: offending or not engaging", "Members by status", [],
            new BarList("Members", [.. counts.Select(count => new Bar(Capital(count.Say), count.Count, 1, Number(count.Count)))]).Render(), ["Status", "Members"], [.. counts.Select(count => (string[])[Capital(count.Say), Number(count.Count)])]);
    }

    private static Figure Totals(MemberReview[] reviews, int exitBelow)
    {
        var totals = reviews.GroupBy(review => review.Scorecard.Total).OrderBy(group => group.Key).Select(group => new PlotPoint(group.Key, group.Count())).ToArray();
        var plot = new Plot("Total, points", "Members")
        {
            XRange = (0, Math.Max(exitBelow + 1, totals.Select(point => point.X).DefaultIfEmpty(0).Max() + 1)),
            Series = [new Series(SeriesKind.Columns, "", 1, totals)],
            Lines = [(exitBelow, FormattableString.Invariant($"exit below {exitBelow}"))],
        };
        return new Figure(
            $"{Number(reviews.Count(review => review.Scorecard.Most < exitBelow))} members are below the exit line, whatever may be missing", "How many members have how many points, with what is missing at its least", [], plot.Render(),
            ["Points", "Members"], [.. totals.Select(point => (string[])[Number((int)point.X), Number((int)point.Y)])]);
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
