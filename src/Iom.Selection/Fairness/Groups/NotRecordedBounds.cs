using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Groups;

/// <summary>What a difference of two rates could be, had those who are not recorded been recorded.</summary>
/// <remarks>
/// Manski (1989), Journal of Human Resources 24, 343-360. Of those not recorded it is known who goes on and who does not, but not of which group they are. A difference is least where of those
/// who go on as few as may be are of the group, and of those who don't as many.
/// </remarks>
internal sealed class NotRecordedBounds
{
    private readonly Proportion _own;
    private readonly Proportion _other;
    private readonly Proportion _recorded;
    private readonly Proportion _notRecorded;
    private readonly bool _withRest;

    /// <summary>Prepares the bounds.</summary>
    /// <param name="own">The group as recorded.</param>
    /// <param name="other">Those it is compared with, as recorded: another group, or all others.</param>
    /// <param name="recorded">Everybody who is recorded.</param>
    /// <param name="notRecorded">Those who are not.</param>
    /// <param name="withRest">Whether it is compared with all others: then who is not of the group is of those.</param>
    public NotRecordedBounds(Proportion own, Proportion other, Proportion recorded, Proportion notRecorded, bool withRest) =>
        (_own, _other, _recorded, _notRecorded, _withRest) = (own, other, recorded, notRecorded, withRest);

    private int Going => _notRecorded.Count;

    private int Staying => _notRecorded.Of - _notRecorded.Count;

    /// <summary>The counts with which the difference is least, and those with which it is most.</summary>
    /// <param name="odds">How far the odds of being of a group may differ from those of the recorded; null for any way at all.</param>
    public ((Proportion Own, Proportion Other) Least, (Proportion Own, Proportion Other) Most) Extremes(double? odds)
    {
        var (going, staying) = (Range(_own.Count, _recorded.Count, Going, odds), Range(_own.Of - _own.Count, _recorded.Of - _recorded.Count, Staying, odds));
        return (Given(going.Least, staying.Most, odds, isLeast: true), Given(going.Most, staying.Least, odds, isLeast: false));
    }

    private (Proportion Own, Proportion Other) Given(int going, int staying, double? odds, bool isLeast)
    {
        var (otherGoing, otherStaying) = (Going - going, Staying - staying);
        if (!_withRest)
        {
            var (go, stay) = (Range(_other.Count, _recorded.Count, Going, odds), Range(_other.Of - _other.Count, _recorded.Of - _recorded.Count, Staying, odds));
            (otherGoing, otherStaying) = (Math.Min(otherGoing, isLeast ? go.Most : go.Least), Math.Min(otherStaying, isLeast ? stay.Least : stay.Most));
        }
        return (new Proportion(_own.Count + going, _own.Of + going + staying), new Proportion(_other.Count + otherGoing, _other.Of + otherGoing + otherStaying));
    }

    // How many of those not recorded could be of a group. Half a person is added on each side, so that a group of which nobody is recorded is not impossible.
    private static (int Least, int Most) Range(int of, int all, int notRecorded, double? odds)
    {
        if (odds is not { } times) return (0, notRecorded);
        var recorded = (of + 0.5) / (all - of + 0.5);
        return ((int)Math.Floor(notRecorded * Share(recorded / times)), (int)Math.Ceiling(notRecorded * Share(recorded * times)));

        static double Share(double odds) => odds / (1 + odds);
    }
}
