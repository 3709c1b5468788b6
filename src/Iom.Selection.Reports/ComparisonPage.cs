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
        var people = new People(context.Names);
        new Page
        {
            Title = $"Who moved, from {context.Texts.Say(before.AsOf)} to {context.Texts.Say(after.AsOf)}",
            Introduction = Html.Of($"""
                <p class="say">It says what changed between two runs, and not what anybody decided.</p>
                <p>Policy {People.Short(after.PolicyId)} {People.Short(after.PolicyVersion)}.{(comparison.IsSamePolicy ? "" : " The two runs used different versions of the policy, so a move may be the policy's.")}</p>
                {warnings.Select(warning => Html.Of($"<p class=\"warn\">{warning}</p>"))}
                """),
            Sections =
            [
                new Section("How much moved", [Kinds(comparison).Render(), Shares(comparison)]),
                new Section("Recommendations, before and after", Html.Of($"{Recommendations(comparison, context.Texts)}")),
                new Section("Who, and why", Moves(comparison, people, context.Texts)),
            ],
            Foot = Html.Of($"<p>Manifest of the earlier run, SHA-256 <code>{before.ManifestSha256}</code>; of the later <code>{after.ManifestSha256}</code>.</p>"),
        }.Write(stream);
    }

    private static Figure Kinds(RunComparison comparison)
    {
        (string Label, int Count)[] kinds = [.. Enum.GetValues<MoveKind>().Select(kind => (Say(kind), comparison.Moves.Count(move => move.Kind == kind)))];
        return new Figure(
            comparison.Moves.Count(move => move.Kind == MoveKind.Recommended) is var moved && moved == 0 ? "Nobody is recommended differently" : $"{Plural.Format(moved, "person is", "people are")} recommended differently",
            "People who moved between the two runs, by how", [], new BarList("People", [.. kinds.Select(kind => new Bar(kind.Label, kind.Count, 1, Number(kind.Count)))]).Render(),
            ["Change", "People"], [.. kinds.Select(kind => (string[])[kind.Label, Number(kind.Count)])]);
    }

    private static Html Shares(RunComparison comparison) => FigureTable.Render(["Share", "count", "of", "per cent"],
    [
        Share("In only one of the two cohorts", comparison.Churn), .. comparison.Shifts.Select(shift => Share($"Other points for {shift.FactorId}", shift.Shifted)),
        Share("Information missing before", comparison.IncompleteBefore), Share("Information missing after", comparison.IncompleteAfter),
    ]);

    // Rows were, columns are: the movement as the table it is.
    private static Html Recommendations(RunComparison comparison, ExplanationTexts texts)
    {
        var moves = comparison.Moves.Where(move => move.Kind == MoveKind.Recommended).ToArray();
        if (moves.Length == 0) return RunParts.Note("Nobody is recommended differently.");
        Recommendation[] from = [.. moves.Select(move => move.Before!.Recommendation).Distinct().Order()], to = [.. moves.Select(move => move.After!.Recommendation).Distinct().Order()];
        return FigureTable.Render(
            ["Was, and is now", .. to.Select(texts.Say)],
            from.Select(was => (string[])[texts.Say(was), .. to.Select(now => moves.Count(move => move.Before!.Recommendation == was && move.After!.Recommendation == now) is > 0 and var count ? Number(count) : "")]));
    }

    private static Html Moves(RunComparison comparison, People people, ExplanationTexts texts) => Html.Of($"""
        {(comparison.Moves.Length > MaxMoves ? RunParts.Note($"The first {Number(MaxMoves)} of {Number(comparison.Moves.Length)}; all are in compare.csv.") : Html.Empty)}
        <div class="wide" tabindex="0" role="group" aria-label="Who moved"><table><thead><tr><th scope="col">Who</th><th scope="col">Change</th><th scope="col">Before</th><th scope="col">After</th><th scope="col" class="n">Points</th><th scope="col">Factors</th></tr></thead><tbody>
        {comparison.Moves.OrderBy(move => move.Kind == MoveKind.Points).Take(MaxMoves).Select(move => Html.Of($"<tr><th scope=\"row\">{people.Show(move.OffenderId)}</th><td>{Say(move.Kind)}</td><td>{(move.Before is null ? "" : texts.Say(move.Before.Recommendation))}</td><td>{(move.After is null ? "" : texts.Say(move.After.Recommendation))}</td><td class=\"n\">{Points(move)}</td><td>{string.Join("; ", move.Factors.Select(Factor))}</td></tr>\n"))}</tbody></table></div>
        """);

    private static string Points(PersonMove move) => move is { Before.Total: { } was, After.Total: { } now } ? was == now ? Number(now) : $"{Number(was)} to {Number(now)}" : "";

    private static string Factor(FactorChange change)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{change.FactorId} {change.Before} to {change.After}");
        string[] records =
        [
            .. change.RecordsNew.Length > 0 ? [$"{Plural.Format(change.RecordsNew.Length, "record")} more"] : Array.Empty<string>(),
            .. change.RecordsGone.Length > 0 ? [$"{Plural.Format(change.RecordsGone.Length, "record")} less"] : Array.Empty<string>(),
        ];
        return records.Length == 0 ? text : $"{text} ({string.Join(", ", records)})";
    }

    private static string Say(MoveKind kind) => kind switch
    {
        MoveKind.New => "new",
        MoveKind.Gone => "gone",
        MoveKind.Recommended => "recommended differently",
        MoveKind.Points => "other points",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string[] Share(string what, Proportion share) => [what, Number(share.Count), Number(share.Of), share.Rate is { } rate ? (100 * rate).ToString("0.0", CultureInfo.InvariantCulture) : ""];

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
