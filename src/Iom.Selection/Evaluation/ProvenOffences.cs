using System.ComponentModel;

namespace Iom.Selection.Evaluation;

/// <summary>The proven offences of everybody but breaches, of any date, as the whole extract has them, by the number of the person.</summary>
/// <remarks>Made by whoever reads records; different people may be set by different threads at once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProvenOffences
{
    private const int DayAt = 32;
    private const long Undated = 1L << 31;
    private const long NumberMask = Undated - 1;

    private readonly long[]?[] _offences;

    // By the number of a severity, rising; the last is for severities that are not known.
    private readonly decimal[] _severities;

    /// <summary>Makes an empty list.</summary>
    /// <param name="people">How many people there are.</param>
    /// <param name="severities">Every severity there is, in any order.</param>
    public ProvenOffences(int people, IEnumerable<decimal> severities)
    {
        _offences = new long[]?[people];
        _severities = [.. severities.Distinct().Order()];
    }

    /// <summary>The number that stands for a severity in <see cref="Pack"/>.</summary>
    /// <param name="severity">One of those given; null where it is not known.</param>
    /// <returns>0 or more.</returns>
    public int NumberOf(decimal? severity) => severity is { } known ? Array.BinarySearch(_severities, known) : _severities.Length;

    /// <summary>Puts an offence into a number, so that numbers are in order where offences are.</summary>
    /// <param name="day">The day number of the offence.</param>
    /// <param name="severity">See <see cref="NumberOf"/>.</param>
    /// <param name="hasOutcomeDate">Whether its outcome has a date.</param>
    /// <returns>The number.</returns>
    public static long Pack(int day, int severity, bool hasOutcomeDate) => ((long)day << DayAt) | (hasOutcomeDate ? 0 : Undated) | (uint)severity;

    /// <summary>Sets a person's offences.</summary>
    /// <param name="person">The person's number.</param>
    /// <param name="offences">The offences, packed; they are put in order.</param>
    public void Set(int person, long[] offences)
    {
        // By day and severity, so that sums don't depend on the order in which rows were read.
        Array.Sort(offences);
        _offences[person] = offences;
    }

    /// <summary>What a person did in a time.</summary>
    /// <param name="person">The person's number.</param>
    /// <param name="after">The day before the first, as a day number.</param>
    /// <param name="upTo">The last day.</param>
    /// <returns>What followed.</returns>
    public LaterOffending Between(int person, int after, int upTo)
    {
        var offences = _offences[person] ?? [];
        // No offence is packed as the number before a day's first, so this is where the day begins.
        var at = ~Array.BinarySearch(offences, ((long)(after + 1) << DayAt) - 1);
        var (count, unknown, undated, first, severity) = (0, 0, 0, 0, 0m);
        for (; at < offences.Length && DayOf(offences[at]) <= upTo; at++)
        {
            if (count++ == 0) first = DayOf(offences[at]);
            if ((offences[at] & Undated) != 0) undated++;
            var number = (int)(offences[at] & NumberMask);
            if (number == _severities.Length) unknown++;
            else severity += _severities[number];
        }
        return new LaterOffending(count, (double)severity, unknown, undated, first);
    }

    /// <summary>The days of a person's offences, in order.</summary>
    /// <param name="person">The person's number.</param>
    /// <returns>Day numbers, repeated where there are several of one day, each with its severity if known.</returns>
    public IReadOnlyList<DatedSeverity> Of(int person) =>
        [.. (_offences[person] ?? []).Select(offence => new DatedSeverity(DayOf(offence), (int)(offence & NumberMask) is var number && number < _severities.Length ? _severities[number] : null))];

    private static int DayOf(long offence) => (int)(offence >> DayAt);
}
