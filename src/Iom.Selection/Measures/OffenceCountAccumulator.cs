using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>Counts offences, or their distinct dates.</summary>
internal sealed class OffenceCountAccumulator(Measure.OffenceCount measure, int slot, DateOnly asOf, SuppliedExtracts supplied)
    : OffenceAccumulator(measure.Offences, slot, asOf, supplied)
{
    private readonly HashSet<int>? _days = measure.DistinctDays ? [] : null;
    private int _count;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        _count = 0;
        _days?.Clear();
    }

    public override Measured Result() => Measured.Known(_count);

    protected override void Take(in ClassifiedOffence offence)
    {
        if (_days is null || _days.Add(offence.Day)) _count++;
    }
}
