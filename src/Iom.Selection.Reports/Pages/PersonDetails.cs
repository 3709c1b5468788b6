using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reports.Pages;

/// <summary>What a row of the list opens to: the factors as bars, the records behind them in words, what would change it, what time alone will do.</summary>
/// <remarks>A page may have 5,000 of them, so its markup is short: end tags that HTML can do without are left out, and what is the same for everybody stands once, in <see cref="Shared"/>.</remarks>
internal sealed class PersonDetails
{
    private const int MaxRecords = 60;
    private const int MaxRecordLength = 300;
    private const double TimeWidth = 292, TimeHeight = 58, TimeLeft = 4, TimeBase = 66;

    private readonly ExplanationTexts _texts;
    private readonly Policy _policy;
    private readonly DateOnly _asOf;
    private readonly double _greatest;

    /// <param name="shown">The people of the page: what time will do to their totals is drawn on one scale, so that they can be compared.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="asOf">The date of the page.</param>
    /// <param name="texts">The texts.</param>
    public PersonDetails(IReadOnlyList<Explanation> shown, Policy policy, DateOnly asOf, ExplanationTexts texts)
    {
        (_texts, _policy, _asOf) = (texts, policy, asOf);
        _greatest = 1.05 * shown.Where(explanation => explanation.Row.Scorecard is not null).SelectMany(Totals).Select(total => total.Total).Append(Math.Max(1, policy.EntryFrom)).Max();
    }

    /// <summary>What the pictures of all rows have in common: the lines, and what is said of a picture.</summary>
    public Html Shared => Html.Of($"""
        <span id="time" hidden>{_texts.Phrase("page.person.timeline")}</span><svg class="plot shared" aria-hidden="true"><g id="lines"><path class="base" d="M{TimeLeft} {TimeBase}H{TimeLeft + TimeWidth}"/><text class="tick" x="{TimeLeft}" y="80">{_texts.Say(_asOf)}</text>
        <path class="reference" d="M{TimeLeft} {Up(_policy.EntryFrom)}H{TimeLeft + TimeWidth}"/><text class="tick" x="302" y="{Up(_policy.EntryFrom) - 1}">{_texts.Phrase("page.line.entry", Number(_policy.EntryFrom))}</text>
        <path class="diagonal" d="M{TimeLeft} {Up(_policy.ExitBelow)}H{TimeLeft + TimeWidth}"/><text class="tick" x="302" y="{Math.Max(Up(_policy.ExitBelow) + 10, Up(_policy.EntryFrom) + 12)}">{_texts.Phrase("page.line.exit", Number(_policy.ExitBelow))}</text></g></svg>
        """);

    public Html Render(Explanation explanation)
    {
        var row = explanation.Row;
        return Html.Of($"""
            {(explanation.IsOfSomebodyDead ? Html.Of($"<p class=\"warn\">{_texts.Phrase("panel.deceased")}</p>") : Html.Empty)}{(explanation.Rule is { } rule ? Rule(rule, row) : Html.Empty)}{explanation.Nominations.Select(Nominated)}
            {(row.Scorecard is { } scorecard ? Scored(explanation, scorecard) : Html.Empty)}
            """);
    }

    private Html Rule(EligibilityRule rule, ProposalRow row)
    {
        var applies = _texts.Phrase(row.Recommendation == Recommendation.Withheld ? "page.person.ruleUnknown" : "page.person.rule", Number(rule.Number));
        return Html.Of($"<p><strong>{applies}</strong> <span lang=\"{Page.English}\">{PolicyWords.Describe(rule)} {rule.Why}</span></p>");
    }

    private Html Nominated(Nomination nomination) =>
        Html.Of($"<p><bdi>{_texts.Phrase("panel.nomination", People.Short(nomination.Agency), _texts.Say(nomination.NominatedOn), People.Short(nomination.Reason ?? ""))}</bdi></p>");

