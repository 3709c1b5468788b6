using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>Counts the days since the latest offence, all of them or those at liberty.</summary>
internal sealed class DaysSinceOffenceAccumulator(Measure.DaysSinceOffence measure, int slot, DateOnly asOf, SuppliedExtracts supplied)
    : OffenceAccumulator(measure.Offences, slot, asOf, supplied)
{
    private readonly int _asOf = asOf.DayNumber;
    private LibertyCalendar _liberty = new();
    private int _latest;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        _liberty = AtLiberty ? person.Liberty.Of(Custody) : _liberty;
        _latest = -1;
    }

    public override int? CustodyAfter => AtLiberty && _latest >= 0 ? _latest : null;

    public override Measured Result() =>
        _latest < 0 ? Measured.NotApplicable : Measured.Known(AtLiberty ? _liberty.DaysAfter(_latest) : _asOf - _latest);

    protected override void Take(in ClassifiedOffence offence) => _latest = Math.Max(_latest, offence.Day);
}
