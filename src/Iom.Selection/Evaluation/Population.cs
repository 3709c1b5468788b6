namespace Iom.Selection.Evaluation;

/// <summary>The people of a backtest at one date: in scope and alive, in the order of their ids; and what followed of each.</summary>
internal sealed class Population
{
    private readonly int[] _firstDays;

    public Population(BacktestInput input)
    {
        Input = input;
        Until = Foundation.Months.After(input.AsOf, input.HorizonMonths);
        var end = input.KnownUpTo < Until ? input.KnownUpTo : Until;
        var numbers = new List<int>();
        foreach (var person in input.ById)
        {
            if (!input.Orders[0].IsInScope(person)) continue;
            if (input.DiedOn(person) <= input.AsOf)
            {
                DiedCount++;
                continue;
            }
            if (input.DiedOn(person) <= Until) DiedLaterCount++;
            if (input.IsDeceasedWithoutDate(person)) DeceasedWithoutDateCount++;
            numbers.Add(person);
        }
        Numbers = [.. numbers];
        (Counts, Severities, Offended) = (new int[Count], new double[Count], new bool[Count]);
        (Times, CustodyDays, _firstDays) = (new int[Count], new int[Count], new int[Count]);
        var (asOf, until) = (input.AsOf.DayNumber, Until.DayNumber);
        for (var i = 0; i < Count; i++)
        {
            var later = input.Offences.Between(Numbers[i], asOf, until);
            (Counts[i], Severities[i], Offended[i], _firstDays[i]) = (later.Count, later.Severity, later.Count > 0, later.FirstDay);
            UnknownSeverityCount += later.UnknownSeverityCount;
            UndatedCount += later.UndatedCount;
            EarlierUndatedCount += input.Earlier[Numbers[i]].Undated;
            HasSeverity |= later.Count > later.UnknownSeverityCount;
            var lastDay = input.DiedOn(Numbers[i]) is { } died && died < end ? died.DayNumber : end.DayNumber;
            Times[i] = (later.Count > 0 ? later.FirstDay : Math.Max(asOf, lastDay)) - asOf;
            CustodyDays[i] = input.DaysInCustody(Numbers[i], asOf + 1, end.DayNumber);
        }
    }

    public BacktestInput Input { get; }

    /// <summary>The last day of the horizon.</summary>
    public DateOnly Until { get; }

    /// <summary>The people, by the number that the reader gave them.</summary>
    public int[] Numbers { get; }

    public int Count => Numbers.Length;

    /// <summary>By person: the proven offences that followed.</summary>
    public int[] Counts { get; }

    /// <summary>By person: the sum of their severities.</summary>
    public double[] Severities { get; }

    /// <summary>By person: whether any followed.</summary>
    public bool[] Offended { get; }

    /// <summary>By person: the days to the first, or to the end of what is known.</summary>
    public int[] Times { get; }

    /// <summary>By person: the days in custody within the horizon.</summary>
    public int[] CustodyDays { get; }

    public bool HasSeverity { get; }

    public long UnknownSeverityCount { get; }

    public long UndatedCount { get; }

    public long EarlierUndatedCount { get; }

    public int DiedCount { get; }

    public int DiedLaterCount { get; }

    public int DeceasedWithoutDateCount { get; }

    public DateOnly FirstOn(int person) => DateOnly.FromDayNumber(_firstDays[person]);
}
