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
            {(explanation.IsOfSomebodyDead ? Html.Of($"<p class=\"warn\">Recorded as having died. Nobody writes to this person.</p>") : Html.Empty)}
            {(explanation.Rule is { } rule ? Html.Of($"<p><strong>{(explanation.Row.Recommendation == Recommendation.Withheld ? $"It is not known whether rule {rule.Number} applies." : $"Rule {rule.Number} decides.")}</strong> {PolicyWords.Describe(rule)} {rule.Why}</p>") : Html.Empty)}
            {explanation.Nominations.Select(nomination => Html.Of($"<p>Nominated by <bdi>{People.Short(nomination.Agency)}</bdi> on {texts.Say(nomination.NominatedOn)}. <bdi>{People.Short(nomination.Reason ?? "")}</bdi></p>"))}
            {(row.Scorecard is { } scorecard ? Scored(explanation, scorecard) : Html.Empty)}
            """);
    }

    private Html Scored(Explanation explanation, Scorecard scorecard)
    {
        var policy = explanation.Policy;
        var records = explanation.DescribeRecords();
        var most = Math.Max(1, explanation.Factors.Max(factor => factor.Contribution.Factor.Bands.Max(band => band.Points.Value)));
        return Html.Of($"""
            <p>Total <strong>{Range(scorecard.Total, scorecard.Most)}</strong>. {Margin(explanation.AboveEntry!.Value, "the entry line", policy.EntryFrom)} {Margin(explanation.AboveExit!.Value, "the exit line", policy.ExitBelow)}</p>
            <h4>Where the points come from</h4>
            <div class="wide" tabindex="0" role="group" aria-label="Points by factor"><table><thead><tr><th scope="col">Factor</th><th scope="col">Found</th><th scope="col" class="n">Points</th><th scope="col"><span class="soft">of {most}</span></th><th scope="col">On its own, would change it</th><th scope="col">If nothing new happens</th></tr></thead><tbody>
            {explanation.Factors.Select((factor, i) => Factor(factor, records[i], most))}</tbody></table></div>
            {(explanation.Model is { } model ? Model(model) : Html.Empty)}{Records(explanation, records)}{Time(explanation, scorecard)}
            """);
    }

    private Html Model(ModelExplanation model) => Html.Of($"""
        <h4>What the model gives: {model.Points}</h4>
        <p>{(model.Role == ModelRole.TieBreak ? "Learned from past records. It orders only people who are equal by the matrix." : "Learned from past records. Advice: it orders nobody.")}</p>
        <div class="wide" tabindex="0" role="group" aria-label="Points by the model"><table><thead><tr><th scope="col">Factor</th><th scope="col">Found</th><th scope="col" class="n">Points by the model</th><th scope="col">More from</th></tr></thead><tbody>
        {model.Steps.Select(Step)}</tbody></table></div>

        """);

    private Html Step(ModelStep step)
    {
        var more = step.Next is { } next ? string.Create(CultureInfo.InvariantCulture, $"{next.Words}: {next.Points}") : "";
        return Html.Of($"<tr><td>{step.Factor.Title}</td><td>{texts.Say(step.Reading)}</td><td class=\"n\">{step.Points}</td><td>{more}</td></tr>\n");
    }

    private Html Factor(FactorExplanation factor, ImmutableArray<RecordDetails> records, int most)
    {
        var contribution = factor.Contribution;
        var lookedAt = texts.SayLookedAt(contribution, records.Count(record => record.Role == RecordRole.LookedAt));
        return Html.Of($"""
            <tr><td>{contribution.Factor.Title}</td><td>{texts.Say(contribution.Reading)}{(contribution.LeftOutCount > 0 ? Html.Of($"<br><span class=\"soft\">{contribution.LeftOutCount} not counted: a detail is missing</span>") : Html.Empty)}{(lookedAt.Length > 0 ? Html.Of($"<br><span class=\"soft\">{lookedAt}</span>") : Html.Empty)}</td>
            <td class="n">{Range(contribution.Least.Value, contribution.Most.Value)}</td><td>{Meter(contribution.Least.Value, contribution.Most.Value, most)}</td>
            <td>{(factor.Change is { } change ? Html.Of($"{PolicyWords.Bands(contribution.Factor)[contribution.Factor.Bands.IndexOf(change.Band)]} ({change.Band.Points.Value}, total {change.Total}): {texts.Say(change.Recommendation)}") : Html.Empty)}</td>
            <td>{string.Join("; ", factor.OverTime.Take(3).Select(from => string.Create(CultureInfo.InvariantCulture, $"{from.Points} from {texts.Say(from.Date)}")))}</td></tr>

            """);
    }

    // What may be there besides is drawn hollow.
    private static Html Meter(int least, int most, int whole) => Html.Of($"""
        <svg class="bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><path class="base" d="M0 13H100"/>{(most > least ? Html.Of($"<rect class=\"whisker\" x=\"{100.0 * least / whole}\" y=\"2\" width=\"{100.0 * (most - least) / whole}\" height=\"9\"/>") : Html.Empty)}<rect class="a1" x="0" y="1" width="{100.0 * least / whole}" height="11"/></svg>
        """);

    private Html Records(Explanation explanation, IReadOnlyList<ImmutableArray<RecordDetails>> records)
    {
        // Each record once, with the factors that count it: one offence may count in several.
        var byRecord = explanation.Factors.SelectMany((factor, i) => records[i].Where(record => record.Role != RecordRole.LookedAt).Select(record => (record, factor.Contribution)))
            .GroupBy(pair => pair.record.Record).OrderByDescending(group => group.Key).ToArray();
        if (byRecord.Length == 0) return Html.Empty;
        return Html.Of($"""
            <h4>The records behind them, latest first</h4>
            <div class="wide" tabindex="0" role="group" aria-label="Records"><table><thead><tr><th scope="col">Record</th><th scope="col">Id</th><th scope="col">Counts in</th></tr></thead><tbody>
            {byRecord.Take(MaxRecords).Select(group => Html.Of($"<tr><td>{People.Short(texts.Say(group.First().record, group.First().Contribution.Reading), MaxRecordLength)}</td><td class=\"soft id\">{(group.Key.Kind is "offence" or "drug_test" ? People.Short(group.Key.Id) : "")}</td><td>{string.Join(", ", group.Select(pair => pair.Contribution.Factor.Id))}</td></tr>\n"))}</tbody></table></div>
            {(byRecord.Length > MaxRecords ? Html.Of($"<p class=\"note\">{byRecord.Length - MaxRecords} earlier ones are in explanations.jsonl.</p>") : Html.Empty)}
            """);
    }

    private Html Time(Explanation explanation, Scorecard scorecard)
    {
        var changes = explanation.Factors.SelectMany(factor => factor.OverTime.Select((from, i) => (from.Date, Change: from.Points - (i == 0 ? factor.Contribution.Least.Value : factor.OverTime[i - 1].Points))))
            .GroupBy(change => change.Date).OrderBy(day => day.Key).Select(day => (Date: day.Key, Change: day.Sum(change => change.Change))).ToArray();
        if (changes.Length == 0) return Html.Of($"<h4>What time alone will do</h4><p>Time alone changes nothing before {texts.Say(explanation.LookedUntil)}.</p>");
        var total = scorecard.Total;
        var points = new List<PlotPoint> { new(0, total) };
        foreach (var (date, change) in changes) points.Add(new PlotPoint(Month(explanation.AsOf, date), total += change));
        var most = Math.Max(points.Max(point => point.Y), explanation.Policy.EntryFrom) * 1.05;
        var until = points[^1].X + 1;
        points.Add(new PlotPoint(until, total));
        double X(double months) => 4 + months / until * 292;
        double Y(double value) => 66 - value / most * 58;
        return Html.Of($"""
            <h4>What time alone will do</h4>
            <svg class="plot" viewBox="0 0 640 84" role="img" aria-label="The total over the coming months if nothing new happens; the words stand beneath.">
            <path class="reference" d="M4 {Y(explanation.Policy.EntryFrom)}H296"/><text class="tick" x="302" y="{Y(explanation.Policy.EntryFrom) - 1}">entry {explanation.Policy.EntryFrom}</text>
            <path class="diagonal" d="M4 {Y(explanation.Policy.ExitBelow)}H296"/><text class="tick" x="302" y="{Y(explanation.Policy.ExitBelow) + 10}">exit {explanation.Policy.ExitBelow}</text>
            <path class="l1" d="M4 {Y(scorecard.Total)}{string.Concat(points.Skip(1).Select(point => Html.Of($"H{X(point.X)}V{Y(point.Y)}").ToString()))}"/><path class="base" d="M4 66H296"/>
            <text class="tick" x="4" y="80">{texts.Say(explanation.AsOf)}</text><text class="tick end" x="296" y="80">{Math.Round(until).ToString(CultureInfo.InvariantCulture)} months on</text></svg>
            <p>{(explanation.Crossings.IsEmpty ? "No line is crossed." : string.Join(" ", explanation.Crossings.Select(Crossing)))}</p>
            """);
    }

    private string Crossing(LineCrossing crossing) => (crossing.Line, crossing.IsBelow) switch
    {
        (PolicyLine.Entry, true) => $"Below the entry line from {texts.Say(crossing.Date)}.",
        (PolicyLine.Entry, false) => $"At or above the entry line from {texts.Say(crossing.Date)}.",
        (PolicyLine.Exit, true) => $"Below the exit line from {texts.Say(crossing.Date)}.",
        _ => $"Not below the exit line from {texts.Say(crossing.Date)}.",
    };

    private static double Month(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / 30.4375;

    private static string Margin(int above, string line, int at) => above >= 0
        ? string.Create(CultureInfo.InvariantCulture, $"{above} at or above {line} ({at}).")
        : string.Create(CultureInfo.InvariantCulture, $"{-above} below {line} ({at}).");

    /// <summary>A number of points, or the least and the most that they can be.</summary>
    public static string Range(int least, int most) => least == most ? least.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{least}–{most}");
}
