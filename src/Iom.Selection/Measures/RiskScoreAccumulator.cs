using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>Finds the latest result of an instrument; of two on one day, the lower.</summary>
internal sealed class RiskScoreAccumulator(Measure.RiskScore measure, DateOnly asOf) : Accumulator
{
    private readonly int _after = measure.Months is { } months ? MonthWindow.DayBefore(asOf, months) : -1;
    private RiskScore? _latest;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        _latest = null;
    }

    public override bool Add(RiskScore score)
    {
        if (!string.Equals(score.Instrument, measure.Instrument, StringComparison.Ordinal) || score.AssessedOn.DayNumber <= _after) return false;
        if (_latest is null || score.AssessedOn > _latest.AssessedOn
            || (score.AssessedOn == _latest.AssessedOn && score.Value < _latest.Value)) _latest = score;
        return false;
    }

    public override CaseRecord? Basis => _latest;

    public override Measured Result() =>
        _latest is null ? Measured.Missing(0, null, maybeNotApplicable: false) : Measured.Known(_latest.Value);
}
