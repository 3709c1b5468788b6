using System.Runtime.InteropServices;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Scoring;

/// <summary>One person's points on the days to come, with no new record. For one thread.</summary>
/// <remarks>
/// Time goes from one day on which something may change to the next: a record leaves a factor's window, days reach a band, an outcome that was
/// reported ahead comes true, a factor begins or ends. Only the factors for which it is such a day are measured again, by the same accumulators,
/// over the offences that they still count. A factor that counts days at liberty is measured every day of somebody who was in custody: its window
/// may grow back over that time.
/// </remarks>
internal sealed class PointsOverTime
{
    private const int Never = int.MaxValue;

    private readonly Scorer _scorer;
    private readonly CaseFile _file;
    private readonly OffenceReport[] _reports;
    private readonly List<OneOffence> _each = [];
    private readonly IReadOnlyList<DrugTest> _tests;
    private readonly LibertyCalendars _liberty = new();
    private readonly ReportResolver _resolver = new();
    private readonly List<ReportRow> _rows = [];
    private readonly Followed[] _factors;
    private readonly FactorPoints[] _points;
    private int _nextOutcome;

    /// <param name="scorer">Scores as of the day on which it begins.</param>
    /// <param name="file">The records up to that day.</param>
    public PointsOverTime(Scorer scorer, CaseFile file)
    {
        (_scorer, _file, Day) = (scorer, file, scorer.AsOf);
        _reports = [.. file.Offences];
        ReportOrder.Sort(_reports);
        for (int first = 0, end; first < _reports.Length; first = end)
        {
            end = ReportOrder.EndOf(_reports, first);
            _each.Add(new OneOffence { First = first, End = end });
        }
        _tests = file.DrugTestsAsOf(scorer.AsOf);
        _points = new FactorPoints[scorer.Policy.Factors.Length];
        var slots = MatrixAccumulators.Slots(scorer.Policy);
        _factors = [.. scorer.Policy.Factors.Select((factor, i) => new Followed(factor, slots[i], file.Custody.Count > 0 && factor.Measure.Filter?.AtLiberty == true))];
        Look();
    }

    /// <summary>The day.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>The points of each factor on the day, and on all that follow until the next.</summary>
    public ReadOnlySpan<FactorPoints> Points => _points;

    /// <summary>Goes on to the next day on which points may change.</summary>
    /// <param name="until">The last day to go to.</param>
    /// <returns>False if there is none; it is still the day that it was.</returns>
    public bool GoOn(DateOnly until)
    {
        var next = _nextOutcome;
        foreach (var factor in _factors) next = Math.Min(next, factor.Next);
        if (next > until.DayNumber) return false;
        Day = DateOnly.FromDayNumber(next);
        Look();
        return true;
    }

    private void Look()
    {
        var day = Day.DayNumber;
        var comesTrue = day == _scorer.AsOf.DayNumber || day >= _nextOutcome;
        if (comesTrue) Resolve();
        _liberty.Load(_file.CustodyAsOf(Day), Day);
        for (var i = 0; i < _factors.Length; i++)
        {
            var factor = _factors[i];
            if (comesTrue && factor.Factor.Measure.Filter is not null) factor.IsFollowed = false;
            else if (factor.Next > day) continue;
            _points[i] = PointsOf(i, factor);
        }
    }

    // Takes the rows together of each offence that was not taken together yet, or of which an outcome has come true since.
    private void Resolve()
    {
        var day = Day.DayNumber;
        _nextOutcome = Never;
        foreach (var one in _each)
        {
            if (one.Until <= day)
            {
                var reports = _reports.AsSpan(one.First..one.End);
                one.Offences = Standing(reports, day);
                one.Until = Never;
                foreach (var report in reports)
                {
                    if (report.OutcomeDate > Day) one.Until = Math.Min(one.Until, report.OutcomeDate.Value.DayNumber);
                }
            }
            _nextOutcome = Math.Min(_nextOutcome, one.Until);
        }
    }

    private ClassifiedOffence[] Standing(ReadOnlySpan<OffenceReport> reports, int day)
    {
        _rows.Clear();
        foreach (var report in reports) _rows.Add(ReportRow.FromReport(report));
        _resolver.Resolve(CollectionsMarshal.AsSpan(_rows), day);
        var (offences, count) = (new ClassifiedOffence[_resolver.Offences.Length], 0);
        foreach (ref readonly var offence in _resolver.Offences)
        {
            if (!offence.IsInConflict) offences[count++] = ClassifiedOffence.FromResolved(offence, _scorer.Classify(_rows[offence.CodeRow].Code));
        }
        return count == offences.Length ? offences : offences[..count];
    }

