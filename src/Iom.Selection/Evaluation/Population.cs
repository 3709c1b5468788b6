using Iom.Selection.Ranking;
using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>The people of a backtest at one date: in scope and alive, in the order of their ids; and what followed of each.</summary>
internal sealed class Population
{
    private const int PeopleAtOnce = 1 << 14;

    private readonly int[] _firstDays;

    public Population(BacktestInput input)
    {
        Input = input;
        Until = Foundation.Months.After(input.AsOf, input.HorizonMonths);
        var end = input.KnownUpTo < Until ? input.KnownUpTo : Until;
        var found = new Found[(input.ById.Length + PeopleAtOnce - 1) / PeopleAtOnce];
        input.RunEach(found.Length, part => found[part] = Find(part * PeopleAtOnce, Math.Min(input.ById.Length, (part + 1) * PeopleAtOnce)));
        foreach (var part in found)
        {
            DiedCount += part.Died;
            DiedLaterCount += part.DiedLater;
            DeceasedWithoutDateCount += part.DeceasedWithoutDate;
        }
        Numbers = [.. found.SelectMany(part => part.Numbers)];
        (Counts, Severities, Offended) = (new int[Count], new double[Count], new bool[Count]);
        (Times, CustodyDays, _firstDays) = (new int[Count], new int[Count], new int[Count]);
        (Ever, Last12Months, Last24Months, Decayed) = (new int[Count], new int[Count], new int[Count], new double[Count]);
        var counted = new Counted[(Count + PeopleAtOnce - 1) / PeopleAtOnce];
        input.RunEach(counted.Length, part => counted[part] = Follow(part * PeopleAtOnce, Math.Min(Count, (part + 1) * PeopleAtOnce), end));
        foreach (var part in counted)
        {
            UnknownSeverityCount += part.UnknownSeverity;
            UndatedCount += part.Undated;
            EarlierUndatedCount += part.EarlierUndated;
            HasSeverity |= part.HasSeverity;
        }
        Events = new EventOrder(Times, Offended);
        (Draw, Lots) = (new Draw(input.Orders[0].Seed), new ulong[Count]);
        input.RunEach(counted.Length, part =>
        {
            var (from, length) = (part * PeopleAtOnce, Math.Min(PeopleAtOnce, Count - (part * PeopleAtOnce)));
            Draw.FirstOfLots(Numbers.AsSpan(from, length), person => input.IdOf(person), Lots.AsSpan(from, length));
        });
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

    /// <summary>By person: the proven offences up to the date.</summary>
    public int[] Ever { get; }

    /// <summary>By person: those of the last 12 months.</summary>
    public int[] Last12Months { get; }

    /// <summary>By person: those of the last 24 months.</summary>
    public int[] Last24Months { get; }

    /// <summary>By person: the same, each counting the less the longer ago it was.</summary>
    public double[] Decayed { get; }

    /// <summary>By person: the days to the first, or to the end of what is known.</summary>
    public int[] Times { get; }

    /// <summary>The people in the order of those days.</summary>
    public EventOrder Events { get; }

    /// <summary>By person: the days in custody within the horizon.</summary>
    public int[] CustodyDays { get; }

    /// <summary>The draw of the first policy, which draws for the baselines too.</summary>
    public Draw Draw { get; }

    /// <summary>By person: the first 8 bytes of their lot in that draw.</summary>
    public ulong[] Lots { get; }

    public bool HasSeverity { get; }

    public long UnknownSeverityCount { get; }

    public long UndatedCount { get; }

    public long EarlierUndatedCount { get; }

    public int DiedCount { get; }

    public int DiedLaterCount { get; }

    public int DeceasedWithoutDateCount { get; }

    public DateOnly FirstOn(int person) => DateOnly.FromDayNumber(_firstDays[person]);

    // Of some of all, those who are in scope and alive.
    private Found Find(int from, int upTo)
    {
        var (numbers, died, diedLater, withoutDate) = (new List<int>(upTo - from), 0, 0, 0);
        foreach (var person in Input.ById.AsSpan(from, upTo - from))
        {
            if (!Input.Orders[0].IsInScope(person)) continue;
            var diedOn = Input.DiedOn(person);
            if (diedOn <= Input.AsOf)
            {
                died++;
                continue;
            }
            if (diedOn <= Until) diedLater++;
            if (diedOn is null && Input.IsDeceasedWithoutDate(person)) withoutDate++;
            numbers.Add(person);
        }
        return new Found(numbers, died, diedLater, withoutDate);
    }

    // What followed of some of them.
    private Counted Follow(int from, int upTo, DateOnly end)
    {
        var (asOf, until, counted) = (Input.AsOf.DayNumber, Until.DayNumber, default(Counted));
        var earlierOffending = Input.Earlier.AsSpan();
        for (var i = from; i < upTo; i++)
        {
            var later = Input.Offences.Between(Numbers[i], asOf, until);
            (Counts[i], Severities[i], Offended[i], _firstDays[i]) = (later.Count, later.Severity, later.Count > 0, later.FirstDay);
            counted.UnknownSeverity += later.UnknownSeverityCount;
            counted.Undated += later.UndatedCount;
            ref readonly var earlier = ref earlierOffending[Numbers[i]];
            (Ever[i], Last12Months[i], Last24Months[i], Decayed[i]) = (earlier.Ever, earlier.Last12Months, earlier.Last24Months, earlier.Decayed);
            counted.EarlierUndated += earlier.Undated;
            counted.HasSeverity |= later.Count > later.UnknownSeverityCount;
            var lastDay = Input.DiedOn(Numbers[i]) is { } died && died < end ? died.DayNumber : end.DayNumber;
            Times[i] = (later.Count > 0 ? later.FirstDay : Math.Max(asOf, lastDay)) - asOf;
            CustodyDays[i] = Input.DaysInCustody(Numbers[i], asOf + 1, end.DayNumber);
        }
        return counted;
    }

    private readonly record struct Found(List<int> Numbers, int Died, int DiedLater, int DeceasedWithoutDate);

    private record struct Counted(long UnknownSeverity, long Undated, long EarlierUndated, bool HasSeverity);
}
