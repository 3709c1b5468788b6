using System.Runtime.InteropServices;
using Iom.Selection.Measures;
using Iom.Selection.Offenders;

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
        _canLeaveOut = (file.Custody.Count == 0 || !scorer.Policy.Factors.Any(factor => factor.Measure.Filter?.AtLiberty == true))
            && !scorer.Policy.Factors.Any(factor => factor.ValidFrom > scorer.AsOf);
    }

    /// <summary>The points of each factor on a day; the next is later.</summary>
    public ReadOnlySpan<FactorPoints> On(Scorer then)
    {
        var workspace = then.Lend();
        if (then.AsOf >= _standUntil) Resolve(then.AsOf, workspace);
        workspace.Begin(_file.Offender.MappaLevel, _file.Custody);
        foreach (ref readonly var offence in CollectionsMarshal.AsSpan(_offences)) workspace.Add(offence);
        foreach (var test in _tests) workspace.Add(test);
        foreach (var score in _file.RiskScores) workspace.Add(score);
        workspace.Measure(_points);
        then.Return(workspace);
        return _points;
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
}
