using System.Collections.Concurrent;
using System.Diagnostics;
using Iom.Selection.Measures;
using Iom.Selection.Policies;

namespace Iom.Selection.Scoring;

/// <summary>The points of one factor for any reading, known or not.</summary>
internal sealed class PointsTable(Factor factor)
{
    // Counts, days and levels have no values between whole numbers: a band that holds none is never reached.
    private readonly bool _wholeValues = factor.Measure.HasWholeValues;

    /// <summary>The points of a known value.</summary>
    public Points At(decimal value) => factor.Bands[BandOf(value)].Points;

    // What is missing is missing in few ways; more than this are not kept.
    private const int MaxKept = 1000;

    private readonly ConcurrentDictionary<Measured, FactorPoints> _missing = new();

    /// <summary>The points of a reading.</summary>
    public FactorPoints PointsFor(in Measured reading)
    {
        if (reading.IsMissing) return OfMissing(reading);
        var points = reading.Kind == MeasuredKind.Known ? At(reading.AtLeast) : factor.NotApplicable;
        return new FactorPoints(reading, points, points);
    }

    /// <summary>The fewest points that a reading can still mean.</summary>
    public Points Least(Reading reading) => reading switch
    {
        Reading.Known known => At(known.Value),
        Reading.NotApplicable => factor.NotApplicable,
        Reading.Missing missing => Possible(missing).Select(band => band.Points).Concat(NotApplicablePoints(missing)).Min(),
        _ => throw new UnreachableException(),
    };

    /// <summary>The most points that a reading can still mean.</summary>
    public Points Most(Reading reading) => reading switch
    {
        Reading.Known or Reading.NotApplicable => Least(reading),
        Reading.Missing missing => Possible(missing).Select(band => band.Points).Concat(NotApplicablePoints(missing)).Max(),
        _ => throw new UnreachableException(),
    };

    /// <summary>The reading that gives most points, for a reading that is missing; else the reading itself.</summary>
    /// <remarks>The lower end of the highest band that gives most, or what is known if that is more; not applicable only if it alone does.</remarks>
    public Reading AtMost(Reading reading)
    {
        if (reading is not Reading.Missing missing) return reading;
        var best = Possible(missing).Aggregate((best, next) => next.Points >= best.Points ? next : best);
        return missing.MaybeNotApplicable && factor.NotApplicable > best.Points
            ? Reading.NotApplicable.Instance
            : new Reading.Known(best.From);
    }

    /// <summary>The place of the band that a value falls in.</summary>
    public int BandOf(decimal value)
    {
        var bands = factor.Bands;
        for (var i = bands.Length - 1; i >= 0; i--)
        {
            if (value >= bands[i].From) return i;
        }
        throw new ArgumentOutOfRangeException(nameof(value), "The value lies below the table.");
    }

    private FactorPoints OfMissing(in Measured measured)
    {
        if (_missing.TryGetValue(measured, out var known)) return known;
        var reading = measured.ToReading();
        var points = new FactorPoints(measured, Least(reading), Most(reading));
        if (_missing.Count < MaxKept) _missing.TryAdd(measured, points);
        return points;
    }

    // The bands that a missing reading may fall in, each from the least value in it that is still possible.
    private IEnumerable<Band> Possible(Reading.Missing missing)
    {
        for (var i = 0; i < factor.Bands.Length; i++)
        {
            var from = Math.Max(factor.Bands[i].From, missing.AtLeast);
            if (_wholeValues) from = Math.Ceiling(from);
            var belowNext = i + 1 == factor.Bands.Length || from < factor.Bands[i + 1].From;
            if (belowNext && !(from > missing.AtMost)) yield return factor.Bands[i] with { From = from };
        }
    }

    private IEnumerable<Points> NotApplicablePoints(Reading.Missing missing) => missing.MaybeNotApplicable ? [factor.NotApplicable] : [];
}
