using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Ranking;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reports.Pages;

/// <summary>What a row of the list opens to: the factors as bars, the records behind them in words, what would change it, what time alone will do.</summary>
/// <param name="texts">The texts.</param>
internal sealed class PersonDetails(ExplanationTexts texts)
{
    private const int MaxRecords = 60;
    private const int MaxRecordLength = 300;

    public Html Render(Explanation explanation)
    {
        var row = explanation.Row;
        return Html.Of($"""
            {(explanation.IsOfSomebodyDead ? Html.Of($"<p class=\"warn\">{texts.Phrase("panel.deceased")}</p>") : Html.Empty)}
            {(explanation.Rule is { } rule ? Html.Of($"<p><strong>{texts.Phrase(explanation.Row.Recommendation == Recommendation.Withheld ? "page.person.ruleUnknown" : "page.person.rule", Number(rule.Number))}</strong> <span lang=\"{Page.English}\">{PolicyWords.Describe(rule)} {rule.Why}</span></p>") : Html.Empty)}
            {explanation.Nominations.Select(nomination => Html.Of($"<p><bdi>{texts.Phrase("panel.nomination", People.Short(nomination.Agency), texts.Say(nomination.NominatedOn), People.Short(nomination.Reason ?? ""))}</bdi></p>"))}
            {(row.Scorecard is { } scorecard ? Scored(explanation, scorecard) : Html.Empty)}
            """);
    }

    private Html Scored(Explanation explanation, Scorecard scorecard)
    {
        var policy = explanation.Policy;
        var records = explanation.DescribeRecords();
        var most = Math.Max(1, explanation.Factors.Max(factor => factor.Contribution.Factor.Bands.Max(band => band.Points.Value)));
        return Html.Of($"""
            <p><strong>{texts.Phrase("page.person.total", Range(scorecard.Total, scorecard.Most))}</strong> {Margin("entry", explanation.AboveEntry!.Value, policy.EntryFrom)} {Margin("exit", explanation.AboveExit!.Value, policy.ExitBelow)}</p>
            <h4>{texts.Phrase("page.person.factors")}</h4>
            <table><thead><tr><th scope="col">{texts.Phrase("page.col.factor")}</th><th scope="col">{texts.Phrase("page.col.found")}</th><th scope="col" class="n">{texts.Phrase("page.col.points")}</th><th scope="col"><span class="soft">{texts.Phrase("page.person.of", Number(most))}</span></th><th scope="col">{texts.Phrase("page.col.change")}</th><th scope="col">{texts.Phrase("page.col.time")}</th></tr></thead><tbody>
            {explanation.Factors.Select((factor, i) => Factor(factor, records[i], most))}</tbody></table>
            {(explanation.Model is { } model ? Model(model) : Html.Empty)}{Records(explanation, records)}{Time(explanation, scorecard)}
            """);
    }

    private Html Model(ModelExplanation model) => Html.Of($"""
        <h4>{texts.Phrase("page.person.model", Number(model.Points))}</h4>
        <p>{texts.Phrase(model.Role == ModelRole.TieBreak ? "page.person.model.tieBreak" : "page.person.model.advisory")}</p>
        <table><thead><tr><th scope="col">{texts.Phrase("page.col.factor")}</th><th scope="col">{texts.Phrase("page.col.found")}</th><th scope="col" class="n">{texts.Phrase("page.col.modelPoints")}</th><th scope="col">{texts.Phrase("page.col.moreFrom")}</th></tr></thead><tbody>
        {model.Steps.Select(Step)}</tbody></table>

        """);

    private Html Step(ModelStep step) => Html.Of(
        $"<tr><td>{step.Factor.Title}</td><td>{texts.Say(step.Reading)}</td><td class=\"n\">{step.Points}</td><td>{(step.Next is { } next ? texts.Phrase("page.person.modelNext", next.Words, Number(next.Points)) : "")}</td></tr>\n");

    private Html Factor(FactorExplanation factor, ImmutableArray<RecordDetails> records, int most)
    {
        var contribution = factor.Contribution;
        var lookedAt = texts.SayLookedAt(contribution, records.Count(record => record.Role == RecordRole.LookedAt));
        return Html.Of($"""
            <tr><td>{contribution.Factor.Title}</td><td>{texts.Say(contribution.Reading)}{(contribution.LeftOutCount > 0 ? Html.Of($"<br><span class=\"soft\">{texts.Phrase("page.person.leftOut", Number(contribution.LeftOutCount))}</span>") : Html.Empty)}{(lookedAt.Length > 0 ? Html.Of($"<br><span class=\"soft\">{lookedAt}</span>") : Html.Empty)}</td>
            <td class="n">{Range(contribution.Least.Value, contribution.Most.Value)}</td><td class="m" style="--a:{100.0 * contribution.Least.Value / most};--b:{100.0 * (contribution.Most.Value - contribution.Least.Value) / most}"></td>
            <td>{(factor.Change is { } change ? Html.Of($"{texts.Phrase("page.person.change", PolicyWords.Bands(contribution.Factor)[contribution.Factor.Bands.IndexOf(change.Band)], Number(change.Band.Points.Value), Number(change.Total), texts.Say(change.Recommendation))}") : Html.Empty)}</td>
            <td>{string.Join("; ", factor.OverTime.Take(3).Select(from => texts.Phrase("page.person.from", Number(from.Points), texts.Say(from.Date))))}</td></tr>

            """);
    }