    // Finds the next day to look at besides.
    private FactorPoints PointsOf(int i, Followed followed)
    {
        var factor = followed.Factor;
        if (!factor.IsValidOn(Day))
        {
            followed.Next = factor.ValidFrom > Day ? factor.ValidFrom.Value.DayNumber : Never;
            return default;
        }
        var accumulator = factor.Measure.NewAccumulator(followed.Slot, Day, _scorer.Supplied);
        accumulator.Begin(new Person(_file.Offender.MappaLevel, _liberty));
        var months = factor.Measure.WindowMonths;
        // The earliest day in the window on which there is a record.
        var earliest = new Earliest(months is null ? Never : MonthWindow.DayBefore(Day, months.Value));
        if (factor.Measure.Filter is { } filter) AddOffences(followed, accumulator, filter.ByOutcomeDate, ref earliest);
        if (factor.Measure.Reads == MeasuredRecords.DrugTests)
        {
            foreach (var test in _tests)
            {
                accumulator.Add(test);
                earliest.Add(test.Date.DayNumber);
            }
        }
        if (factor.Measure.Reads == MeasuredRecords.RiskScores)
        {
            foreach (var score in _file.RiskScores)
            {
                accumulator.Add(score);
                earliest.Add(score.AssessedOn.DayNumber);
            }
        }
        var points = _scorer.PointsOf(i, accumulator);

        followed.Next = followed.IsEveryDay ? Day.DayNumber + 1
            : Math.Min(earliest.Day is { } day ? MonthWindow.LeftOn(day, months!.Value) ?? Never : Never, NextBand(factor, points.Reading));
        if (factor.ValidTo is { } last && last < DateOnly.MaxValue) followed.Next = Math.Min(followed.Next, last.DayNumber + 1);
        return points;
    }

    // What is out of a window does not come back, unless the window may grow: it is not given again.
    private void AddOffences(Followed followed, Accumulator accumulator, bool byOutcomeDate, ref Earliest earliest)
    {
        var offences = followed.Offences;
        if (!followed.IsFollowed)
        {
            offences.Clear();
            foreach (var one in _each)
            {
                foreach (ref readonly var offence in one.Offences.AsSpan())
                {
                    if (accumulator.Add(offence) || followed.IsEveryDay) offences.Add(offence);
                }
            }
            followed.IsFollowed = true;
        }
        else
        {
            var kept = 0;
            foreach (ref var offence in CollectionsMarshal.AsSpan(offences))
            {
                if (accumulator.Add(offence) || followed.IsEveryDay) offences[kept++] = offence;
            }
            offences.RemoveRange(kept, offences.Count - kept);
        }
        foreach (ref readonly var offence in CollectionsMarshal.AsSpan(offences)) earliest.Add(byOutcomeDate ? offence.OutcomeDay : offence.Day);
    }

    // The day on which days, one more every day, reach a band.
    private int NextBand(Factor factor, Measured reading)
    {
        var next = Never;
        if (factor.Measure.Unit != MeasureUnit.Days || reading.Kind != MeasuredKind.Known) return next;
        foreach (var band in factor.Bands)
        {
            var days = decimal.Ceiling(band.From) - reading.AtLeast;
            if (days > 0 && days < Never - Day.DayNumber) next = Math.Min(next, Day.DayNumber + (int)days);
        }
        return next;
    }

    /// <summary>The rows of one offence, and how it stands.</summary>
    private sealed class OneOffence
    {
        public required int First { get; init; }

        public required int End { get; init; }

        /// <summary>The day on which its next outcome comes true.</summary>
        public int Until { get; set; } = int.MinValue;

        /// <summary>None while its rows contradict each other; several where its id is a case number.</summary>
        public ClassifiedOffence[] Offences { get; set; } = [];
    }

    /// <summary>A factor, and when it is to be measured next.</summary>
    private sealed class Followed(Factor factor, int slot, bool isEveryDay)
    {
        public Factor Factor => factor;

        public int Slot => slot;

        public bool IsEveryDay => isEveryDay;

        public int Next { get; set; } = int.MinValue;

        /// <summary>Whether the offences that it may count are known, as they stand.</summary>
        public bool IsFollowed { get; set; }

        /// <summary>The offences that it may count.</summary>
        public List<ClassifiedOffence> Offences { get; } = [];
    }

    private struct Earliest(int after)
    {
        public int? Day { get; private set; }

        public void Add(int day)
        {
            if (day > after && !(day >= Day)) Day = day;
        }
    }
}
