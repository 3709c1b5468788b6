using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>Finds the severity of the most serious offence, or adds up all.</summary>
internal sealed class OffenceSeverityAccumulator(Measure.OffenceSeverity measure, int slot, DateOnly asOf, SuppliedExtracts supplied)
    : OffenceAccumulator(measure.Offences, slot, asOf, supplied)
{
    private bool _any;
    private bool _someUnknown;
    private decimal _known;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        (_any, _someUnknown, _known) = (false, false, 0);
    }

    public override decimal? SeverityOf(CatalogueEntry? entry) =>
        measure.Scale is null ? entry?.Severity
        : entry is null ? null
        : measure.Scale.GetValueOrDefault(entry.Group, 0);

    public override Measured Result()
    {
        if (!_any) return Measured.NotApplicable;
        var known = measure.Cap is { } cap ? Math.Min(_known, cap) : _known;
        return _someUnknown ? Measured.Missing(known, measure.Cap, maybeNotApplicable: false) : Measured.Known(known);
    }

    protected override void Take(in ClassifiedOffence offence)
    {
        _any = true;
        if (offence.Code.Severity(Slot) is not { } severity) _someUnknown = true;
        else _known = measure.Statistic == SeverityStatistic.Sum ? _known + severity : Math.Max(_known, severity);
    }
}
