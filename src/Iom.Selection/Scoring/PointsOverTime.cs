using System.Runtime.InteropServices;
using Iom.Selection.Measures;
using Iom.Selection.Offenders;
using Iom.Selection.Policies;

namespace Iom.Selection.Scoring;

/// <summary>One person's points on one day after another, with no new record. For one thread.</summary>
/// <remarks>
/// How offences stand changes only on a day on which an outcome that was reported ahead comes true, so they are taken together once and again on
/// such days; the measures themselves look at every day anew.
/// </remarks>
internal sealed class PointsOverTime
{
    private readonly Scorer _scorer;
    private readonly CaseFile _file;
    private readonly OffenceReport[] _reports;
    private readonly IReadOnlyList<DrugTest> _tests;
    private readonly FactorPoints[] _points;
    private readonly bool _canLeaveOut;
    private readonly List<ClassifiedOffence> _offences = [];
    private DateOnly _standUntil = DateOnly.MinValue;

    // What lets a day be skipped: all days that a window can leave behind, sorted; the windows in months, and where each ended on the day before.
    private readonly bool _canSkip;
    private readonly int[] _days;
    private readonly int[] _windows;
    private readonly int[] _lastAfter;
    private int _nextBand;

    /// <param name="scorer">Scores as of the day on which it begins.</param>
    /// <param name="file">The records up to that day.</param>
    public PointsOverTime(Scorer scorer, CaseFile file)
    {
        (_scorer, _file) = (scorer, file);
        _reports = [.. file.Offences];
        Array.Sort(_reports, (a, b) => string.CompareOrdinal(a.OffenceId, b.OffenceId));
        _tests = file.DrugTestsAsOf(scorer.AsOf);
        _points = new FactorPoints[scorer.Policy.Factors.Length];
        // What has left every window does not come back: the days go on, and windows with them. But a window at liberty may grow back over days in
        // custody, and a factor may begin to count.
        _canSkip = file.Custody.Count == 0 || !scorer.Policy.Factors.Any(factor => factor.Measure.Filter?.AtLiberty == true);
        _canLeaveOut = (file.Custody.Count == 0 || !scorer.Policy.Factors.Any(factor => factor.Measure.Filter?.AtLiberty == true))
            && !scorer.Policy.Factors.Any(factor => factor.ValidFrom > scorer.AsOf);
        _days =
        [
            .. file.Offences.Select(report => report.Date).Concat(file.Offences.Select(report => report.OutcomeDate).OfType<DateOnly>())
                .Concat(_tests.Select(test => test.Date)).Concat(file.RiskScores.Select(score => score.AssessedOn)).Select(date => date.DayNumber).Distinct().Order(),
        ];
        _windows = [.. scorer.Policy.Factors.Select(factor => MonthsOf(factor.Measure)).OfType<int>().Distinct()];
        _lastAfter = [.. _windows.Select(months => MonthWindow.DayBefore(scorer.AsOf, months))];
    }

    /// <summary>The points of each factor on a day; each call is for the day after that of the one before.</summary>
    public ReadOnlySpan<FactorPoints> On(Scorer then)
    {
        if (CanSkip(then.AsOf)) return _points;
        var workspace = then.Lend();
        if (then.AsOf >= _standUntil) Resolve(then.AsOf, workspace);
        workspace.Begin(_file.Offender.MappaLevel, _file.Custody);
        foreach (ref readonly var offence in CollectionsMarshal.AsSpan(_offences)) workspace.Add(offence);
        foreach (var test in _tests) workspace.Add(test);
        foreach (var score in _file.RiskScores) workspace.Add(score);
        workspace.Measure(_points);
        then.Return(workspace);
        LookAhead(then.AsOf);
        return _points;
    }

    // Whether a day brings nothing: no record leaves a window, no band of days is reached, no outcome comes true, no factor begins or ends.
    private bool CanSkip(DateOnly day)
    {
        var brings = !_canSkip || day >= _standUntil || day.DayNumber >= _nextBand;
        for (var i = 0; i < _windows.Length; i++)
        {
            var after = MonthWindow.DayBefore(day, _windows[i]);
            brings |= HasDateIn(_lastAfter[i], after);
            _lastAfter[i] = after;
        }
        foreach (var factor in _scorer.Policy.Factors) brings |= factor.ValidFrom == day || factor.ValidTo == day.AddDays(-1);
        return !brings;
    }

    private bool HasDateIn(int after, int upTo)
    {
        if (after == upTo) return false;
        var at = Array.BinarySearch(_days, after + 1);
        if (at < 0) at = ~at;
        return at < _days.Length && _days[at] <= upTo;
    }

    // The day on which the first factor of days, each a day longer every day, reaches its next band.
    private void LookAhead(DateOnly day)
    {
        _nextBand = int.MaxValue;
        for (var i = 0; i < _points.Length; i++)
        {
            if (_scorer.Policy.Factors[i] is not { Measure: Measure.DaysSinceOffence } factor || _points[i].Reading.Kind != MeasuredKind.Known) continue;
            foreach (var band in factor.Bands)
            {
                var days = decimal.Ceiling(band.From) - _points[i].Reading.AtLeast;
                if (days > 0 && days < int.MaxValue - day.DayNumber) _nextBand = Math.Min(_nextBand, day.DayNumber + (int)days);
            }
        }
    }

    private void Resolve(DateOnly day, ScoringWorkspace workspace)
    {
        _offences.Clear();
        workspace.Begin(_file.Offender.MappaLevel, _file.Custody);
        for (var first = 0; first < _reports.Length;)
        {
            var next = first + 1;
            while (next < _reports.Length && string.Equals(_reports[next].OffenceId, _reports[first].OffenceId, StringComparison.Ordinal)) next++;
            var facts = OffenceFacts.Resolve(_reports.AsSpan(first..next), day);
            first = next;
            if (facts.IsContested) continue;
            var offence = new ClassifiedOffence(
                _scorer.Classify(facts.Code), facts.Date.DayNumber, facts.OutcomeDate?.DayNumber ?? ClassifiedOffence.NoDay, facts.Outcome, facts.DetectedBy);
            if (workspace.Counts(offence) || !_canLeaveOut) _offences.Add(offence);
        }
        _standUntil = _reports.Select(report => report.OutcomeDate).OfType<DateOnly>().Where(on => on > day).DefaultIfEmpty(DateOnly.MaxValue).Min();
    }

    private static int? MonthsOf(Measure measure) => measure switch
    {
        Measure.DrugTestCount tests => tests.Months,
        Measure.RiskScore score => score.Months,
        _ => measure.Filter?.Months,
    };
}
