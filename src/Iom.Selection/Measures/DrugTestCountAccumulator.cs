using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>Counts drug tests.</summary>
internal sealed class DrugTestCountAccumulator(Measure.DrugTestCount measure, DateOnly asOf, SuppliedExtracts supplied) : Accumulator
{
    private readonly int _after = measure.Months is { } months ? MonthWindow.DayBefore(asOf, months) : -1;
    private readonly bool _supplied = supplied.HasFlag(SuppliedExtracts.DrugTests);
    private int _count;
    private DrugTest? _latest;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        (_count, _latest) = (0, null);
    }

    public override bool Add(DrugTest test)
    {
        if (!measure.Contexts.Contains(test.Context ?? DrugTestContext.Arrest)) return false;
        if (_latest is null || test.Date > _latest.Date || (test.Date == _latest.Date && Utf8Ordinal.Compare(test.TestId, _latest.TestId) < 0)) _latest = test;
        if (test.Date.DayNumber <= _after || !measure.Results.Contains(test.Result)) return false;
        _count++;
        return true;
    }

    public override CaseRecord? Basis => _count == 0 ? _latest : null;

    public override Measured Result() =>
        !_supplied ? Measured.Missing(0, null, maybeNotApplicable: true)
        : _latest is not null ? Measured.Known(_count)
        : Measured.NotApplicable;
}
