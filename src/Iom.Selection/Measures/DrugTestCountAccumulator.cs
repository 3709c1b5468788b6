using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>Counts drug tests: those that are known to pass, and those that may.</summary>
internal sealed class DrugTestCountAccumulator(Measure.DrugTestCount measure, DateOnly asOf, SuppliedExtracts supplied) : Accumulator
{
    private readonly int _after = measure.Months is { } months ? MonthWindow.DayBefore(asOf, months) : -1;
    private readonly bool _supplied = supplied.HasFlag(SuppliedExtracts.DrugTests);
    private int _known;
    private int _possible;          // the known included
    private bool _namesContext;     // whether a test that passes, or may, is known to be of the contexts
    private DrugTest? _latest;      // of those that are or may be of the contexts
    private DrugTest? _latestOfContext;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        (_known, _possible, _namesContext, _latest, _latestOfContext) = (0, 0, false, null, null);
    }

    public override bool Add(DrugTest test)
    {
        if (test.Context is { } context && !measure.Contexts.Contains(context)) return false;
        Latest(ref _latest, test);
        if (test.Context is not null) Latest(ref _latestOfContext, test);
        if (test.Date.DayNumber <= _after) return false;

        var passes = (Answer)Math.Min((int)ResultPasses(test), (int)SubstancePasses(test));
        if (passes == Answer.No) return false;
        _possible++;
        if (passes == Answer.Yes && test.Context is not null) _known++;
        _namesContext |= test.Context is not null;
        return true;
    }

    // What makes a zero known, or shows that the measure applies though the context of those that may pass is not known.
    public override CaseRecord? Basis => _possible == 0 ? _latestOfContext ?? _latest : _namesContext ? null : _latestOfContext;

    public override Measured Result()
    {
        if (!_supplied) return Measured.Missing(0, null, maybeNotApplicable: true);
        if (_latest is null) return Measured.NotApplicable;
        var mayNotApply = _latestOfContext is null;
        return mayNotApply || _possible > _known ? Measured.Missing(_known, _possible, mayNotApply) : Measured.Known(_known);
    }

    // A positive test of somebody to whom it was prescribed never passes. An inconclusive one may have been positive or negative.
    private Answer ResultPasses(DrugTest test)
    {
        if (test.Result != DrugTestResult.Inconclusive) return Passes(test.Result);
        var (positive, negative) = (Passes(DrugTestResult.Positive), Passes(DrugTestResult.Negative));
        return positive == negative ? positive : Answer.Unknown;

        Answer Passes(DrugTestResult result) =>
            measure.Results.Contains(result) && !(result == DrugTestResult.Positive && test.Prescribed == true) ? Answer.Yes : Answer.No;
    }

    private Answer SubstancePasses(DrugTest test)
    {
        if (measure.Substances.IsEmpty) return Answer.Yes;
        var names = test.SubstanceNames;
        if (names.Count == 0) return Answer.Unknown;
        return names.Any(name => measure.Substances.Contains(name, StringComparer.Ordinal)) ? Answer.Yes : Answer.No;
    }

    private static void Latest(ref DrugTest? latest, DrugTest test)
    {
        if (latest is null || test.Date > latest.Date || (test.Date == latest.Date && Utf8Ordinal.Compare(test.TestId, latest.TestId) < 0)) latest = test;
    }
}
