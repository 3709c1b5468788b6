using Iom.Selection.Evaluation;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Store;

/// <summary>Counts everybody's proven offences but breaches up to a date, as they are known on it, and gives people to those who score them too. For one thread.</summary>
/// <param name="earlier">Where the counts go, by person.</param>
/// <param name="decay">What an offence counts for so many days later; see <see cref="Decay"/>.</param>
/// <param name="isBreach">By the number of a code, whether it is of the group of breaches.</param>
/// <param name="asOf">The date.</param>
/// <param name="scorers">Those who score people, each with the offences it is not given.</param>
internal sealed class EarlierTaker(
    EarlierOffending[] earlier, double[] decay, bool[] isBreach, DateOnly asOf, (PersonScorer Scorer, IReadOnlyList<Records.DetectedBy> LeaveOut)[] scorers) : PersonTaker
{
    private readonly int _asOf = asOf.DayNumber;
    private readonly int _before12Months = MonthWindow.DayBefore(asOf, 12);
    private readonly int _before24Months = MonthWindow.DayBefore(asOf, 24);
    private readonly List<int> _days = [];
    private bool _isInOrder;
    private int _person;
    private int _undated;

    /// <summary>What an offence counts for, by the days since, up to the first of the calendar.</summary>
    public static double[] Decay(DateOnly asOf) =>
        [.. Enumerable.Range(0, Math.Min(asOf.DayNumber, 200 * 366) + 1).Select(days => Math.Pow(2, -(double)days / BaselineMethods.HalfLifeDays))];

    public override void Begin(int person)
    {
        (_person, _isInOrder) = (person, true);
        foreach (var (scorer, _) in scorers) scorer.Begin(person);
    }

    public override void Add(int code, in ResolvedOffence offence)
    {
        if (offence.Outcome.IsProven() && !isBreach[code])
        {
            _isInOrder &= _days.Count == 0 || _days[^1] <= offence.Day;
            _days.Add(offence.Day);
            if (offence.IsUndated) _undated++;
        }
        foreach (var (scorer, leaveOut) in scorers)
        {
            if (leaveOut.Count == 0 || offence.DetectedBy is not { } by || !leaveOut.Contains(by)) scorer.Add(code, offence);
        }
    }

    public override void End()
    {
        if (_days.Count > 0)
        {
            // In order of days, so that the sum does not depend on the order in which rows were read.
            if (!_isInOrder) _days.Sort();
            var (last12, last24, sum) = (0, 0, 0.0);
            foreach (var day in _days)
            {
                if (day > _before12Months) last12++;
                if (day > _before24Months) last24++;
                if (_asOf - day < decay.Length) sum += decay[_asOf - day];
            }
            earlier[_person] = new EarlierOffending(_days.Count, last12, last24, _undated, sum);
            _days.Clear();
            _undated = 0;
        }
        foreach (var (scorer, _) in scorers) scorer.End();
    }
}