    private Html Scored(Explanation explanation, Scorecard scorecard)
    {
        var records = explanation.DescribeRecords();
        var most = Math.Max(1, explanation.Factors.Max(factor => factor.Contribution.Factor.Bands.Max(band => band.Points.Value)));
        return Html.Of($"""
            <p><strong>{_texts.Phrase("page.person.total", Range(scorecard.Total, scorecard.Most))}</strong> {Margin("entry", explanation.AboveEntry!.Value, _policy.EntryFrom)} {Margin("exit", explanation.AboveExit!.Value, _policy.ExitBelow)}
            <h4>{_texts.Phrase("page.person.factors")}</h4>
            <table class="f"><thead><tr><th>{_texts.Phrase("page.col.factor")}<th>{_texts.Phrase("page.col.found")}<th>{_texts.Phrase("page.col.points")}<th>{_texts.Phrase("page.person.of", Number(most))}
            <th>{_texts.Phrase("page.col.change")}<th>{_texts.Phrase("page.col.time")}<tbody>{explanation.Factors.Select((factor, i) => Factor(factor, records[i], most))}</table>
            {(explanation.Model is { } model ? Model(model) : Html.Empty)}{Records(explanation, records)}{Time(explanation)}
            """);
    }

    private Html Model(ModelExplanation model) => Html.Of($"""
        <h4>{_texts.Phrase("page.person.model", Number(model.Points))}</h4>
        <p>{_texts.Phrase(model.Role == ModelRole.TieBreak ? "page.person.model.tieBreak" : "page.person.model.advisory")}</p>
        <table><thead><tr><th scope="col">{_texts.Phrase("page.col.factor")}</th><th scope="col">{_texts.Phrase("page.col.found")}</th><th scope="col" class="n">{_texts.Phrase("page.col.modelPoints")}</th><th scope="col">{_texts.Phrase("page.col.moreFrom")}</th></tr></thead><tbody>
        {model.Steps.Select(Step)}</tbody></table>

        """);

    private Html Step(ModelStep step) => Html.Of(
        $"<tr><td>{step.Factor.Title}</td><td>{_texts.Say(step.Reading)}</td><td class=\"n\">{step.Points}</td><td>{(step.Next is { } next ? _texts.Phrase("page.person.modelNext", next.Words, Number(next.Points)) : "")}</td></tr>\n");

    private Html Factor(FactorExplanation factor, ImmutableArray<RecordDetails> records, int most)
    {
        var contribution = factor.Contribution;
        var lookedAt = _texts.SayLookedAt(contribution, records.Count(record => record.Role == RecordRole.LookedAt));
        string[] besides =
        [
            .. contribution.LeftOutCount > 0 ? [_texts.Phrase("page.person.leftOut", Number(contribution.LeftOutCount))] : Array.Empty<string>(),
            .. lookedAt.Length > 0 ? [lookedAt] : Array.Empty<string>(),
        ];
        var (least, more) = (100.0 * contribution.Least.Value / most, 100.0 * (contribution.Most.Value - contribution.Least.Value) / most);
        return Html.Of($"""
            <tr><td>{contribution.Factor.Title}<td>{_texts.Say(contribution.Reading)}{besides.Select(note => Html.Of($"<br><small>{note}</small>"))}<td>{Range(contribution.Least.Value, contribution.Most.Value)}{Bar(least, more)}
            <td>{(factor.Change is { } change ? Change(contribution.Factor, change) : "")}<td>{string.Join("; ", factor.OverTime.Take(3).Select(from => _texts.Phrase("page.person.from", Number(from.Points), _texts.Say(from.Date))))}
            """);
    }

    private string Change(Factor factor, BandChange change) =>
        _texts.Phrase("page.person.change", PolicyWords.Bands(factor)[factor.Bands.IndexOf(change.Band)], Number(change.Band.Points.Value), Number(change.Total), _texts.Say(change.Recommendation));

    // How long a bar is, and how much longer it may be; no bar where there is none.
    private static Html Bar(double least, double more) => (least, more) switch
    {
        (0, 0) => Html.Of($"<td>"),
        (_, 0) => Html.Of($"<td style=\"--a:{least}\">"),
        (_, _) => Html.Of($"<td style=\"--a:{least};--b:{more}\">"),
    };

