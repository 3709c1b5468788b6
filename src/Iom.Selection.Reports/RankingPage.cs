using System.Globalization;
using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Explanations;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Reports;

/// <summary>The page of <c>iom rank</c>.</summary>
public static class RankingPage
{
    /// <summary>How many people a page shows at most; more stand in the files of the run.</summary>
    public const int MaxPeople = 5000;

    private const int NearTheLine = 8;
    private const int MaxToSettle = 300;

    /// <summary>Writes the page for the panel: what people must decide, the list with every figure down to its records, the line, the matrix.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="run">The run.</param>
    /// <param name="context">What the page is made with.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Write(Stream stream, RankingRun run, ReportContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(context);
        var (texts, people) = (context.Texts, new People(context.Names, context.Texts));
        var all = run.Explain(cancellationToken);
        Explanation[] shown = [.. all.Take(MaxPeople)];
        foreach (var explanation in shown) people.RowOf(explanation.Row.OffenderId);
        var summary = run.Ranking.Summary;
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.rank.title", texts.Say(run.Ranking.AsOf)),
            Introduction = RunParts.Introduction(run, context),
            Sections =
            [
                new Section(texts.Phrase("page.decide.title"), RunParts.Facts(
                [
                    Fact("read", summary.ReadCount), Fact("ranked", summary.RankedCount), Fact("places", summary.Capacity), Fact("taken", summary.MemberCount),
                    Fact("free", summary.FreePlaces), Fact("proposed", Count(Recommendation.Select)), Fact("reserve", Count(Recommendation.Reserve)),
                    Fact("retained", Count(Recommendation.Retain)), Fact("belowExit", Count(Recommendation.BelowExit)), Fact("couldChange", summary.ProvisionalCount),
                    Fact("toSettle", summary.ToSettleCount), Fact("refused", run.Account.RefusedCount),
                ], Agenda(run, shown, people, texts))),
                new Section(texts.Phrase("page.list.title"), List(run, shown, all.Count, people, texts)),
                new Section(texts.Phrase("page.line.title"), [NearLine(run, people, texts).Render(texts), Totals(run, texts).Render(texts), PointsByFactor(run, texts).Render(texts)]),
                MatrixSection.Create(run.Ranking.Policy, context.SignedBy(run.Ranking.Policy), texts),
                RunParts.ToSettle(run, all.Select(explanation => explanation.Row.OffenderId.Value).ToHashSet(StringComparer.Ordinal), MaxToSettle, texts),
                RunParts.Rows(run, texts),
            ],
            Foot = RunParts.Foot(run, texts),
        }.Write(stream, cancellationToken);

        int Count(Recommendation recommendation) => summary.ByRecommendation[recommendation];
        (string, string) Fact(string name, long count) => (texts.Phrase($"page.fact.{name}"), Number(count));
    }

    /// <summary>Writes the page for everybody else: counts, the policy and the data, nobody in particular, and no count that is small.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="run">The run.</param>
    /// <param name="context">What the page is made with.</param>
    public static void WriteStatistics(Stream stream, RankingRun run, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(context);
        var (policy, texts) = (run.Ranking.Policy, context.Texts);
        var smallest = policy.Fairness.SmallestCell;
        var counts = SmallCounts.Join(run.Ranking.Summary.ByRecommendation.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).Select(pair => (texts.Say(pair.Key), pair.Value)), smallest);
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.statistics.rank", texts.Say(run.Ranking.AsOf)),
            Introduction = RunParts.IntroductionForStatistics(run, context),
            Sections =
            [
                new Section(texts.Phrase("page.col.people"), Html.Of($"""
                    {SmallCounts.Note(texts, smallest)}
                    {FigureTable.Render(texts, [texts.Phrase("page.col.recommendation"), texts.Phrase("page.col.people")], counts.Select(count => (string[])[count.Label, count.Count is { } people ? Number(people) : texts.Phrase("page.notShown")]))}
                    """)),
                MatrixSection.Create(policy, context.SignedBy(policy), texts),
                RunParts.RowsForStatistics(run, texts),
            ],
            Foot = RunParts.Foot(run, texts),
        }.Write(stream);
    }

    private static Html Agenda(RankingRun run, Explanation[] shown, People people, ExplanationTexts texts)
    {
        var summary = run.Ranking.Summary;
        var rows = shown.Select(explanation => explanation.Row).ToArray();
        var items = new List<Html>();
        Of("tied", rows.Where(row => row.IsTied), Number(summary.TiedCount), Number(summary.PlacesDrawn));
        Of("byModel", rows.Where(row => row.IsOrderedByModel), Number(rows.Count(row => row.IsOrderedByModel)), Number(run.Rows().PlacesOrderedByModel));
        Elsewhere("modelDisagrees", run.Rows().ModelDisagreements().Count);
        Of("select", rows.Where(row => row.Recommendation == Recommendation.Select), Number(summary.ByRecommendation[Recommendation.Select]));
        Of("belowExit", rows.Where(row => row.Recommendation == Recommendation.BelowExit), Number(summary.ByRecommendation[Recommendation.BelowExit]));
        Of("reserve", rows.Where(row => row.Recommendation == Recommendation.Reserve), Number(summary.ByRecommendation[Recommendation.Reserve]));
        Of("nominated", rows.Where(row => row.IsNominated && !row.IsMember && row.Recommendation is not (Recommendation.Select or Recommendation.Reserve)));
        Of("couldChange", rows.Where(row => row.IsProvisional == true));
        Elsewhere("elsewhere", summary.ProvisionalCount - rows.Count(row => row.IsProvisional == true));
        Item(rows.Where(row => row.IsFlagged), texts.Phrase("page.decide.flagged"), string.Join(" ", run.Ranking.Policy.Eligibility.Where(rule => rule.Then == Policies.EligibilityEffect.Flag).Select(rule => rule.Why)));
        Elsewhere("withheld", summary.ByRecommendation[Recommendation.Withheld]);
        Elsewhere("refer", summary.ByRecommendation[Recommendation.Refer]);
        Of("toSettle", rows.Where(row => row.ToSettleCount > 0), Number(rows.Count(row => row.ToSettleCount > 0)));
        return items.Count == 0 ? RunParts.Note(texts.Phrase("page.decide.nothing")) : Html.Of($"<ol class=\"agenda\">{items}</ol>");

        void Of(string name, IEnumerable<ProposalRow> of, params ReadOnlySpan<string> values) => Item(of, texts.Phrase($"page.decide.{name}", values), texts.Phrase($"page.decide.{name}.how"));

        void Item(IEnumerable<ProposalRow> of, string what, string how)
        {
            OffenderId[] ids = [.. of.Select(row => row.OffenderId)];
            if (ids.Length > 0) items.Add(Html.Of($"<li><strong>{what}</strong>{how} {people.Links(ids)}</li>"));
        }

        void Elsewhere(string name, int count)
        {
            if (count > 0) items.Add(Html.Of($"<li><strong>{texts.Phrase($"page.decide.{name}", Number(count))}</strong>{texts.Phrase($"page.decide.{name}.how")}</li>"));
        }
    }

    private static IEnumerable<Html> List(RankingRun run, Explanation[] shown, int all, People people, ExplanationTexts texts)
    {
        var details = new PersonDetails(shown, run.Ranking.Policy, run.Ranking.AsOf, texts);
        string[] columns = ["rank", "who", "recommendation", "cohort", "points", "toEntry", "marks", "toSettle"];
        var (why, whyScored) = (texts.Phrase("page.list.why"), texts.Phrase("page.list.whyScored"));
        yield return Html.Of($"""
            <p>{texts.Phrase("page.list.lead", Number(shown.Length))} {(all > shown.Length ? texts.Phrase("page.list.cut", Number(all - shown.Length)) : "")}</p>
            {details.Shared}{PeopleList.Begin(texts, texts.Phrase("page.list.order"), columns, shown.Length)}
            """);
        foreach (var explanation in shown)
        {
            var row = explanation.Row;
            RowMark[] marks = [.. Marks(row, texts)];
            var score = row.Scorecard;
            yield return Html.Of($"""
                <tbody class="p" id="p{people.RowOf(row.OffenderId)}" data-r="{texts.Say(row.Recommendation)}" data-m="{string.Join('|', marks.Select(mark => mark.Text))}"><tr><td class="n">{Text(row.Rank)}</td><th scope="row">{people.Show(row.OffenderId)}</th><td>{texts.Say(row.Recommendation)}</td><td>{row.Cohort}</td><td class="n" data-v="{Text(score?.Total)}">{(score is null ? "" : PersonDetails.Range(score.Total, score.Most))}</td><td class="n">{explanation.AboveEntry?.ToString("+0;-0;0", CultureInfo.InvariantCulture)}</td><td class="tags">{marks.Select(mark => mark.Render())}</td><td class="n">{Text(row.ToSettleCount)}</td></tr>{PeopleList.More(score is null ? why : whyScored, columns.Length, shown.Length, details.Render(explanation))}
                """);
        }
        yield return PeopleList.End;
    }

    private static IEnumerable<RowMark> Marks(ProposalRow row, ExplanationTexts texts)
    {
        if (row.IsTied) yield return new RowMark(texts.Phrase("page.mark.tied"), IsHot: true);
        if (row.IsOrderedByModel) yield return new RowMark(texts.Phrase("page.mark.byModel"), IsHot: true);
        if (row.IsProvisional == true) yield return new RowMark(texts.Phrase("page.mark.couldChange"), IsHot: true);
        if (row.IsMember) yield return new RowMark(texts.Phrase("page.mark.member"));
        if (row.IsNominated) yield return new RowMark(texts.Phrase("page.mark.nominated"));
        if (row.IsFlagged) yield return new RowMark(texts.Phrase("page.mark.flagged"));
        if (row.ToSettleCount > 0) yield return new RowMark(texts.Phrase("page.mark.toSettle"), IsShown: false);
    }

    // The last who are proposed and the first who are not, by rank.
    private static Figure NearLine(RankingRun run, People people, ExplanationTexts texts)
    {
        var (rows, policy) = (run.Rows(), run.Ranking.Policy);
        var others = Enumerable.Range(0, rows.RankedCount).Where(row => !rows.IsMember(rows.PersonOf(row)) && rows.Ranked(row).ShowsPoints).ToArray();
        int[] above = [.. others.Where(row => rows.RecommendationOf(row) == Recommendation.Select)];
        int[] below = [.. others.Where(row => rows.RecommendationOf(row) is Recommendation.Reserve or Recommendation.NoPlace)];
        int[] near = [.. above.TakeLast(NearTheLine), .. below.Take(NearTheLine)];
        var lastIn = Math.Min(above.Length, NearTheLine) - 1;
        var bars = near.Select(row => new Bar(people.Label(Id(rows, row)), rows.Least(rows.PersonOf(row)), Style(rows, row), Number(rows.Least(rows.PersonOf(row))))).ToArray();
        var finding = (above.Length, below.Length) switch
        {
            (0, 0) => texts.Phrase("page.line.nobody"),
            (0, _) => texts.Phrase("page.line.noPlace", Number(below.Length)),
            (_, 0) => texts.Phrase("page.line.everybody"),
            _ => texts.Phrase("page.line.last", Number(rows.Least(rows.PersonOf(above[^1]))), Number(rows.Least(rows.PersonOf(below[0])))),
        };
        return new Figure(
            finding, texts.Phrase("page.line.shown", Number(policy.EntryFrom)),
            [new KeyEntry(texts.Phrase("page.line.proposed"), 1), new KeyEntry(texts.Phrase("page.line.reserve"), 2), new KeyEntry(texts.Phrase("page.line.without"), 5), new KeyEntry(texts.Phrase("page.mark.tied"), 4)],
            new BarList(texts.Phrase("page.axis.total"), bars) { Lines = [(policy.EntryFrom, texts.Phrase("page.line.entry", Number(policy.EntryFrom)))], GapAfter = above.Length > 0 && below.Length > 0 ? lastIn : null, GapText = texts.Phrase("page.line.gap") }.Render(texts),
            FigureTable.Columns(texts, "who", "rank", "points", "recommendation", "tied"),
            [.. near.Select(row => (string[])[people.Label(Id(rows, row)), Number(rows.Ranked(row).Rank), Number(rows.Least(rows.PersonOf(row))), texts.Say(rows.RecommendationOf(row)), texts.Phrase(rows.Ranked(row).IsTied ? "page.yes" : "page.no")])]);

        static int Style(RankedRows rows, int row) => rows.Ranked(row).IsTied ? 4 : rows.RecommendationOf(row) == Recommendation.Select ? 1 : rows.RecommendationOf(row) == Recommendation.Reserve ? 2 : 5;
    }

    private static OffenderId Id(RankedRows rows, int row) => new(Encoding.UTF8.GetString(rows.IdOf(rows.PersonOf(row))));

    private static Figure Totals(RankingRun run, ExplanationTexts texts)
    {
        const int WantedColumns = 30;
        var (rows, policy) = (run.Rows(), run.Ranking.Policy);
        var totals = Enumerable.Range(0, rows.RankedCount).Select(row => (Total: rows.Least(rows.PersonOf(row)), IsMember: rows.IsMember(rows.PersonOf(row)))).ToArray();
        var width = Math.Max(1, (totals.Select(total => total.Total).DefaultIfEmpty(0).Max() + WantedColumns) / WantedColumns);
        var bins = totals.GroupBy(total => total.Total / width * width).OrderBy(bin => bin.Key).Select(bin => (From: bin.Key, All: bin.Count(), Members: bin.Count(total => total.IsMember))).ToArray();
        var above = totals.Count(total => total.Total >= policy.EntryFrom);
        var plot = new Plot(texts.Phrase("page.axis.total"), texts.Phrase("page.col.people"))
        {
            XRange = (0, Math.Max(policy.EntryFrom + width, bins.Select(bin => bin.From).DefaultIfEmpty(0).Max() + width)),
            Series =
            [
                new Series(SeriesKind.Columns, texts.Phrase("page.totals.others"), 2, [.. bins.Select(bin => new PlotPoint(bin.From, bin.All))]) { Width = width },
                new Series(SeriesKind.Columns, texts.Phrase("page.totals.members"), 1, [.. bins.Select(bin => new PlotPoint(bin.From, bin.Members))]) { Width = width },
            ],
            Lines = [(policy.ExitBelow, texts.Phrase("page.line.exit", Number(policy.ExitBelow))), (policy.EntryFrom, texts.Phrase("page.line.entry", Number(policy.EntryFrom)))],
        };
        return new Figure(
            texts.Phrase("page.totals.finding", Number(above), Number(totals.Length)), texts.Phrase("page.totals.shown"),
            plot.Key, plot.Render(texts), FigureTable.Columns(texts, "points", "people", "membersAmong"),
            [.. bins.Select(bin => (string[])[width == 1 ? Number(bin.From) : texts.Phrase("page.range", Number(bin.From), Number(bin.From + width - 1)), Number(bin.All), Number(bin.Members)])]);
    }

    private static Figure PointsByFactor(RankingRun run, ExplanationTexts texts)
    {
        var (rows, policy) = (run.Rows(), run.Ranking.Policy);
        var sums = new long[policy.Factors.Length];
        int[] list = [.. Enumerable.Range(0, rows.RankedCount).Where(row => rows.IsMember(rows.PersonOf(row)) || rows.RecommendationOf(row) == Recommendation.Select)];
        foreach (var row in list)
        {
            var points = rows.LeastPoints(rows.PersonOf(row));
            for (var i = 0; i < sums.Length; i++) sums[i] += points[i];
        }
        var total = Math.Max(1, sums.Sum());
        var means = policy.Factors.Select((factor, i) => (factor.Title, Mean: list.Length == 0 ? 0 : (double)sums[i] / list.Length, Share: 100.0 * sums[i] / total)).ToArray();
        var top = means.OrderByDescending(mean => mean.Mean).First();
        return new Figure(
            list.Length == 0 ? texts.Phrase("page.factors.nobody") : texts.Phrase("page.factors.finding", top.Title, top.Share.ToString("0", CultureInfo.InvariantCulture)),
            texts.Phrase("page.factors.shown", Number(list.Length)), [],
            new BarList(texts.Phrase("page.col.meanPoints"), [.. means.Select(mean => new Bar(mean.Title, mean.Mean, 1, mean.Mean.ToString("0.0", CultureInfo.InvariantCulture)))]).Render(texts),
            FigureTable.Columns(texts, "factor", "meanPoints", "share"),
            [.. means.Select(mean => (string[])[mean.Title, mean.Mean.ToString("0.0", CultureInfo.InvariantCulture), mean.Share.ToString("0", CultureInfo.InvariantCulture)])]);
    }

    private static RankedRows Rows(this RankingRun run) => run.Ranking.Rows;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Number(long number) => RunParts.Number(number);
}