    private Html Records(Explanation explanation, IReadOnlyList<ImmutableArray<RecordDetails>> records)
    {
        // Each record once, with the factors that count it: one offence may count in several.
        var byRecord = explanation.Factors.SelectMany((factor, i) => records[i].Where(record => record.Role != RecordRole.LookedAt).Select(record => (record, factor.Contribution)))
            .GroupBy(pair => pair.record.Record).OrderByDescending(group => group.Key).ToArray();
        if (byRecord.Length == 0) return Html.Empty;
        return Html.Of($"""
            <h4>{texts.Phrase("page.person.records")}</h4>
            <table><thead><tr><th scope="col">{texts.Phrase("page.col.record")}</th><th scope="col">{texts.Phrase("page.col.id")}</th><th scope="col">{texts.Phrase("page.col.countsIn")}</th></tr></thead><tbody>
            {byRecord.Take(MaxRecords).Select(group => Html.Of($"<tr><td>{People.Short(texts.Say(group.First().record, group.First().Contribution.Reading), MaxRecordLength)}</td><td class=\"soft id\">{(group.Key.Kind is "offence" or "drug_test" ? People.Short(group.Key.Id) : "")}</td><td>{string.Join(", ", group.Select(pair => pair.Contribution.Factor.Id))}</td></tr>\n"))}</tbody></table>
            {(byRecord.Length > MaxRecords ? Html.Of($"<p class=\"note\">{texts.Phrase("page.person.moreRecords", Number(byRecord.Length - MaxRecords))}</p>") : Html.Empty)}
            """);
    }

    private Html Time(Explanation explanation, Scorecard scorecard)
    {
        var changes = explanation.Factors.SelectMany(factor => factor.OverTime.Select((from, i) => (from.Date, Change: from.Points - (i == 0 ? factor.Contribution.Least.Value : factor.OverTime[i - 1].Points))))
            .GroupBy(change => change.Date).OrderBy(day => day.Key).Select(day => (Date: day.Key, Change: day.Sum(change => change.Change))).ToArray();
        if (changes.Length == 0) return Html.Of($"<h4>{texts.Phrase("page.person.time")}</h4><p>{texts.Phrase("page.person.noTime", texts.Say(explanation.LookedUntil))}</p>");
        var total = scorecard.Total;
        var points = new List<PlotPoint> { new(0, total) };
        foreach (var (date, change) in changes) points.Add(new PlotPoint(Month(explanation.AsOf, date), total += change));
        var most = Math.Max(points.Max(point => point.Y), explanation.Policy.EntryFrom) * 1.05;
        var until = points[^1].X + 1;
        points.Add(new PlotPoint(until, total));
        double X(double months) => 4 + months / until * 292;
        double Y(double value) => 66 - value / most * 58;
        return Html.Of($"""
            <h4>{texts.Phrase("page.person.time")}</h4>
            <svg class="plot" viewBox="0 0 640 84" role="img" aria-label="{texts.Phrase("page.person.timeline")}">
            <path class="reference" d="M4 {Y(explanation.Policy.EntryFrom)}H296"/><text class="tick" x="302" y="{Y(explanation.Policy.EntryFrom) - 1}">{texts.Phrase("page.line.entry", Number(explanation.Policy.EntryFrom))}</text>
            <path class="diagonal" d="M4 {Y(explanation.Policy.ExitBelow)}H296"/><text class="tick" x="302" y="{Y(explanation.Policy.ExitBelow) + 10}">{texts.Phrase("page.line.exit", Number(explanation.Policy.ExitBelow))}</text>
            <path class="l1" d="M4 {Y(scorecard.Total)}{string.Concat(points.Skip(1).Select(point => Html.Of($"H{X(point.X)}V{Y(point.Y)}").ToString()))}"/><path class="base" d="M4 66H296"/>
            <text class="tick" x="4" y="80">{texts.Say(explanation.AsOf)}</text><text class="tick end" x="296" y="80">{texts.Phrase("page.person.monthsOn", Math.Round(until).ToString(CultureInfo.InvariantCulture))}</text></svg>
            <p>{(explanation.Crossings.IsEmpty ? texts.Phrase("page.person.noLine") : string.Join(" ", explanation.Crossings.Select(Crossing)))}</p>
            """);
    }

    private string Crossing(LineCrossing crossing) =>
        texts.Phrase($"panel.crossing.{(crossing.Line == PolicyLine.Entry ? "entry" : "exit")}.{(crossing.IsBelow ? "below" : "above")}", texts.Say(crossing.Date));

    private static double Month(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / 30.4375;

    private string Margin(string line, int above, int at) => texts.Phrase($"page.person.{line}.{(above >= 0 ? "above" : "below")}", Number(Math.Abs(above)), Number(at));

    /// <summary>A number of points, or the least and the most that they can be.</summary>
    public static string Range(int least, int most) => least == most ? least.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{least}–{most}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