    private Html Records(Explanation explanation, IReadOnlyList<ImmutableArray<RecordDetails>> records)
    {
        // Each record once, with the factors that count it: one offence may count in several.
        var byRecord = explanation.Factors.SelectMany((factor, i) => records[i].Where(record => record.Role != RecordRole.LookedAt).Select(record => (Record: record, factor.Contribution)))
            .GroupBy(pair => pair.Record.Record).OrderByDescending(group => group.Key).ToArray();
        if (byRecord.Length == 0) return Html.Empty;
        return Html.Of($"""
            <h4>{_texts.Phrase("page.person.records")}</h4>
            <table class="r"><thead><tr><th>{_texts.Phrase("page.col.record")}<th>{_texts.Phrase("page.col.id")}<th>{_texts.Phrase("page.col.countsIn")}<tbody>{byRecord.Take(MaxRecords).Select(Row)}</table>
            {(byRecord.Length > MaxRecords ? Html.Of($"<p class=\"note\">{_texts.Phrase("page.person.moreRecords", Number(byRecord.Length - MaxRecords))}</p>") : Html.Empty)}
            """);

        Html Row(IGrouping<RecordReference, (RecordDetails Record, Contribution Contribution)> group)
        {
            var (record, contribution) = group.First();
            return Html.Of($"<tr><td>{People.Short(_texts.Say(record, contribution.Reading), MaxRecordLength)}<td>{(group.Key.Kind is "offence" or "drug_test" ? People.Short(group.Key.Id) : "")}<td>{string.Join(", ", group.Select(pair => pair.Contribution.Factor.Id))}");
        }
    }

    private Html Time(Explanation explanation)
    {
        var totals = Totals(explanation);
        if (totals.Count == 1) return Html.Of($"<h4>{_texts.Phrase("page.person.time")}</h4><p>{_texts.Phrase("page.person.noTime", _texts.Say(explanation.LookedUntil))}");
        // A month more, so that where it ends can be seen.
        var until = totals[^1].Months + 1;
        double X(double months) => TimeLeft + months / until * TimeWidth;
        var steps = string.Concat(totals.Skip(1).Select(total => Html.Of($"H{X(total.Months)}V{Up(total.Total)}").ToString()));
        var crossings = explanation.Crossings.IsEmpty ? _texts.Phrase("page.person.noLine") : string.Join(" ", explanation.Crossings.Select(Crossing));
        return Html.Of($"""
            <h4>{_texts.Phrase("page.person.time")}</h4>
            <svg class="plot" viewBox="0 0 640 84" role="img" aria-labelledby="time"><use href="#lines"/><path class="l1" d="M{TimeLeft} {Up(totals[0].Total)}{steps}H{X(until)}"/>
            <text class="end" x="296" y="80">{_texts.Phrase("page.person.monthsOn", Math.Round(until).ToString(CultureInfo.InvariantCulture))}</text></svg><p>{crossings}
            """);
    }

    // The total now, and from each day on which time alone changes it.
    private static List<(double Months, int Total)> Totals(Explanation explanation)
    {
        var total = explanation.Row.Scorecard!.Total;
        var totals = new List<(double, int)> { (0, total) };
        var changes = explanation.Factors.SelectMany(factor => factor.OverTime.Select((from, i) => (from.Date, Change: from.Points - (i == 0 ? factor.Contribution.Least.Value : factor.OverTime[i - 1].Points))));
        foreach (var day in changes.GroupBy(change => change.Date).OrderBy(day => day.Key)) totals.Add((Month(explanation.AsOf, day.Key), total += day.Sum(change => change.Change)));
        return totals;
    }

    private double Up(double total) => TimeBase - total / _greatest * TimeHeight;

    private string Crossing(LineCrossing crossing) =>
        _texts.Phrase($"panel.crossing.{(crossing.Line == PolicyLine.Entry ? "entry" : "exit")}.{(crossing.IsBelow ? "below" : "above")}", _texts.Say(crossing.Date));

    private static double Month(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / 30.4375;

    private string Margin(string line, int above, int at) => _texts.Phrase($"page.person.{line}.{(above >= 0 ? "above" : "below")}", Number(Math.Abs(above)), Number(at));

    /// <summary>A number of points, or the least and the most that they can be.</summary>
    public static string Range(int least, int most) => least == most ? least.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{least}–{most}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
