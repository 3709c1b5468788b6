using Iom.Selection.Offenders;
using Iom.Selection.Policies;

namespace Iom.Selection.Measures;

/// <summary>Counts drug tests.</summary>
internal sealed class DrugTestCountAccumulator(Measure.DrugTestCount measure, DateOnly asOf, SuppliedExtracts supplied) : Accumulator
{
    private readonly int _after = measure.Months is { } months ? MonthWindow.DayBefore(asOf, months) : -1;
    private readonly bool _supplied = supplied.HasFlag(SuppliedExtracts.DrugTests);
    private int _count;
    private bool _everTested;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        (_count, _everTested) = (0, false);
    }

    public override bool Add(DrugTest test)
    {
        if (!measure.Contexts.Contains(test.Context ?? DrugTestContext.Arrest)) return false;
        _everTested = true;
        if (test.Date.DayNumber <= _after || !measure.Results.Contains(test.Result)) return false;
        _count++;
        return true;
    }

    public override Reading Read() =>
        !_supplied ? new Reading.Missing(0, null, MaybeNotApplicable: true)
        : _everTested ? new Reading.Known(_count)
        : Reading.NotApplicable.Instance;
}
