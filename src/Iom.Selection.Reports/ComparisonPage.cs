using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Ranking;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Runs.Comparisons;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Reports;

/// <summary>The page of <c>iom compare</c>.</summary>
public static class ComparisonPage
{
    private const int MaxMoves = 1000;

    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="before">The earlier run.</param>
    /// <param name="after">The later run.</param>
    /// <param name="warnings">What is beyond the policy's thresholds.</param>
    /// <param name="context">What the page is made with.</param>
    public static void Write(Stream stream, RunComparison comparison, RunFolder before, RunFolder after, IReadOnlyList<string> warnings, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(warnings);
        ArgumentNullException.ThrowIfNull(context);
        var (texts, people) = (context.Texts, new People(context.Names, context.Texts));
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.compare.title", texts.Say(before.AsOf), texts.Say(after.AsOf)),
            Introduction = Html.Of($"{Introduction(comparison, after, texts)}{warnings.Select(warning => Html.Of($"<p class=\"warn\" lang=\"{Page.English}\">{warning}</p>"))}"),
            Sections =
            [
                new Section(texts.Phrase("page.compare.moved"), [Kinds(comparison, texts).Render(texts), Shares(comparison, texts, Share)]),
                new Section(texts.Phrase("page.compare.recommendations"), Recommendations(comparison, texts)),
                new Section(texts.Phrase("page.compare.who"), Moves(comparison, people, texts)),
            ],
            Foot = Foot(before, after, texts),
        }.Write(stream);
    }

    /// <summary>Writes the page for everybody else: how many moved, nobody in particular, and no count that is small.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="before">The earlier run.</param>
    /// <param name="after">The later run.</param>
    /// <param name="smallest">The smallest count that may be shown, as the policy says it.</param>
    /// <param name="context">What the page is made with.</param>
    public static void WriteStatistics(Stream stream, RunComparison comparison, RunFolder before, RunFolder after, int smallest, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(context);
        var texts = context.Texts;
        var kinds = SmallCounts.Join(Enum.GetValues<MoveKind>().Select(kind => (Say(kind, texts), comparison.Moves.Count(move => move.Kind == kind))).Where(kind => kind.Item2 > 0), smallest);
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.statistics.compare", texts.Say(before.AsOf), texts.Say(after.AsOf)),
            Introduction = Introduction(comparison, after, texts),
            Sections =
            [
                new Section(texts.Phrase("page.compare.moved"), Html.Of($"""
                    {SmallCounts.Note(texts, smallest)}
                    {(kinds.Count == 0 ? RunParts.Note(texts.Phrase("page.none")) : FigureTable.Render(texts, [texts.Phrase("page.col.kind"), texts.Phrase("page.col.people")], kinds.Select(kind => (string[])[kind.Label, kind.Count is { } people ? Number(people) : texts.Phrase("page.notShown")])))}
                    {Shares(comparison, texts, (what, share) => SmallCounts.Show(share, smallest) is { } shown ? Share(what, shown) : [what, texts.Phrase("page.notShown"), "", ""])}
                    """)),
            ],
            Foot = Foot(before, after, texts),
        }.Write(stream);
    }

    private static Html Introduction(RunComparison comparison, RunFolder after, ExplanationTexts texts) => Html.Of($"""
        <p class="say">{texts.Phrase("page.compare.say")}</p>
        <p>{texts.Phrase("page.policyOf", People.Short(after.PolicyId), People.Short(after.PolicyVersion))} {(comparison.IsSamePolicy ? "" : texts.Phrase("page.compare.otherPolicy"))}</p>
        """);

    private static Html Foot(RunFolder before, RunFolder after, ExplanationTexts texts) => Html.Of(
        $"<p>{texts.Phrase("page.compare.before")} <code>{before.ManifestSha256}</code>. {texts.Phrase("page.compare.after")} <code>{after.ManifestSha256}</code>.</p>");

    private static Figure Kinds(RunComparison comparison, ExplanationTexts texts)
    {
        (string Label, int Count)[] kinds = [.. Enum.GetValues<MoveKind>().Select(kind => (Say(kind, texts), comparison.Moves.Count(move => move.Kind == kind)))];
        var moved = comparison.Moves.Count(move => move.Kind == MoveKind.Recommended);
        return new Figure(
            moved == 0 ? texts.Phrase("page.compare.nobody") : texts.Phrase("page.compare.finding", Number(moved)), texts.Phrase("page.compare.shown"), [],
            new BarList(texts.Phrase("page.col.people"), [.. kinds.Select(kind => new Bar(kind.Label, kind.Count, 1, Number(kind.Count)))]).Render(texts),
            [texts.Phrase("page.col.kind"), texts.Phrase("page.col.people")], [.. kinds.Select(kind => (string[])[kind.Label, Number(kind.Count)])]);
    }

    private static Html Shares(RunComparison comparison, ExplanationTexts texts, Func<string, Proportion, string[]> share) => FigureTable.Render(
        texts, FigureTable.Columns(texts, "part", "count", "of", "percent"),
        [
            share(texts.Phrase("page.compare.churn"), comparison.Churn), .. comparison.Shifts.Select(shift => share(texts.Phrase("page.compare.shift", shift.FactorId), shift.Shifted)),
            share(texts.Phrase("page.compare.missingBefore"), comparison.IncompleteBefore), share(texts.Phrase("page.compare.missingAfter"), comparison.IncompleteAfter),
        ]);

    // Rows were, columns are: the movement as the table it is.
    private static Html Recommendations(RunComparison comparison, ExplanationTexts texts)
    {
        var moves = comparison.Moves.Where(move => move.Kind == MoveKind.Recommended).ToArray();
        if (moves.Length == 0) return RunParts.Note(texts.Phrase("page.compare.nobody"));
        Recommendation[] from = [.. moves.Select(move => move.Before!.Recommendation).Distinct().Order()], to = [.. moves.Select(move => move.After!.Recommendation).Distinct().Order()];
        return FigureTable.Render(
            texts, [texts.Phrase("page.compare.wasIs"), .. to.Select(texts.Say)],
            from.Select(was => (string[])[texts.Say(was), .. to.Select(now => moves.Count(move => move.Before!.Recommendation == was && move.After!.Recommendation == now) is > 0 and var count ? Number(count) : "")]));
    }

    private static Html Moves(RunComparison comparison, People people, ExplanationTexts texts) => comparison.Moves.Length == 0 ? RunParts.Note(texts.Phrase("page.none")) : Html.Of($"""
        {(comparison.Moves.Length > MaxMoves ? RunParts.Note(texts.Phrase("page.compare.cut", Number(MaxMoves), Number(comparison.Moves.Length))) : Html.Empty)}
        {(comparison.Moves.Any(move => move.Before?.Points.IsEmpty == true || move.After?.Points.IsEmpty == true) ? RunParts.Note(texts.Phrase("page.compare.hidden")) : Html.Empty)}
        <div class="wide" tabindex="0" role="group" aria-label="{texts.Phrase("page.compare.who")}"><table class="moves"><thead><tr><th scope="col">{texts.Phrase("page.col.who")}</th><th scope="col">{texts.Phrase("page.col.kind")}</th><th scope="col">{texts.Phrase("page.col.before")}</th><th scope="col">{texts.Phrase("page.col.after")}</th><th scope="col" class="n">{texts.Phrase("page.col.points")}</th><th scope="col">{texts.Phrase("page.col.factors")}</th></tr></thead><tbody>
        {comparison.Moves.OrderBy(move => move.Kind == MoveKind.Points).Take(MaxMoves).Select(move => Html.Of($"<tr><th scope=\"row\">{people.Show(move.OffenderId)}</th><td>{Say(move.Kind, texts)}</td><td>{(move.Before is null ? "" : texts.Say(move.Before.Recommendation))}</td><td>{(move.After is null ? "" : texts.Say(move.After.Recommendation))}</td><td class=\"n\">{Points(move, texts)}</td><td>{string.Join("; ", move.Factors.Select(factor => Factor(factor, texts)))}</td></tr>\n"))}</tbody></table></div>
        """);

    private static string Points(PersonMove move, ExplanationTexts texts) => move is { Before.Total: { } was, After.Total: { } now } ? was == now ? Number(now) : texts.Phrase("page.range", Number(was), Number(now)) : "";

    private static string Factor(FactorChange change, ExplanationTexts texts)
    {
        var text = texts.Phrase("page.compare.factor", change.FactorId, Or(change.Before), Or(change.After));
        string[] records =
        [
            .. change.RecordsNew.Length > 0 ? [texts.Phrase("page.compare.more", Number(change.RecordsNew.Length))] : Array.Empty<string>(),
            .. change.RecordsGone.Length > 0 ? [texts.Phrase("page.compare.less", Number(change.RecordsGone.Length))] : Array.Empty<string>(),
        ];
        return records.Length == 0 ? text : $"{text} ({string.Join(", ", records)})";
    }

    private static string Or(int? points) => points is { } known ? Number(known) : "–";

    private static string Say(MoveKind kind, ExplanationTexts texts) => texts.Phrase($"page.move.{Vocabulary.Word(kind)}");

    private static string[] Share(string what, Proportion share) => [what, Number(share.Count), Number(share.Of), share.Rate is { } rate ? (100 * rate).ToString("0.0", CultureInfo.InvariantCulture) : ""];

    private static string Number(int number) => RunParts.Number(number);
}
