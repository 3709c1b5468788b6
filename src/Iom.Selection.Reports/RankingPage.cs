using System.Globalization;
using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
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
        var people = new People(context.Names);
        var all = run.Explain(cancellationToken);
        Explanation[] shown = [.. all.Take(MaxPeople)];
        foreach (var explanation in shown) people.RowOf(explanation.Row.OffenderId);
        var summary = run.Ranking.Summary;
        new Page
        {
            Title = $"Who the points propose, as of {context.Texts.Say(run.Ranking.AsOf)}",
            Introduction = RunParts.Introduction(run, context),
            Sections =
            [
                new Section("What you must decide, in this order", RunParts.Facts(
                [
                    ("People read", Number(summary.ReadCount)), ("Ranked", Number(summary.RankedCount)), ("Places", Number(summary.Capacity)), ("Taken by members", Number(summary.MemberCount)),
                    ("Free", Number(summary.FreePlaces)), ("Proposed", Number(Count(Recommendation.Select))), ("In reserve", Number(Count(Recommendation.Reserve))),
                    ("Retained", Number(Count(Recommendation.Retain))), ("Below the exit line", Number(Count(Recommendation.BelowExit))), ("Could change", Number(summary.ProvisionalCount)),
                    ("To settle", Number(summary.ToSettleCount)), ("Rows refused", Number(run.Account.RefusedCount)),
                ], Agenda(run, shown, people))),
                new Section("The list", List(shown, all.Count, people, context.Texts)),
                new Section("The line", [NearLine(run, people).Render(), Totals(run).Render(), PointsByFactor(run).Render()]),
                MatrixSection.Create(run.Ranking.Policy, context.SignedBy(run.Ranking.Policy)),
                RunParts.ToSettle(run, all.Select(explanation => explanation.Row.OffenderId.Value).ToHashSet(StringComparer.Ordinal), MaxToSettle),
                RunParts.Rows(run),
            ],
            Foot = RunParts.Foot(run),
        }.Write(stream, cancellationToken);

        int Count(Recommendation recommendation) => summary.ByRecommendation[recommendation];
    }

    /// <summary>Writes the page for everybody else: counts, the policy and the data, nobody in particular, and no count that is small.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="run">The run.</param>
    /// <param name="context">What the page is made with.</param>
    public static void WriteStatistics(Stream stream, RankingRun run, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(context);
        var smallest = run.Ranking.Policy.Fairness.SmallestCell;
        var counts = SmallCounts.Join(
            run.Ranking.Summary.ByRecommendation.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).Select(pair => (context.Texts.Say(pair.Key), pair.Value)), smallest);
        new Page
        {
            Title = $"Ranking in figures, as of {context.Texts.Say(run.Ranking.AsOf)}",
            Introduction = RunParts.Introduction(run, context),
            Sections =
            [
                new Section("People", Html.Of($"{RunParts.Note($"Counts under {Number(smallest)} are joined, so that nobody is told apart.")}{FigureTable.Render(["recommendation", "people"], counts.Select(count => (string[])[count.Label, count.Count is { } people ? Number(people) : "not shown"]))}")),
                MatrixSection.Create(run.Ranking.Policy, context.SignedBy(run.Ranking.Policy)),
                RunParts.Rows(run),
            ],
            Foot = RunParts.Foot(run),
        }.Write(stream);
    }

    private static Html Agenda(RankingRun run, Explanation[] shown, People people)
    {
        var summary = run.Ranking.Summary;
        var rows = shown.Select(explanation => explanation.Row).ToArray();
        var items = new List<Html>();
        Item(rows.Where(row => row.IsTied), $"{Plural.Format(summary.TiedCount, "person", "people")} tied for {Plural.Format(summary.PlacesDrawn, "place")}",
            "They are equal in everything the policy ranks by, and a lot parted them. Say first whether the lot stands.");
        Item(rows.Where(row => row.Recommendation == Recommendation.Select), $"{Plural.Format(summary.ByRecommendation[Recommendation.Select], "person", "people")} proposed for a place",
            "Select or decline each. Look at more than the points.");
        Item(rows.Where(row => row.Recommendation == Recommendation.BelowExit), $"{Plural.Format(summary.ByRecommendation[Recommendation.BelowExit], "member")} below the exit line",
            "They keep their places. iom review says whether there are grounds for leaving.");
        Item(rows.Where(row => row.Recommendation == Recommendation.Reserve), $"{Plural.Format(summary.ByRecommendation[Recommendation.Reserve], "person", "people")} in reserve",
            "At or above the line, without a free place: next if a place falls free.");
        Item(rows.Where(row => row.IsNominated && !row.IsMember && row.Recommendation is not (Recommendation.Select or Recommendation.Reserve)), "Nominated, and not proposed", "An agency asked you to talk about them. A nomination is worth no points.");
        Item(rows.Where(row => row.IsProvisional == true), "Could change", "The recommendation would differ if what is missing gave most points. Ask the agency that knows.");
        var elsewhere = summary.ProvisionalCount - rows.Count(row => row.IsProvisional == true);
        if (elsewhere > 0) items.Add(Html.Of($"<li><strong>{Plural.Format(elsewhere, "person", "people")} not on this list could change</strong>What is missing about them could bring them onto it. Their ids are in ranking.csv, marked provisional.</li>"));
        Item(rows.Where(row => row.IsFlagged), "Flagged by a rule of the policy", string.Join(" ", run.Ranking.Policy.Eligibility.Where(rule => rule.Then == Policies.EligibilityEffect.Flag).Select(rule => rule.Why)));
        var withheld = summary.ByRecommendation[Recommendation.Withheld];
        if (withheld > 0) items.Add(Html.Of($"<li><strong>{Plural.Format(withheld, "person", "people")} on hold: information missing or in conflict</strong>Nothing can be said of them until the agencies settle it. Their ids are in ranking.csv.</li>"));
        var refer = summary.ByRecommendation[Recommendation.Refer];
        if (refer > 0) items.Add(Html.Of($"<li><strong>{Plural.Format(refer, "person", "people")} to refer elsewhere</strong>The rule that says to whom stands in ranking.csv.</li>"));
        Item(rows.Where(row => row.ToSettleCount > 0), $"{Plural.Format(rows.Count(row => row.ToSettleCount > 0), "person", "people")} on the list with matters to settle",
            "Records contradict each other, or were refused. Before you rely on a place, see \"To settle\".");
        return items.Count == 0 ? RunParts.Note("There is nothing to decide.") : Html.Of($"<ol class=\"agenda\">{items}</ol>");

        void Item(IEnumerable<ProposalRow> of, string what, string how)
        {
            OffenderId[] ids = [.. of.Select(row => row.OffenderId)];
            if (ids.Length > 0) items.Add(Html.Of($"<li><strong>{what}</strong>{how} {people.Links(ids)}</li>"));
        }
    }

    private static IEnumerable<Html> List(Explanation[] shown, int all, People people, ExplanationTexts texts)
    {
        var details = new PersonDetails(texts);
        yield return Html.Of($"""
            <p>Members, people proposed, the tie, the reserve and whoever was nominated: {shown.Length}{(all > shown.Length ? $" of {Number(all)}; the others are in cohort.csv" : "")}. Everybody else is in ranking.csv.</p>
            <div class="wide"><table class="list"><caption class="soft">In order of rank; those who are not ranked last</caption><thead><tr><th scope="col">Rank</th><th scope="col">Who</th><th scope="col">Recommendation</th><th scope="col">Cohort</th><th scope="col">Points</th><th scope="col">To entry</th><th scope="col">Marks</th><th scope="col">To settle</th></tr></thead>
            """);
        foreach (var explanation in shown)
        {
            var row = explanation.Row;
            string[] marks = [.. Marks(row)];
            var score = row.Scorecard;
            yield return Html.Of($"""
                <tbody class="p" id="p{people.RowOf(row.OffenderId)}" data-r="{texts.Say(row.Recommendation)}" data-m="{string.Join('|', marks)}"><tr><td class="n" data-v="{Text(row.Rank)}">{Text(row.Rank)}</td><th scope="row">{people.Show(row.OffenderId)}</th><td>{texts.Say(row.Recommendation)}</td><td>{row.Cohort}</td><td class="n" data-v="{Text(score?.Total)}">{(score is null ? "" : PersonDetails.Range(score.Total, score.Most))}</td><td class="n" data-v="{Text(explanation.AboveEntry)}">{explanation.AboveEntry?.ToString("+0;-0;0", CultureInfo.InvariantCulture)}</td><td class="tags">{marks.Select(Tag)}</td><td class="n" data-v="{Text(row.ToSettleCount)}">{Text(row.ToSettleCount)}</td></tr>
                <tr class="more"><td colspan="8"><details open><summary>Why{(score is null ? "" : ", with the records")}</summary><div class="in">{details.Render(explanation)}</div></details></td></tr></tbody>

                """);
        }
        yield return Html.Of($"</table></div>");
    }

    private static Html Tag(string mark) => mark is "tied, drawn by lot" or "could change" ? Html.Of($"<span class=\"tag hot\">{mark}</span>") : mark == "to settle" ? Html.Empty : Html.Of($"<span class=\"tag\">{mark}</span>");

    private static IEnumerable<string> Marks(ProposalRow row)
    {
        if (row.IsTied) yield return "tied, drawn by lot";
        if (row.IsProvisional == true) yield return "could change";
        if (row.IsMember) yield return "member";
        if (row.IsNominated) yield return "nominated";
        if (row.IsFlagged) yield return "flagged";
        if (row.ToSettleCount > 0) yield return "to settle";
    }

    // The last who are proposed and the first who are not, by rank.
    private static Figure NearLine(RankingRun run, People people)
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
            (0, 0) => "Nobody who is not a member is at or above the entry line",
            (0, _) => $"There is no free place for {Plural.Format(below.Length, "person", "people")} at or above the entry line",
            (_, 0) => "Everybody at or above the entry line is proposed",
            _ => FormattableString.Invariant($"The last place goes at {rows.Least(rows.PersonOf(above[^1]))} points; the next person has {rows.Least(rows.PersonOf(below[0]))}"),
        };
        return new Figure(
            finding, FormattableString.Invariant($"Totals of the last people proposed and the first who are not, by rank; the dashed line is the entry line, {policy.EntryFrom} points"),
            [new KeyEntry("proposed", 1), new KeyEntry("in reserve", 2), new KeyEntry("no place", 5), new KeyEntry("tied, drawn by lot", 4)],
            new BarList("Total, points", bars) { Lines = [(policy.EntryFrom, "entry")], GapAfter = above.Length > 0 && below.Length > 0 ? lastIn : null, GapText = "the last free place" }.Render(),
            ["Who", "Rank", "Points", "Recommendation", "Tied"],
            [.. near.Select(row => (string[])[people.Label(Id(rows, row)), Number(rows.Ranked(row).Rank), Number(rows.Least(rows.PersonOf(row))), Vocabulary.Word(rows.RecommendationOf(row)).Replace('_', ' '), rows.Ranked(row).IsTied ? "yes" : "no"])]);

        static int Style(RankedRows rows, int row) => rows.Ranked(row).IsTied ? 4 : rows.RecommendationOf(row) == Recommendation.Select ? 1 : rows.RecommendationOf(row) == Recommendation.Reserve ? 2 : 5;
    }

    private static OffenderId Id(RankedRows rows, int row) => new(Encoding.UTF8.GetString(rows.IdOf(rows.PersonOf(row))));

    private static Figure Totals(RankingRun run)
    {
        const int WantedColumns = 30;
        var (rows, policy) = (run.Rows(), run.Ranking.Policy);
        var totals = Enumerable.Range(0, rows.RankedCount).Select(row => (Total: rows.Least(rows.PersonOf(row)), IsMember: rows.IsMember(rows.PersonOf(row)))).ToArray();
        var width = Math.Max(1, (totals.Select(total => total.Total).DefaultIfEmpty(0).Max() + WantedColumns) / WantedColumns);
        var bins = totals.GroupBy(total => total.Total / width * width).OrderBy(bin => bin.Key).Select(bin => (From: bin.Key, All: bin.Count(), Members: bin.Count(total => total.IsMember))).ToArray();
        var above = totals.Count(total => total.Total >= policy.EntryFrom);
        var plot = new Plot("Total, points", "People")
        {
            XRange = (0, Math.Max(policy.EntryFrom + width, bins.Select(bin => bin.From).DefaultIfEmpty(0).Max() + width)),
            Series =
            [
                new Series(SeriesKind.Columns, "not members", 2, [.. bins.Select(bin => new PlotPoint(bin.From, bin.All))]) { Width = width },
                new Series(SeriesKind.Columns, "members", 1, [.. bins.Select(bin => new PlotPoint(bin.From, bin.Members))]) { Width = width },
            ],
            Lines = [(policy.ExitBelow, FormattableString.Invariant($"exit below {policy.ExitBelow}")), (policy.EntryFrom, FormattableString.Invariant($"entry from {policy.EntryFrom}"))],
        };
        return new Figure(
            FormattableString.Invariant($"{above} of {totals.Length} ranked people are at or above the entry line"), "How many people have how many points; everybody who was ranked, with what is missing at its least",
            plot.Key, plot.Render(), ["Points", "People", "Members among them"],
            [.. bins.Select(bin => (string[])[width == 1 ? Number(bin.From) : FormattableString.Invariant($"{bin.From} to {bin.From + width - 1}"), Number(bin.All), Number(bin.Members)])]);
    }

    private static Figure PointsByFactor(RankingRun run)
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
            list.Length == 0 ? "Nobody is a member or proposed" : FormattableString.Invariant($"\"{top.Title}\" gives most of the points, {top.Share:0} per cent"),
            FormattableString.Invariant($"Mean points by factor of the {list.Length} ranked members and people proposed"), [],
            new BarList("Mean points", [.. means.Select(mean => new Bar(mean.Title, mean.Mean, 1, mean.Mean.ToString("0.0", CultureInfo.InvariantCulture)))]).Render(),
            ["Factor", "Mean points", "Share of all points, per cent"],
            [.. means.Select(mean => (string[])[mean.Title, mean.Mean.ToString("0.0", CultureInfo.InvariantCulture), mean.Share.ToString("0", CultureInfo.InvariantCulture)])]);
    }

    private static RankedRows Rows(this RankingRun run) => run.Ranking.Rows;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
